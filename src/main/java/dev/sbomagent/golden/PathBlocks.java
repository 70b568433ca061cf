package dev.sbomagent.golden;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Sorted paths in a fifth of the memory that strings take: in blocks, of which the first path is
 * whole and each further one says how much it shares with the one before. A path is made anew
 * whenever it is asked for.
 */
final class PathBlocks {
  private static final int BLOCK = 16;

  private final int size;
  private final byte[] bytes;
  private final int[] starts;

  private PathBlocks(int size, byte[] bytes, int[] starts) {
    this.size = size;
    this.bytes = bytes;
    this.starts = starts;
  }

  /** Packs paths, sorted as {@link String#compareTo} does. */
  static PathBlocks of(String[] paths) {
    int[] starts = new int[(paths.length + BLOCK - 1) / BLOCK];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] before = {};
    for (int i = 0; i < paths.length; i++) {
      if (i % BLOCK == 0) {
        starts[i / BLOCK] = out.size();
        before = new byte[0];
      }
      boolean narrow = isNarrow(paths[i]);
      byte[] packed = narrow ? paths[i].getBytes(StandardCharsets.ISO_8859_1) : wide(paths[i]);
      int mismatch = Arrays.mismatch(before, packed);
      int shared = mismatch < 0 ? packed.length : mismatch;
      number(out, narrow ? 0 : 1);
      number(out, shared);
      number(out, packed.length - shared);
      out.write(packed, shared, packed.length - shared);
      before = packed;
    }
    return new PathBlocks(paths.length, out.toByteArray(), starts);
  }

  int size() {
    return size;
  }

  String path(int i) {
    return new Reader(i / BLOCK).skip(i % BLOCK);
  }

  /** The number of this path; negative when it is not there. */
  int find(String path) {
    int from = 0;
    int to = starts.length - 1;
    while (from < to) {
      int middle = (from + to + 1) >>> 1;
      if (new Reader(middle).skip(0).compareTo(path) <= 0) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    if (size == 0) {
      return -1;
    }
    Reader reader = new Reader(from);
    for (int i = from * BLOCK; i < Math.min(size, (from + 1) * BLOCK); i++) {
      int order = reader.next().compareTo(path);
      if (order >= 0) {
        return order == 0 ? i : -1;
      }
    }
    return -1;
  }

  private static boolean isNarrow(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }

  /** Two bytes for each char: a name need not be text that any encoding can hold. */
  private static byte[] wide(String path) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * path.length());
    bytes.asCharBuffer().put(path);
    return bytes.array();
  }

  /** Seven bits to a byte, the least first. */
  private static void number(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  /** Reads the paths of one block in their order. */
  private final class Reader {
    private int at;
    private byte[] path = {};
    private boolean narrow;

    Reader(int block) {
      at = starts[block];
    }

    /** The path after so many others. */
    String skip(int others) {
      for (int i = 0; i < others; i++) {
        advance();
      }
      return next();
    }

    String next() {
      advance();
      return narrow
          ? new String(path, StandardCharsets.ISO_8859_1)
          : ByteBuffer.wrap(path).asCharBuffer().toString();
    }

    private void advance() {
      narrow = number() == 0;
      int shared = number();
      int more = number();
      byte[] next = Arrays.copyOf(path, shared + more);
      System.arraycopy(bytes, at, next, shared, more);
      at += more;
      path = next;
    }

    private int number() {
      int value = 0;
      for (int shift = 0; ; shift += 7) {
        int b = bytes[at++];
        value |= (b & 0x7F) << shift;
        if (b >= 0) {
          return value;
        }
      }
    }
  }
}
