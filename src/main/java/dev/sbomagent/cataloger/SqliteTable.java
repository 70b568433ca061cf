package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table, by walking its tree; no SQL, no index, no write.
 *
 * <p>Source: "Database File Format", sections 1.6, "B-tree Pages", and 2.6, "Storage Of The SQL
 * Database Schema".
 */
final class SqliteTable {
  private static final int INTERIOR = 5;
  private static final int LEAF = 13;
  private static final int MAX_DEPTH = 20;
  private static final int MAX_ROWS = 100_000;

  private final SqlitePages pages;
  private final RpmBlob.Taker taker;
  private final RpmBlob payload = new RpmBlob();
  private final byte[] overflow;
  private int rows;

  private SqliteTable(SqlitePages pages, RpmBlob.Taker taker) {
    this.pages = pages;
    this.taker = taker;
    this.overflow = new byte[pages.pageSize()];
  }

  /** Whether these first bytes are of such a database. */
  static boolean begins(byte[] head) {
    return SqlitePages.begins(head);
  }

  /**
   * Hands over the headers of all packages: column {@code blob} of the table {@code Packages}.
   *
   * @param log the write-ahead log, if there is one
   */
  static void read(RpmBytes file, @Nullable RpmBytes log, RpmBlob.Taker taker)
      throws IOException, MalformedException {
    @Nullable SqliteWal wal = log == null ? null : SqliteWal.read(log);
    SqlitePages pages = new SqlitePages(file, wal);
    Schema schema = new Schema();
    new SqliteTable(pages, schema).walk(1, 0);
    if (schema.root == 0) {
      throw new MalformedException("an sqlite database without a table 'Packages'");
    }
    new SqliteTable(pages, new Blobs(taker)).walk(schema.root, 0);
  }

  /** Finds the table's root: type, name, tbl_name, rootpage, sql. */
  private static final class Schema implements RpmBlob.Taker {
    int root;

    @Override
    public void take(RpmBlob row) throws MalformedException {
      SqliteRecord record = new SqliteRecord(row.bytes(), row.length(), 4);
      if (record.isText(0)
          && record.isText(1)
          && record.text(0).equals("table")
          && record.text(1).equalsIgnoreCase("Packages")
          && record.isNumber(3)) {
        root = (int) Math.min(Math.max(record.number(3), 0), Integer.MAX_VALUE);
      }
    }
  }

  /** Takes the second column out of each row. */
  private static final class Blobs implements RpmBlob.Taker {
    private final RpmBlob.Taker taker;
    private final RpmBlob blob = new RpmBlob();

    Blobs(RpmBlob.Taker taker) {
      this.taker = taker;
    }

    @Override
    public void take(RpmBlob row) throws MalformedException {
      SqliteRecord record = new SqliteRecord(row.bytes(), row.length(), 2);
      if (!record.isBlob(1)) {
        throw new MalformedException("a row of 'Packages' holds no header");
      }
      blob.clear();
      blob.append(row.bytes(), record.offset(1), record.length(1));
      taker.take(blob);
    }
  }

  private void walk(int number, int depth) throws IOException, MalformedException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("tree deeper than " + MAX_DEPTH);
    }
    byte[] page = new byte[pages.pageSize()];
    pages.read(number, page);
    int header = number == 1 ? SqlitePages.HEADER : 0;
    int type = page[header] & 0xff;
    if (type != INTERIOR && type != LEAF) {
      throw new MalformedException("page " + number + " of type " + type);
    }
    int cells = RpmBytes.big16(page, header + 3);
    int pointers = header + (type == LEAF ? 8 : 12);
    int content = pointers + 2 * cells;
    if (content > pages.usable()) {
      throw new MalformedException("page " + number + " with " + cells + " cells");
    }
    long taken = 0;
    for (int i = 0; i < cells; i++) {
      int cell = RpmBytes.big16(page, pointers + 2 * i);
      if (cell < content || cell > pages.usable() - 4) {
        throw new MalformedException("page " + number + " with a cell at " + cell);
      }
      if (type == LEAF) {
        taken += row(number, page, cell);
        if (taken > pages.usable()) {
          throw new MalformedException("page " + number + " with overlapping cells");
        }
      } else {
        walk(RpmBytes.big32(page, cell), depth + 1);
      }
    }
    if (type == INTERIOR) {
      walk(RpmBytes.big32(page, header + 8), depth + 1);
    }
  }

  /** One row; gives how much of the page it takes. */
  private int row(int number, byte[] page, int cell) throws IOException, MalformedException {
    int usable = pages.usable();
    long length = SqliteRecord.varint(page, cell, usable);
    int at = cell + SqliteRecord.varintLength(page, cell, usable);
    SqliteRecord.varint(page, at, usable);
    at += SqliteRecord.varintLength(page, at, usable);
    if (length < 0 || length > pages.bytes()) {
      throw new MalformedException("page " + number + " with a row of " + length + " bytes");
    }
    if (++rows > MAX_ROWS) {
      throw new MalformedException("more than " + MAX_ROWS + " rows");
    }
    int local = local(length, usable);
    if (local > usable - at) {
      throw new MalformedException("page " + number + " with a row that leaves it");
    }
    payload.clear();
    payload.append(page, at, local);
    if (local < length) {
      if (usable - at - local < 4) {
        throw new MalformedException("page " + number + " with a row that leaves it");
      }
      overflow(RpmBytes.big32(page, at + local), length - local);
    }
    taker.take(payload);
    return at + local - cell;
  }

  /** How much of a payload lies on the leaf itself. */
  private static int local(long length, int usable) {
    if (length <= usable - 35) {
      return (int) length;
    }
    int least = (usable - 12) * 32 / 255 - 23;
    int fitting = (int) (least + (length - least) % (usable - 4));
    return fitting <= usable - 35 ? fitting : least;
  }

  private void overflow(int first, long length) throws IOException, MalformedException {
    int next = first;
    long left = length;
    while (left > 0) {
      pages.read(next, overflow);
      int count = (int) Math.min(left, pages.usable() - 4);
      payload.append(overflow, 4, count);
      left -= count;
      next = RpmBytes.big32(overflow, 0);
    }
  }
}
