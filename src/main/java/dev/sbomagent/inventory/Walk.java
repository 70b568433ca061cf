package dev.sbomagent.inventory;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.Resolution.Found;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One look at every file of a machine, for all catalogers of files at once. Folders are not entered
 * through links, and excluded places not at all. What vanishes meanwhile was not there; what cannot
 * be read is said. Memory grows with what is found and with the folders not yet entered, not with
 * the tree. One walk, one use, one thread.
 */
final class Walk {
  private final Host host;
  private final List<FileCataloger> catalogers;
  private final Set<String> excluded = new HashSet<>();
  private final List<String> islands;
  private final boolean programs;
  private final ProgramNames programNames;

  private final Deque<Folder> open = new ArrayDeque<>();
  private final Map<Family, List<Component>> found = new EnumMap<>(Family.class);
  private final Map<Family, String> failed = new EnumMap<>(Family.class);
  private final TreeMap<String, String> malformed = new TreeMap<>();
  private final Set<String> unsupported = new HashSet<>();

  /** A folder to enter; {@code path} is empty for the root. */
  private record Folder(Path real, String path) {}

  /**
   * A walk to make.
   *
   * @param hints paths that are looked into as programs whatever they are called
   */
  Walk(Host host, List<FileCataloger> catalogers, Exclusions exclusions, Set<String> hints) {
    this.host = host;
    this.catalogers = List.copyOf(catalogers);
    this.programNames = new ProgramNames(hints);
    boolean wantsPrograms = false;
    for (FileCataloger cataloger : catalogers) {
      found.put(cataloger.family(), new ArrayList<>());
      wantsPrograms |= cataloger.wantsPrograms();
    }
    this.programs = wantsPrograms;
    this.islands = catalogers.isEmpty() ? List.of() : exclusions.islands();
    for (Excluded place : exclusions.excluded()) {
      excluded.add(place.path());
    }
  }

  /** Walks. */
  Walked run() {
    if (!catalogers.isEmpty() && !excluded.contains("/")) {
      open.push(new Folder(host.root(), ""));
    }
    for (String island : islands) {
      if (host.resolve(island) instanceof Found place && place.kind() == FileKind.DIRECTORY) {
        open.push(new Folder(place.real(), place.path()));
      }
    }
    while (!open.isEmpty()) {
      enter(open.pop());
    }
    return new Walked(found, failed, malformed, unsupported);
  }

  private void enter(Folder folder) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.real)) {
      for (Path entry : entries) {
        meet(folder, entry);
      }
    } catch (NoSuchFileException e) {
      // gone since it was listed
    } catch (IOException e) {
      unreadable(folder, e);
    } catch (DirectoryIteratorException e) {
      unreadable(folder, e.getCause());
    }
  }

  private void meet(Folder folder, Path real) {
    String name = String.valueOf(real.getFileName());
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(real, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        String path = folder.path + "/" + name;
        if (!excluded.contains(path)) {
          open.push(new Folder(real, path));
        }
      } else if (attributes.isRegularFile()) {
        file(folder, real, name, attributes);
      } else if (attributes.isSymbolicLink()) {
        link(folder, name);
      }
    } catch (NoSuchFileException e) {
      // gone since it was listed
    } catch (IOException e) {
      unreadable(new Folder(real, folder.path + "/" + name), e);
    }
  }

  private void file(Folder folder, Path real, String name, PosixFileAttributes attributes) {
    boolean wanted = false;
    for (FileCataloger cataloger : catalogers) {
      wanted |= cataloger.wants(folder.path, name);
    }
    boolean program = programs && programNames.mayBe(folder.path, name, attributes);
    if ((wanted || program) && !excluded.contains(folder.path + "/" + name)) {
      read(new FoundFile(host, real, folder.path, name, attributes.size()), program, true);
    }
  }

  /** A file known only by the name that a link gives it; one known by its own is met by itself. */
  private void link(Folder folder, String name) {
    for (FileCataloger cataloger : catalogers) {
      if (cataloger.wants(folder.path, name)
          && host.resolve(folder.path + "/" + name) instanceof Found target
          && target.kind() == FileKind.REGULAR) {
        int slash = target.path().lastIndexOf('/');
        String itsFolder = target.path().substring(0, slash);
        if (!cataloger.wants(itsFolder, target.path().substring(slash + 1))) {
          FoundFile file =
              new FoundFile(
                  host,
                  target.real(),
                  folder.path,
                  name,
                  target.attributes().size(),
                  target.path());
          readBy(cataloger, file);
          close(file);
        }
      }
    }
  }

  private void read(FoundFile file, boolean program, boolean closing) {
    boolean elf = program && isElf(file);
    for (FileCataloger cataloger : catalogers) {
      if ((elf && cataloger.wantsPrograms()) || cataloger.wants(file.folder(), file.name())) {
        readBy(cataloger, file);
      }
    }
    if (closing) {
      close(file);
    }
  }

  private boolean isElf(FoundFile file) {
    try {
      byte[] magic = file.head(4);
      if (ProgramNames.isForeign(magic)) {
        unsupported.add(file.location());
      }
      return ProgramNames.isElf(magic);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      for (FileCataloger cataloger : catalogers) {
        if (cataloger.wantsPrograms()) {
          fail(cataloger.family(), PathResolver.why(e) + ": " + file.path());
        }
      }
      return false;
    }
  }

  private void readBy(FileCataloger cataloger, FoundFile file) {
    try {
      List<Component> components = cataloger.read(file);
      if (!components.isEmpty()) {
        List<Component> all = found.get(cataloger.family());
        if (all != null) {
          all.addAll(components);
        }
      }
    } catch (MalformedException e) {
      malformed.put(file.location(), String.valueOf(e.getMessage()));
    } catch (UnsupportedException e) {
      unsupported.add(file.location());
    } catch (NoSuchFileException e) {
      // gone since it was listed
    } catch (IOException e) {
      fail(cataloger.family(), PathResolver.why(e) + ": " + file.path());
    }
  }

  private static void close(FoundFile file) {
    try {
      file.close();
    } catch (IOException e) {
      // all that was to be read has been read
    }
  }

  private void unreadable(Folder folder, @Nullable Throwable error) {
    for (FileCataloger cataloger : catalogers) {
      fail(cataloger.family(), PathResolver.why(error) + ": " + folder.path);
    }
  }

  private void fail(Family family, String reason) {
    failed.putIfAbsent(family, reason);
  }
}
