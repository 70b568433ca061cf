package dev.sbomagent.sink;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of whole lines that only grows: opened when there is something to write, opened again when
 * another file stands in its place (logrotate), rotated by size to {@code .1}, {@code .2} and so
 * on. A last line without an end, left by a crash, is cut off: its event was not acknowledged and
 * comes again. Links are not followed. For one thread.
 */
final class LineFile implements Closeable {
  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  /** Read by a group such as adm, which an administrator gives the folder. */
  private static final FileAttribute<?> MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));

  private final Path path;
  private final long maxBytes;
  private final int keep;
  private @Nullable FileChannel channel;
  private @Nullable Object identity;

  /**
   * A file that is opened later.
   *
   * @param maxBytes it is rotated rather than made larger, unless it is empty
   * @param keep how many rotated ones are kept; with 0 they are deleted
   */
  LineFile(Path path, long maxBytes, int keep) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.keep = keep;
  }

  /** Appends lines: all of them, or none when it throws and the disk lets us take them back. */
  void append(byte[] lines) throws IOException {
    FileChannel out = open();
    if (out.size() > 0 && out.size() + lines.length > maxBytes) {
      out = rotate(out);
    }
    long start = out.size();
    ByteBuffer rest = ByteBuffer.wrap(lines);
    try {
      while (rest.hasRemaining()) {
        out.write(rest, start + rest.position());
      }
    } catch (IOException failed) {
      takeBack(out, start);
      throw failed;
    }
  }

  private static void takeBack(FileChannel out, long start) throws IOException {
    try {
      out.truncate(start);
    } catch (IOException broken) {
      // opening cuts the torn line off; until then nothing can be forced, so nothing counts
      out.close();
    }
  }

  /**
   * Makes what was appended survive a power cut.
   *
   * @throws IOException when it may not; {@link #close} then, and append all of it again
   */
  void force() throws IOException {
    if (channel != null) {
      channel.force(false);
    }
  }

  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open != null && open.isOpen() && isInPlace()) {
      return open;
    }
    if (open != null) {
      // appended to a file that was moved away: it must not be lost there
      open.force(false);
      close();
    }
    open = FileChannel.open(path, OPTIONS, MODE);
    try {
      BasicFileAttributes attributes = attributes();
      if (!attributes.isRegularFile()) {
        throw new IOException(path + ": not a regular file");
      }
      identity = attributes.fileKey();
      cutTornLine(open);
      forceFolder();
    } catch (IOException failed) {
      open.close();
      throw failed;
    }
    channel = open;
    return open;
  }

  private boolean isInPlace() throws IOException {
    try {
      Object now = attributes().fileKey();
      return now != null && now.equals(identity);
    } catch (NoSuchFileException moved) {
      return false;
    }
  }

  private BasicFileAttributes attributes() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Cuts off what stands behind the last line feed. */
  private static void cutTornLine(FileChannel file) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(4096);
    long end = file.size();
    while (end > 0) {
      long start = Math.max(0, end - block.capacity());
      block.clear().limit((int) (end - start));
      while (block.hasRemaining() && file.read(block, start + block.position()) > 0) {
        // until the block is full
      }
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          end = start + i + 1;
          truncate(file, end);
          return;
        }
      }
      end = start;
    }
    truncate(file, 0);
  }

  private static void truncate(FileChannel file, long end) throws IOException {
    if (file.size() > end) {
      file.truncate(end);
    }
  }

  private FileChannel rotate(FileChannel full) throws IOException {
    full.force(false);
    close();
    for (int i = keep; i > 1; i--) {
      move(numbered(i - 1), numbered(i));
    }
    if (keep > 0) {
      move(path, numbered(1));
    } else {
      Files.deleteIfExists(path);
    }
    return open();
  }

  private Path numbered(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException none) {
      // fewer were rotated so far
    } catch (AtomicMoveNotSupportedException impossible) {
      throw new IOException(from + ": cannot be moved to " + to, impossible);
    }
  }

  private void forceFolder() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException broken) {
        // everything acknowledged was forced before
      }
      channel = null;
    }
  }
}
