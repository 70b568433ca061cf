package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A database file, read at any place in pieces of at most 64 KiB; reads that follow one another are
 * joined. Never mapped: a file cut short under a mapping would kill the process.
 *
 * <p>Not safe for use by several threads.
 */
final class RpmBytes implements Closeable {
  private static final int CHUNK = 64 << 10;

  private final SeekableByteChannel channel;
  private final long size;
  private final byte[] window = new byte[CHUNK];
  private long windowAt;
  private int windowLength;
  private long lastEnd;

  /**
   * Of the size that the file has now; what is appended later is not seen.
   *
   * @throws MalformedException when it is larger than {@code maxBytes}
   */
  RpmBytes(SeekableByteChannel channel, long maxBytes) throws IOException, MalformedException {
    this.channel = channel;
    this.size = channel.size();
    if (size > maxBytes) {
      channel.close();
      throw new MalformedException("larger than " + maxBytes + " bytes");
    }
  }

  long size() {
    return size;
  }

  /**
   * Reads exactly so many bytes from that place.
   *
   * @throws MalformedException when the file ends before
   */
  void read(long at, byte[] into, int offset, int length) throws IOException, MalformedException {
    if (at < 0 || length < 0 || at > size - length) {
      throw new MalformedException("ends before byte " + (at + length));
    }
    int done = 0;
    while (done < length) {
      long from = at + done;
      if (from < windowAt || from >= windowAt + windowLength) {
        fill(from, length - done);
      }
      int start = (int) (from - windowAt);
      int count = Math.min(windowLength - start, length - done);
      System.arraycopy(window, start, into, offset + done, count);
      done += count;
    }
    lastEnd = at + length;
  }

  /** Reads ahead only where the last read ended: pages of a tree lie anywhere. */
  private void fill(long from, int needed) throws IOException, MalformedException {
    int wanted = from == lastEnd || needed > CHUNK ? CHUNK : needed;
    wanted = (int) Math.min(wanted, size - from);
    windowLength = 0;
    channel.position(from);
    ByteBuffer buffer = ByteBuffer.wrap(window, 0, wanted);
    while (buffer.position() < Math.min(needed, wanted)) {
      if (channel.read(buffer) < 0) {
        throw new MalformedException("cut short at byte " + (from + buffer.position()));
      }
    }
    windowAt = from;
    windowLength = buffer.position();
    lastEnd = from + windowLength;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A big-endian number of two bytes. */
  static int big16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  /** A big-endian number of four bytes, as they are. */
  static int big32(byte[] bytes, int at) {
    return big16(bytes, at) << 16 | big16(bytes, at + 2);
  }

  /** A little-endian number of two bytes. */
  static int little16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  /** A little-endian number of four bytes, as they are. */
  static int little32(byte[] bytes, int at) {
    return little16(bytes, at) | little16(bytes, at + 2) << 16;
  }
}
