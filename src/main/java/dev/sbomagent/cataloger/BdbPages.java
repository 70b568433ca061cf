package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.util.BitSet;

/**
 * The pages of a Berkeley DB hash file, in the byte order of the machine that wrote it. Each page
 * may be read once: that bounds the work and ends every circle.
 */
final class BdbPages {
  private static final int MAGIC = 0x00061561;
  static final int META = 512;
  static final int PAGE_HEADER = 26;

  private final RpmBytes file;
  private final boolean big;
  private final int pageSize;
  private final byte[] meta = new byte[META];
  private final BitSet seen = new BitSet();

  BdbPages(RpmBytes file) throws IOException, MalformedException {
    this.file = file;
    file.read(0, meta, 0, META);
    this.big = RpmBytes.big32(meta, 12) == MAGIC;
    this.pageSize = number(meta, 20);
    int version = number(meta, 16);
    if (version < 8 || version > 10 || meta[24] != 0 || meta[25] != 8) {
      throw new MalformedException(
          "version " + version + ", encryption " + meta[24] + ", type " + meta[25]);
    }
    if (pageSize < 512 || pageSize > 65536 || Integer.bitCount(pageSize) != 1) {
      throw new MalformedException("page size " + (pageSize & 0xffffffffL));
    }
    seen.set(0);
  }

  /** Whether these first bytes are of such a file. */
  static boolean begins(byte[] head) {
    return RpmBytes.big32(head, 12) == MAGIC || RpmBytes.little32(head, 12) == MAGIC;
  }

  int pageSize() {
    return pageSize;
  }

  /** How many pages the file has; the number that it states can lag behind. */
  long count() {
    return file.size() / pageSize;
  }

  /** A number of the file's own description. */
  int meta(int at) {
    return number(meta, at);
  }

  int number(byte[] page, int at) {
    return big ? RpmBytes.big32(page, at) : RpmBytes.little32(page, at);
  }

  int half(byte[] page, int at) {
    return big ? RpmBytes.big16(page, at) : RpmBytes.little16(page, at);
  }

  void read(long page, byte[] into) throws IOException, MalformedException {
    if (page < 1 || page >= count()) {
      throw new MalformedException("page " + page + " of " + count());
    }
    if (seen.get((int) page)) {
      throw new MalformedException("page " + page + " is used twice");
    }
    seen.set((int) page);
    file.read(page * pageSize, into, 0, pageSize);
  }
}
