package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.FoundFile;
import java.io.IOException;

/** Bytes at any place: a file's, a part of them, or bytes in memory. */
interface ByteSource {
  /** How many there are. */
  long size();

  /**
   * Reads at a position.
   *
   * @return how many were read, fewer than asked for only at the end
   */
  int read(long position, byte[] bytes, int offset, int length) throws IOException;

  /** How many of them are in memory for its sake. */
  default int memory() {
    return 0;
  }

  /** The bytes of a file. */
  static ByteSource of(FoundFile file) {
    return new OfFile(file);
  }

  /** Bytes in memory. */
  static ByteSource of(byte[] bytes) {
    return new InMemory(bytes);
  }

  /** A part of this, which ends where this ends at the latest. */
  default ByteSource part(long from, long length) {
    return new Part(this, from, Math.max(0, Math.min(length, size() - from)));
  }

  /** See {@link #of(FoundFile)}. */
  final class OfFile implements ByteSource {
    private final FoundFile file;

    private OfFile(FoundFile file) {
      this.file = file;
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public int read(long position, byte[] bytes, int offset, int length) throws IOException {
      return file.read(position, bytes, offset, length);
    }
  }

  /** See {@link #of(byte[])}. */
  final class InMemory implements ByteSource {
    private final byte[] content;

    private InMemory(byte[] content) {
      this.content = content;
    }

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public int memory() {
      return content.length;
    }

    @Override
    public int read(long position, byte[] bytes, int offset, int length) {
      int count = (int) Math.max(0, Math.min(length, content.length - position));
      if (count > 0) {
        System.arraycopy(content, (int) position, bytes, offset, count);
      }
      return count;
    }
  }

  /** See {@link #part}. */
  final class Part implements ByteSource {
    private final ByteSource whole;
    private final long from;
    private final long size;

    private Part(ByteSource whole, long from, long size) {
      this.whole = whole;
      this.from = from;
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public int read(long position, byte[] bytes, int offset, int length) throws IOException {
      int count = (int) Math.max(0, Math.min(length, size - position));
      return count == 0 ? 0 : whole.read(from + position, bytes, offset, count);
    }
  }
}
