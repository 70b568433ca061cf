package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.util.Arrays;

/** One record being put together; one buffer serves all records of a database. */
final class RpmBlob {
  /** The largest header known has 1.4 MB. */
  static final int MAX_BYTES = 32 << 20;

  private byte[] bytes = new byte[32 << 10];
  private int length;

  /** Takes the records of a database, in its order. */
  interface Taker {
    /** The blob is filled anew after the call. */
    void take(RpmBlob blob) throws MalformedException;
  }

  /** The bytes, as far as {@link #length()}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void append(byte[] from, int at, int count) throws MalformedException {
    grow(count);
    System.arraycopy(from, at, bytes, length, count);
    length += count;
  }

  void append(RpmBytes file, long at, int count) throws IOException, MalformedException {
    if (count > file.size() - at) {
      throw new MalformedException("record of " + count + " bytes leaves the file");
    }
    grow(count);
    file.read(at, bytes, length, count);
    length += count;
  }

  private void grow(int more) throws MalformedException {
    if (more < 0 || more > MAX_BYTES - length) {
      throw new MalformedException("record larger than " + MAX_BYTES + " bytes");
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(MAX_BYTES, Math.max(length + more, 2 * bytes.length)));
    }
  }
}
