package dev.sbomagent.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A regular file that the walk met, for the catalogers that want it. Opened at most once, when
 * first read, and never through a link. Its size is that of the moment it was met: reads beyond it
 * end there, and a file that shrank ends earlier. For one thread.
 */
public final class FoundFile implements AutoCloseable {
  private static final int CHUNK = 64 << 10;
  private static final int FIRST = 4096;
  private static final Set<? extends java.nio.file.OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Host host;
  private final Path real;
  private final String folder;
  private final String name;
  private final long size;
  private final String location;
  private final boolean executable;
  private boolean lookedAt;
  private @Nullable SeekableByteChannel channel;
  private byte @Nullable [] first;
  private @Nullable Parser<?> parser;
  private @Nullable Object parsed;

  /** Makes something of a file that several catalogers share. */
  public interface Parser<T> {
    /** What the file is, empty when it is no such file. */
    Optional<T> parse(FoundFile file) throws IOException, MalformedException, UnsupportedException;
  }

  /**
   * A file to read.
   *
   * @param real on the judging machine
   * @param folder absolute inside the root without links, empty for the root
   */
  public FoundFile(Host host, Path real, String folder, String name, long size) {
    this(host, real, folder, name, size, folder + "/" + name, false);
  }

  FoundFile(
      Host host,
      Path real,
      String folder,
      String name,
      long size,
      String location,
      boolean executable) {
    this.executable = executable;
    this.location = location;
    this.host = host;
    this.real = real;
    this.folder = folder;
    this.name = name;
    this.size = size;
  }

  /** The machine it lies on, to look at what belongs to this file. */
  public Host host() {
    return host;
  }

  /** Absolute inside the root, without links in its folders. */
  public String path() {
    return folder + "/" + name;
  }

  /**
   * Where its content lies, what components name as their location: the path, unless the file was
   * met under the name of a link.
   */
  public String location() {
    return location;
  }

  /** Its folder, without a trailing slash; empty for the root. */
  public String folder() {
    return folder;
  }

  public String name() {
    return name;
  }

  /** Whether anybody may execute it. */
  public boolean executable() {
    return executable;
  }

  /** In bytes. */
  public long size() {
    lookedAt = true;
    return size;
  }

  /**
   * Its bytes.
   *
   * @throws MalformedException when there are more than {@code maxBytes}
   */
  public byte[] bytes(int maxBytes) throws IOException, MalformedException {
    if (size > maxBytes) {
      lookedAt = true;
      throw new MalformedException("larger than " + maxBytes + " bytes");
    }
    return head((int) size);
  }

  /** Its first bytes, up to {@code maxBytes} of them. */
  public byte[] head(int maxBytes) throws IOException {
    byte[] bytes = new byte[(int) Math.min(size, maxBytes)];
    int length = read(0, bytes, 0, bytes.length);
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  /**
   * Reads at a position.
   *
   * @return how many bytes were read, fewer than asked for only at the end of the file
   */
  public int read(long position, byte[] bytes, int offset, int length) throws IOException {
    if (position + length <= first().length) {
      System.arraycopy(first(), (int) position, bytes, offset, length);
      return length;
    }
    SeekableByteChannel open = channel();
    int count = 0;
    while (count < length) {
      open.position(position + count);
      ByteBuffer piece = ByteBuffer.wrap(bytes, offset + count, Math.min(length - count, CHUNK));
      int read = open.read(piece);
      if (read <= 0) {
        break;
      }
      count += read;
    }
    return count;
  }

  /**
   * Its bytes from the start, unbuffered; independent of other reads, to be closed by the caller.
   */
  public InputStream stream() throws IOException {
    lookedAt = true;
    return Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS);
  }

  /** What {@code parser} makes of this file; asked by several catalogers, it is parsed once. */
  @SuppressWarnings("unchecked")
  public <T> Optional<T> parsed(Parser<T> parser)
      throws IOException, MalformedException, UnsupportedException {
    if (this.parser != parser) {
      // what failed is not remembered: each cataloger that asks is told
      parsed = parser.parse(this).orElse(null);
      this.parser = parser;
    }
    return Optional.ofNullable((T) parsed);
  }

  /** The beginning, which tells what a file is and is looked at more than once. */
  private byte[] first() throws IOException {
    byte[] known = first;
    if (known == null) {
      ByteBuffer piece = ByteBuffer.allocate((int) Math.min(size, FIRST));
      SeekableByteChannel open = channel();
      while (piece.hasRemaining() && open.read(piece) > 0) {
        // until full, or at the end
      }
      known = Arrays.copyOf(piece.array(), piece.position());
      first = known;
    }
    return known;
  }

  /** Whether content or size was looked at; else whatever was made of it is by its name. */
  boolean wasLookedAt() {
    return lookedAt;
  }

  private SeekableByteChannel channel() throws IOException {
    SeekableByteChannel open = channel;
    if (open == null) {
      lookedAt = true;
      open = Files.newByteChannel(real, READ);
      channel = open;
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
