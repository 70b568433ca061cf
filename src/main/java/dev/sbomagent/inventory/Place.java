package dev.sbomagent.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder of a walk, and what is remembered of it if anything is. For one thread. */
final class Place {
  final Path real;

  /** Absolute inside the root, empty for the root itself. */
  final String path;

  /** Of its last listing; null when it must be listed anew. */
  WalkMemory.@Nullable Token token;

  List<Place> folders = List.of();
  List<String> links = List.of();
  List<Seen> files = List.of();

  Place(Path real, String path) {
    this.real = real;
    this.path = path;
  }

  /**
   * A file that was read, and what it held.
   *
   * @param token null when it must be read anew
   * @param opened whether its content had a part in it; else its name alone says it all
   */
  record Seen(
      Path real,
      String name,
      WalkMemory.@Nullable Token token,
      boolean opened,
      boolean program,
      FileReading reading) {}

  /** Starts a new listing; what was remembered is handed back to choose from. */
  Before relist() {
    Before before = new Before(folders, files);
    token = null;
    folders = new ArrayList<>(0);
    links = new ArrayList<>(0);
    files = new ArrayList<>(0);
    return before;
  }

  /** What was remembered before a new listing. */
  record Before(List<Place> folders, List<Seen> files) {
    @Nullable Place folder(String path) {
      for (Place folder : folders) {
        if (folder.path.equals(path)) {
          return folder;
        }
      }
      return null;
    }

    @Nullable Seen file(String name) {
      for (Seen file : files) {
        if (file.name().equals(name)) {
          return file;
        }
      }
      return null;
    }
  }
}
