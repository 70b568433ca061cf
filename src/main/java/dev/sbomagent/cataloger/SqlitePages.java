package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The pages of an SQLite database as of its last transaction. Each page may be read once: that
 * bounds the work and ends every circle.
 *
 * <p>Source: "Database File Format", sections 1.2 and 1.3.
 */
final class SqlitePages {
  static final int HEADER = 100;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final RpmBytes file;
  private final @Nullable SqliteWal wal;
  private final int pageSize;
  private final int usable;
  private final long pages;
  private final BitSet seen = new BitSet();

  SqlitePages(RpmBytes file, @Nullable SqliteWal wal) throws IOException, MalformedException {
    this.file = file;
    this.wal = wal;
    byte[] header = new byte[HEADER];
    file.read(0, header, 0, HEADER);
    int size = RpmBytes.big16(header, 16);
    pageSize = size == 1 ? 65536 : size;
    usable = pageSize - (header[20] & 0xff);
    if (pageSize < 512 || Integer.bitCount(pageSize) != 1 || usable < 480) {
      throw new MalformedException("page size " + size + " with " + header[20] + " reserved");
    }
    if (wal != null) {
      if (wal.pageSize() != pageSize) {
        throw new MalformedException("page size differs from that of its log");
      }
      wal.read(1, header, HEADER);
    }
    if (header[19] > 2 || RpmBytes.big32(header, 56) > 1) {
      throw new MalformedException(
          "read version " + header[19] + ", encoding " + RpmBytes.big32(header, 56));
    }
    pages = wal == null ? file.size() / pageSize : wal.pages();
    // section 1.3.7: the size stated counts if it was written with the last change
    boolean stated = RpmBytes.big32(header, 24) == RpmBytes.big32(header, 92);
    if (stated && (RpmBytes.big32(header, 28) & 0xffffffffL) > pages) {
      throw new MalformedException("has " + pages + " pages and states more");
    }
  }

  /** Whether these first bytes are of an SQLite database. */
  static boolean begins(byte[] head) {
    return Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  int pageSize() {
    return pageSize;
  }

  /** The bytes of a page that hold content. */
  int usable() {
    return usable;
  }

  /** The largest payload that could be in the database. */
  long bytes() {
    return pages * usable;
  }

  void read(int page, byte[] into) throws IOException, MalformedException {
    if (page < 1 || page > pages) {
      throw new MalformedException("page " + (page & 0xffffffffL) + " of " + pages);
    }
    if (seen.get(page)) {
      throw new MalformedException("page " + page + " is used twice");
    }
    seen.set(page);
    if (wal == null || !wal.read(page, into, pageSize)) {
      file.read((page - 1L) * pageSize, into, 0, pageSize);
    }
  }
}
