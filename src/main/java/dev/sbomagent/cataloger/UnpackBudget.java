package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.UnsupportedException;

/**
 * What may be unpacked of one file, so that archives that hold each other, or the same a thousand
 * times, end. For one thread.
 */
final class UnpackBudget {
  private static final int MAX_ARCHIVES = 20_000;
  private static final long MAX_BYTES = 2L << 30;

  private int archives;
  private long bytes;

  /** Before an archive is opened. */
  void archive() throws UnsupportedException {
    if (++archives > MAX_ARCHIVES) {
      throw new UnsupportedException("more than " + MAX_ARCHIVES + " archives in one another");
    }
  }

  /** Before this many bytes are unpacked. */
  void unpack(long count) throws UnsupportedException {
    bytes += count;
    if (bytes > MAX_BYTES) {
      throw new UnsupportedException("archive of more than " + MAX_BYTES + " bytes when unpacked");
    }
  }
}
