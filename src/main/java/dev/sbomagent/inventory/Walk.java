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
import java.nio.file.NotDirectoryException;
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
  /** What bytes that are no UTF-8 are decoded to. */
  private static final char REPLACEMENT = '\uFFFD';

  private final Host host;
  private final FileReader reader;
  private final Set<String> excluded = new HashSet<>();
  private final List<String> islands;
  private final @Nullable WalkMemory memory;

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
   * @param memory of the walk before, begun; null to look at everything and remember nothing
   */
  Walk(
      Host host,
      List<FileCataloger> catalogers,
      Exclusions exclusions,
      Set<String> hints,
      @Nullable WalkMemory memory) {
    this.host = host;
    this.reader = new FileReader(host, catalogers, hints);
    this.memory = memory;
    for (FileCataloger cataloger : catalogers) {
      found.put(cataloger.family(), new ArrayList<>());
    }
    this.islands = exclusions.islands();
    for (Excluded place : exclusions.excluded()) {
      excluded.add(place.path());
    }
  }

  /** Walks. */
  Walked run() {
    if (!found.isEmpty()) {
      if (!excluded.contains("/")) {
        open.push(new Folder(host.root(), ""));
      }
      for (String island : islands) {
        // where a link leads is an island of its own, or met anyway
        if (host.resolve(island) instanceof Found place
            && place.kind() == FileKind.DIRECTORY
            && place.path().equals(island)) {
          open.push(new Folder(place.real(), place.path()));
        }
      }
    }
    while (!open.isEmpty()) {
      enter(open.pop());
    }
    return new Walked(found, failed, malformed, unsupported);
  }

  private void enter(Folder folder) {
    try {
      if (memory == null) {
        list(folder, null, null);
        return;
      }
      WalkMemory.Token token = WalkMemory.token(folder.real);
      WalkMemory.Folder known = memory.folder(folder.path);
      if (known != null && token.same(known.token)) {
        again(folder, known);
        memory.put(folder.path, known);
      } else {
        WalkMemory.Folder now = new WalkMemory.Folder(memory.settled(token));
        list(folder, now, known);
        memory.put(folder.path, now);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // gone since it was listed
    } catch (IOException e) {
      unreadable(folder.path, e);
    } catch (DirectoryIteratorException e) {
      unreadable(folder.path, e.getCause());
    }
  }

  private void list(
      Folder folder, WalkMemory.@Nullable Folder now, WalkMemory.@Nullable Folder before)
      throws IOException {
    // half the system calls of a stream; but it gives no reason, and cannot spell all names
    String[] names = folder.real.toFile().list();
    if (names != null && areSpelled(names)) {
      for (String name : names) {
        meet(folder, folder.real.resolve(name), name, now, before);
      }
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.real)) {
      for (Path entry : entries) {
        meet(folder, entry, String.valueOf(entry.getFileName()), now, before);
      }
    }
  }

  private static boolean areSpelled(String[] names) {
    for (String name : names) {
      if (name.indexOf(REPLACEMENT) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** A folder with the entries it had: those that mattered are looked at. */
  private void again(Folder folder, WalkMemory.Folder known) {
    for (String name : known.folders) {
      push(folder, folder.real.resolve(name), name);
    }
    for (String name : known.links) {
      link(folder, name);
    }
    List<String> gone = new ArrayList<>(0);
    for (Map.Entry<String, WalkMemory.Seen> file : known.files.entrySet()) {
      WalkMemory.Seen seen = file.getValue();
      try {
        if (WalkMemory.token(seen.real()).same(seen.token())) {
          take(seen.reading());
        } else {
          gone.add(file.getKey());
        }
      } catch (IOException e) {
        gone.add(file.getKey());
      }
    }
    for (String name : gone) {
      WalkMemory.Seen seen = known.files.remove(name);
      if (seen != null) {
        meet(folder, seen.real(), name, known, null);
      }
    }
  }

  private void meet(
      Folder folder,
      Path real,
      String name,
      WalkMemory.@Nullable Folder now,
      WalkMemory.@Nullable Folder before) {
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(real, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        if (now != null) {
          now.folders.add(name);
        }
        push(folder, real, name);
      } else if (attributes.isRegularFile()) {
        file(folder, real, name, attributes, now, before);
      } else if (attributes.isSymbolicLink() && reader.wants(folder.path, name)) {
        if (now != null) {
          now.links.add(name);
        }
        link(folder, name);
      }
    } catch (NoSuchFileException e) {
      // gone since it was listed
    } catch (IOException e) {
      unreadable(folder.path + "/" + name, e);
    }
  }

  private void push(Folder folder, Path real, String name) {
    String path = folder.path + "/" + name;
    if (!excluded.contains(path)) {
      open.push(new Folder(real, path));
    }
  }

  private void file(
      Folder folder,
      Path real,
      String name,
      PosixFileAttributes attributes,
      WalkMemory.@Nullable Folder now,
      WalkMemory.@Nullable Folder before)
      throws IOException {
    boolean program = reader.mayBeProgram(folder.path, name, attributes);
    if ((!program && !reader.wants(folder.path, name))
        || excluded.contains(folder.path + "/" + name)) {
      return;
    }
    if (memory == null || now == null) {
      take(reader.read(found(folder, real, name, attributes, program), program));
      return;
    }
    WalkMemory.Token token = WalkMemory.token(real);
    WalkMemory.Seen seen = before == null ? null : before.files.get(name);
    if (seen == null || !token.same(seen.token()) || seen.program() != program) {
      FileReading reading = reader.read(found(folder, real, name, attributes, program), program);
      boolean read = reading.unread.isEmpty();
      seen = new WalkMemory.Seen(real, read ? memory.settled(token) : null, program, reading);
    }
    now.files.put(name, seen);
    take(seen.reading());
  }

  private FoundFile found(
      Folder folder, Path real, String name, PosixFileAttributes attributes, boolean program) {
    return new FoundFile(
        host,
        real,
        folder.path,
        name,
        attributes.size(),
        folder.path + "/" + name,
        program && ProgramNames.isExecutable(attributes));
  }

  /** A file known only by the name that a link gives it; one known by its own is met by itself. */
  private void link(Folder folder, String name) {
    if (host.resolve(folder.path + "/" + name) instanceof Found target
        && target.kind() == FileKind.REGULAR) {
      take(reader.readThrough(folder.path, name, target));
    }
  }

  private void take(FileReading reading) {
    for (int i = 0; i < reading.size(); i++) {
      List<Component> all = found.get(reading.family(i));
      if (all != null) {
        all.addAll(reading.components(i));
      }
    }
    if (reading.malformed != null) {
      malformed.put(reading.location, reading.malformed);
    }
    if (reading.unsupported) {
      unsupported.add(reading.location);
    }
    for (Family family : reading.unread) {
      failed.putIfAbsent(family, reading.unreadReason);
    }
  }

  private void unreadable(String path, @Nullable Throwable error) {
    for (Family family : found.keySet()) {
      failed.putIfAbsent(family, PathResolver.why(error) + ": " + shown(path));
    }
  }

  /** A path fit for a message: the kernel takes none above 4096 bytes, and trees may be deeper. */
  private static String shown(String path) {
    return path.isEmpty() ? "/" : path.length() <= 200 ? path : path.substring(0, 200) + "...";
  }
}
