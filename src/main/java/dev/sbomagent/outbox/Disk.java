package dev.sbomagent.outbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The file operations that durability rests on, so that a test can cut the power between any two of
 * them. A name that was written, moved or deleted survives a power cut once its folder is forced.
 */
interface Disk {
  /** Makes a folder, and those above it, unless it is there. */
  void folder(Path folder) throws IOException;

  /** The names in a folder, sorted; none when there is no such folder. */
  List<String> list(Path folder) throws IOException;

  /**
   * What a file holds. A link is not followed, and only a regular file is opened.
   *
   * @throws java.nio.file.FileSystemException when it cannot be opened
   * @throws IOException when it is open and cannot be read, or is larger
   */
  byte[] read(Path file, int maxBytes) throws IOException;

  /** Makes a file, instead of one that is there; on return its content survives a power cut. */
  void write(Path file, byte[] content) throws IOException;

  /** Renames in one step; what had the new name is replaced. */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file, if it is there. */
  void delete(Path file) throws IOException;

  /** On return the names in this folder survive a power cut. */
  void force(Path folder) throws IOException;

  /** Bytes that could still be written. */
  long room(Path folder) throws IOException;

  /**
   * Takes a lock that other processes see, until it is closed or the process ends.
   *
   * @throws InUseException when another has it
   */
  Closeable lock(Path file) throws IOException;
}
