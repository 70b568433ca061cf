package dev.sbomagent.outbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A folder whose files are replaced whole: written beside, forced, renamed, the folder forced. It
 * keeps some room in reserve, so that a disk that others filled still takes the next small files.
 * For any threads, each with names of its own.
 */
final class Folder {
  /** Ends the name of a file that is not whole yet. No name we give has it otherwise. */
  static final String UNFINISHED = "~";

  private static final String RESERVE = ".reserve";

  private final Disk disk;
  private final Path path;
  private final int reserveBytes;

  Folder(Disk disk, Path path, int reserveBytes) {
    this.disk = disk;
    this.path = path;
    this.reserveBytes = reserveBytes;
  }

  Path path() {
    return path;
  }

  List<String> names() throws IOException {
    return disk.list(path);
  }

  byte[] read(String name, int maxBytes) throws IOException {
    return disk.read(path.resolve(name), maxBytes);
  }

  /**
   * Makes or replaces a file; on return it survives a power cut. When it throws, the file is either
   * of the two.
   */
  void replace(String name, byte[] content) throws IOException {
    try {
      put(name, content);
    } catch (IOException broken) {
      // whatever it was, a full disk has no exception of its own: once more with the room there is
      if (!release()) {
        throw broken;
      }
      put(name, content);
    }
  }

  private void put(String name, byte[] content) throws IOException {
    Path unfinished = path.resolve(name + UNFINISHED);
    try {
      disk.write(unfinished, content);
      disk.move(unfinished, path.resolve(name));
    } catch (IOException broken) {
      remove(unfinished, broken);
      throw broken;
    }
    disk.force(path);
  }

  private void remove(Path unfinished, IOException why) {
    try {
      disk.delete(unfinished);
    } catch (IOException also) {
      why.addSuppressed(also);
    }
  }

  private boolean release() {
    try {
      if (!names().contains(RESERVE)) {
        return false;
      }
      disk.delete(path.resolve(RESERVE));
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  /** Puts room in reserve, when there is plenty; else another time. */
  synchronized void reserve() {
    try {
      if (reserveBytes > 0 && !names().contains(RESERVE) && disk.room(path) >= 4L * reserveBytes) {
        byte[] content = new byte[reserveBytes];
        // a file system that compresses would make nothing of zeros
        new SplittableRandom(reserveBytes).nextBytes(content);
        put(RESERVE, content);
      }
    } catch (IOException later) {
      // only a precaution: what cannot be written for want of it says so itself
    }
  }

  /** Deletes what a crash left unfinished. */
  void tidy() throws IOException {
    for (String name : names()) {
      if (name.endsWith(UNFINISHED)) {
        try {
          disk.delete(path.resolve(name));
        } catch (IOException later) {
          // it is only in the way of room
        }
      }
    }
  }

  /** Deletes files, if they are there, in this order; on return they do not come back. */
  void delete(Collection<String> names) throws IOException {
    for (String name : names) {
      disk.delete(path.resolve(name));
    }
    if (!names.isEmpty()) {
      disk.force(path);
    }
  }
}
