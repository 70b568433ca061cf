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
  private final Host host;
  private final FileReader reader;
  private final Set<String> excluded = new HashSet<>();
  private final List<String> islands;
  private final @Nullable WalkMemory memory;

  private final Deque<Place> open = new ArrayDeque<>();
  private final Map<Family, List<Component>> found = new EnumMap<>(Family.class);
  private final Map<Family, String> failed = new EnumMap<>(Family.class);
  private final TreeMap<String, String> malformed = new TreeMap<>();
  private final Set<String> unsupported = new HashSet<>();

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
        open.push(start(host.root(), ""));
      }
      for (String island : islands) {
        // where a link leads is an island of its own, or met anyway
        if (host.resolve(island) instanceof Found place
            && place.kind() == FileKind.DIRECTORY
            && place.path().equals(island)) {
          open.push(start(place.real(), place.path()));
        }
      }
    }
    while (!open.isEmpty()) {
      enter(open.pop());
    }
    return new Walked(found, failed, malformed, unsupported);
  }

  private Place start(Path real, String path) {
    return memory == null ? new Place(real, path) : memory.start(real, path);
  }

  private void enter(Place place) {
    try {
      if (memory == null) {
        list(place, null);
        return;
      }
      WalkMemory.Token token = WalkMemory.token(place.real);
      if (token.same(place.token)) {
        again(place);
      } else {
        list(place, place.relist());
        place.token = memory.settled(token);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // gone since it was listed
    } catch (IOException e) {
      unreadable(place.path, e);
    } catch (DirectoryIteratorException e) {
      unreadable(place.path, e.getCause());
    }
  }

  private void list(Place place, Place.@Nullable Before before) throws IOException {
    // half the system calls of a stream; but it gives no reason, and cannot spell all names
    String[] names = place.real.toFile().list();
    if (names != null && areSpelled(names)) {
      for (String name : names) {
        meet(place, place.real.resolve(name), name, before);
      }
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place.real)) {
      for (Path entry : entries) {
        meet(place, entry, String.valueOf(entry.getFileName()), before);
      }
    }
  }

  private static boolean areSpelled(String[] names) {
    for (String name : names) {
      if (name.indexOf(PathResolver.REPLACEMENT) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** A folder with the entries it had: those that mattered are looked at. */
  private void again(Place place) {
    List<Place> folders = place.folders;
    for (int i = 0; i < folders.size(); i++) {
      push(folders.get(i));
    }
    for (String name : place.links) {
      link(place, name);
    }
    if (!isUnchanged(place.files)) {
      List<Place.Seen> files = place.files;
      place.files = new ArrayList<>(files.size());
      for (Place.Seen seen : files) {
        meet(place, seen.real(), seen.name(), new Place.Before(List.of(), files));
      }
      return;
    }
    for (Place.Seen seen : place.files) {
      take(seen.reading());
    }
  }

  private static boolean isUnchanged(List<Place.Seen> files) {
    for (int i = 0; i < files.size(); i++) {
      Place.Seen seen = files.get(i);
      try {
        if (seen.opened() && !WalkMemory.token(seen.real()).same(seen.token())) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  private void meet(Place place, Path real, String name, Place.@Nullable Before before) {
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(real, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        folder(place, real, name, before);
      } else if (attributes.isRegularFile()) {
        file(place, real, name, attributes, before);
      } else if (attributes.isSymbolicLink() && reader.wants(place.path, name)) {
        if (link(place, name) && before != null) {
          place.links.add(name);
        }
      }
    } catch (NoSuchFileException e) {
      // gone since it was listed
    } catch (IOException e) {
      unreadable(place.path + "/" + name, e);
    }
  }

  private void folder(Place place, Path real, String name, Place.@Nullable Before before) {
    String path = place.path + "/" + name;
    if (before == null) {
      push(new Place(real, path));
      return;
    }
    Place known = before.folder(path);
    Place folder = known == null ? new Place(real, path) : known;
    place.folders.add(folder);
    push(folder);
  }

  private void push(Place place) {
    if (!excluded.contains(place.path)) {
      open.push(place);
    }
  }

  private void file(
      Place place,
      Path real,
      String name,
      PosixFileAttributes attributes,
      Place.@Nullable Before before)
      throws IOException {
    boolean program = reader.mayBeProgram(place.path, name, attributes);
    if ((!program && !reader.wants(place.path, name))
        || excluded.contains(place.path + "/" + name)) {
      return;
    }
    if (memory == null || before == null) {
      take(reader.read(found(place, real, name, attributes, program), program));
      return;
    }
    WalkMemory.Token token = WalkMemory.token(real);
    Place.Seen seen = before.file(name);
    if (seen == null || !token.same(seen.token()) || seen.program() != program) {
      FoundFile file = found(place, real, name, attributes, program);
      FileReading reading = reader.read(file, program);
      boolean read = reading.unread.isEmpty();
      seen =
          new Place.Seen(
              real,
              name,
              read ? memory.settled(token) : null,
              file.wasOpened() || !read,
              program,
              reading);
    }
    place.files.add(seen);
    take(seen.reading());
  }

  private FoundFile found(
      Place place, Path real, String name, PosixFileAttributes attributes, boolean program) {
    return new FoundFile(
        host,
        real,
        place.path,
        name,
        attributes.size(),
        place.path + "/" + name,
        program && ProgramNames.isExecutable(attributes));
  }

  /**
   * A file known only by the name that a link gives it; one known by its own is met by itself.
   *
   * @return whether the link matters
   */
  private boolean link(Place place, String name) {
    if (host.resolve(place.path + "/" + name) instanceof Found target
        && target.kind() == FileKind.REGULAR) {
      if (reader.isKnownByItself(place.path, name, target.path())) {
        return false;
      }
      take(reader.readThrough(place.path, name, target));
    }
    return true;
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
