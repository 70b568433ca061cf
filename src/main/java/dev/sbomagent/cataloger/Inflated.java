package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflated bytes made whole, in bounds (RFC 1950, RFC 1951). */
final class Inflated {
  private static final int FIRST = 16 << 10;

  private Inflated() {}

  /**
   * The whole of a zlib stream.
   *
   * @throws MalformedException when it is damaged, cut short, or larger than {@code maxBytes}
   */
  static byte[] zlib(byte[] deflated, int maxBytes) throws MalformedException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(deflated);
      byte[] bytes = new byte[Math.min(FIRST, maxBytes)];
      int length = 0;
      while (!inflater.finished()) {
        int count = inflater.inflate(bytes, length, bytes.length - length);
        length += count;
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new MalformedException("compressed data ends early");
        }
        if (length == bytes.length && !inflater.finished()) {
          if (length == maxBytes) {
            throw new MalformedException("more than " + maxBytes + " bytes when unpacked");
          }
          bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length, maxBytes));
        }
      }
      return Arrays.copyOf(bytes, length);
    } catch (DataFormatException e) {
      throw new MalformedException("damaged compressed data");
    } finally {
      inflater.end();
    }
  }
}
