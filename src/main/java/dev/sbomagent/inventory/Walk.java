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

  /** Folders not yet entered. */
  private final Deque<Step> open = new ArrayDeque<>();

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

  /**
   * A folder to enter.
   *
   * @param real on the judging machine
   * @param path absolute inside the root, empty for the root itself
   */
  private record Step(Place place, Path real, String path) {}

  private Step start(Path real, String path) {
    return new Step(memory == null ? new Place("", null) : memory.start(path), real, path);
  }

  private void enter(Step step) {
    try {
      if (memory == null) {
        list(step, null);
        return;
      }
      memory.requireWanted();
      WalkMemory.Token token = WalkMemory.token(step.real);
      Place place = step.place;
      if (token.same(place.token)) {
        again(step);
      } else {
        list(step, place.relist());
        place.listed();
        place.token = memory.settled(token);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // gone since it was listed
    } catch (IOException e) {
      unreadable(step.path, e);
    } catch (DirectoryIteratorException e) {
      unreadable(step.path, e.getCause());
    }
  }

  private void list(Step step, Place.@Nullable Before before) throws IOException {
    // half the system calls of a stream; but it gives no reason, and cannot spell all names
    String[] names = step.real.toFile().list();
    if (names != null && areSpelled(names)) {
      for (String name : names) {
        meet(step, step.real.resolve(name), name, before);
      }
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(step.real)) {
      for (Path entry : entries) {
        meet(step, entry, String.valueOf(entry.getFileName()), before);
      }
    }
  }

  private static boolean areSpelled(String[] names) {
    for (String name : names) {
      if (!Place.isSpelled(name)) {
        return false;
      }
    }
    return true;
  }

  /** A folder with the entries it had: those that mattered are looked at. */
  private void again(Step step) {
    Place place = step.place;
    List<Place> folders = place.folders;
    for (int i = 0; i < folders.size(); i++) {
      Place folder = folders.get(i);
      push(
          folder,
          Place.real(step.real, folder.name, folder.unspelled),
          step.path + "/" + folder.name);
    }
    for (String name : place.links) {
      link(step, name);
    }
    if (!isUnchanged(step.real, place.files)) {
      Place.Before before = place.reread();
      for (Place.Seen seen : before.files()) {
        Path real = Place.real(step.real, seen.name(), seen.unspelled());
        meet(step, real, seen.name(), before);
      }
      place.listed();
      return;
    }
    for (Place.Seen seen : place.files) {
      Place.Content content = seen.content();
      take(step.path, seen.name(), content == null ? named(step, seen) : content.reading());
    }
  }

  private static boolean isUnchanged(Path folder, List<Place.Seen> files) {
    for (int i = 0; i < files.size(); i++) {
      Place.Seen seen = files.get(i);
      Place.Content content = seen.content();
      try {
        if (content != null
            && !WalkMemory.token(Place.real(folder, seen.name(), seen.unspelled()))
                .same(content.token())) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  /** What its name says of a file, which is cheaper to find out again than to remember. */
  private FileReading named(Step step, Place.Seen seen) {
    Path real = Place.real(step.real, seen.name(), seen.unspelled());
    return reader.read(new FoundFile(host, real, step.path, seen.name(), 0), false);
  }

  private void meet(Step step, Path real, String name, Place.@Nullable Before before) {
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(real, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        folder(step, real, name, before);
      } else if (attributes.isRegularFile()) {
        file(step, real, name, attributes, before);
      } else if (attributes.isSymbolicLink() && reader.wants(step.path, name)) {
        if (link(step, name) && before != null) {
          step.place.links.add(name);
        }
      }
    } catch (NoSuchFileException e) {
      // gone since it was listed
    } catch (IOException e) {
      unreadable(step.path + "/" + name, e);
    }
  }

  private void folder(Step step, Path real, String name, Place.@Nullable Before before) {
    Place known = before == null ? null : before.folder(name);
    Place folder = known == null ? new Place(name, Place.unspelled(real, name)) : known;
    if (before != null) {
      step.place.folders.add(folder);
    }
    push(folder, real, step.path + "/" + name);
  }

  private void push(Place place, Path real, String path) {
    if (!excluded.contains(path)) {
      open.push(new Step(place, real, path));
    }
  }

  private void file(
      Step step,
      Path real,
      String name,
      PosixFileAttributes attributes,
      Place.@Nullable Before before)
      throws IOException {
    boolean program = reader.mayBeProgram(step.path, name, attributes);
    if ((!program && !reader.wants(step.path, name)) || excluded.contains(step.path + "/" + name)) {
      return;
    }
    if (memory == null || before == null) {
      FoundFile file = found(step, real, name, attributes, program);
      take(step.path, name, reader.read(file, program));
      return;
    }
    WalkMemory.Token token = WalkMemory.token(real);
    Place.Seen seen = before.file(name);
    Place.Content content = seen == null ? null : seen.content();
    FileReading reading;
    if (content == null || !token.same(content.token()) || content.program() != program) {
      FoundFile file = found(step, real, name, attributes, program);
      reading = reader.read(file, program);
      boolean read = reading.unread().isEmpty();
      content =
          file.wasLookedAt() || !read
              ? new Place.Content(read ? memory.settled(token) : null, program, reading)
              : null;
      seen = new Place.Seen(name, Place.unspelled(real, name), content);
    } else {
      reading = content.reading();
    }
    step.place.files.add(seen);
    take(step.path, name, reading);
  }

  private FoundFile found(
      Step step, Path real, String name, PosixFileAttributes attributes, boolean program) {
    return new FoundFile(
        host,
        real,
        step.path,
        name,
        attributes.size(),
        step.path + "/" + name,
        program && ProgramNames.isExecutable(attributes));
  }

  /**
   * A file known only by the name that a link gives it; one known by its own is met by itself.
   *
   * @return whether the link matters
   */
  private boolean link(Step step, String name) {
    if (host.resolve(step.path + "/" + name) instanceof Found target
        && target.kind() == FileKind.REGULAR) {
      if (reader.isKnownByItself(step.path, name, target.path())) {
        return false;
      }
      String path = target.path();
      int slash = path.lastIndexOf('/');
      FileReading reading = reader.readThrough(step.path, name, target);
      take(path.substring(0, slash), path.substring(slash + 1), reading);
    }
    return true;
  }

  private void take(String folder, String name, FileReading reading) {
    for (FileReading.Part part : reading.parts()) {
      List<Component> all = found.get(part.family());
      if (all != null) {
        all.addAll(part.components());
      }
    }
    String why = reading.malformed();
    if (why != null) {
      malformed.put(folder + "/" + name, why);
    }
    if (reading.unsupported()) {
      unsupported.add(folder + "/" + name);
    }
    for (FileReading.Unread unread : reading.unread()) {
      failed.putIfAbsent(unread.family(), unread.reason());
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
