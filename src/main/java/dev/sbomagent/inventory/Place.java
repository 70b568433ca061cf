package dev.sbomagent.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a folder of a walk: its entries that matter. There are as many as the
 * machine has folders, so that each is kept small: by its name alone. For one thread.
 */
final class Place {
  /** As the walk shows it; empty where a walk starts. */
  final String name;

  /** On the judging machine, for a name that no text can spell. */
  final @Nullable Path unspelled;

  /** Of its last listing; null when it must be listed anew. */
  WalkMemory.@Nullable Token token;

  List<Place> folders = List.of();
  List<String> links = List.of();
  List<Seen> files = List.of();

  Place(String name, @Nullable Path unspelled) {
    this.name = name;
    this.unspelled = unspelled;
  }

  /**
   * A file that mattered.
   *
   * @param unspelled on the judging machine, for a name that no text can spell
   * @param content null when its name alone says what it is, as with thousands of kernel modules
   */
  record Seen(String name, @Nullable Path unspelled, @Nullable Content content) {}

  /**
   * What a file held.
   *
   * @param token null when it must be read anew
   */
  record Content(WalkMemory.@Nullable Token token, boolean program, FileReading reading) {}

  /** Where this place's entry of that name is, for the place at {@code real}. */
  static Path real(Path real, String name, @Nullable Path unspelled) {
    return unspelled == null ? real.resolve(name) : unspelled;
  }

  /** The path when the name cannot spell it, null when it can. */
  static @Nullable Path unspelled(Path real, String name) {
    return isSpelled(name) ? null : real;
  }

  /** Whether the name is all there is to an entry's name: the JVM replaces what is not text. */
  static boolean isSpelled(String name) {
    return name.indexOf(PathResolver.REPLACEMENT) < 0;
  }

  /** Starts a new listing; what was remembered is handed back to choose from. */
  Before relist() {
    Before before = new Before(folders, files);
    token = null;
    folders = new ArrayList<>(0);
    links = new ArrayList<>(0);
    files = new ArrayList<>(0);
    return before;
  }

  /** Starts to read its files again; what they held is handed back to choose from. */
  Before reread() {
    Before before = new Before(List.of(), files);
    folders = new ArrayList<>(folders);
    links = new ArrayList<>(links);
    files = new ArrayList<>(files.size());
    return before;
  }

  /** Ends a listing, which will be kept for long. */
  void listed() {
    folders = List.copyOf(folders);
    links = List.copyOf(links);
    files = List.copyOf(files);
  }

  /** What was remembered before a new listing. */
  record Before(List<Place> folders, List<Seen> files) {
    @Nullable Place folder(String name) {
      for (Place folder : folders) {
        if (folder.name.equals(name) && folder.unspelled == null) {
          return folder;
        }
      }
      return null;
    }

    @Nullable Seen file(String name) {
      for (Seen file : files) {
        if (file.name().equals(name) && file.unspelled() == null) {
          return file;
        }
      }
      return null;
    }
  }
}
