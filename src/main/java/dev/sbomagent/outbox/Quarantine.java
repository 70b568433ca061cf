package dev.sbomagent.outbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of the outbox that are not sound, put aside for a person to look at: the newest. */
final class Quarantine {
  static final int MAX_KEPT = 100;

  private static final String TOLD = ".told";

  private final Disk disk;
  private final Path outbox;
  private final Path path;

  Quarantine(Disk disk, Path outbox) {
    this.disk = disk;
    this.outbox = outbox;
    this.path = outbox.resolve("corrupt");
  }

  void make() throws IOException {
    disk.folder(path);
  }

  /**
   * Moves a file here. It may stay where it is, when the disk does not let us: then it is next
   * time.
   */
  void put(String name) {
    try {
      disk.move(outbox.resolve(name), path.resolve(name));
      disk.force(path);
      List<String> names = disk.list(path);
      for (int i = 0; i < names.size() - MAX_KEPT; i++) {
        disk.delete(path.resolve(names.get(i)));
      }
    } catch (IOException later) {
      // never a reason not to start
    }
  }

  /** Names of files that nobody was told of. */
  List<String> untold() throws IOException {
    List<String> untold = new ArrayList<>(disk.list(path));
    untold.removeIf(name -> name.endsWith(TOLD));
    return untold;
  }

  /** Somebody was told of all there is. */
  void told() throws IOException {
    for (String name : untold()) {
      disk.move(path.resolve(name), path.resolve(name + TOLD));
    }
    disk.force(path);
  }

  /** The highest number of a record here, 0 when there is none. */
  long newest() throws IOException {
    long newest = 0;
    for (String name : disk.list(path)) {
      String plain = name.endsWith(TOLD) ? name.substring(0, name.length() - TOLD.length()) : name;
      newest = Math.max(newest, RecordName.seq(plain));
    }
    return newest;
  }

  void clear() throws IOException {
    for (String name : disk.list(path)) {
      disk.delete(path.resolve(name));
    }
    disk.force(path);
  }
}
