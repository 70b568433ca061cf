package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A write-ahead log laid over a database: the newest committed frame of each page. While a
 * transaction runs, and after a writer was killed, the truth is here and not in the main file.
 *
 * <p>Source: "Database File Format", section 4, "The Write-Ahead Log".
 */
final class SqliteWal {
  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int MAGIC = 0x377f0682;
  private static final int VERSION = 3007000;
  private static final int MAX_PAGE = 1 << 21;

  private final RpmBytes log;
  private final int pageSize;
  private final int pages;

  /** By page number, the number of its frame and one, 0 where there is none. */
  private final int[] frames;

  private SqliteWal(RpmBytes log, int pageSize, int pages, int[] frames) {
    this.log = log;
    this.pageSize = pageSize;
    this.pages = pages;
    this.frames = frames;
  }

  /** Null where the log holds no whole transaction: the database is then the main file alone. */
  static @Nullable SqliteWal read(RpmBytes log) throws IOException, MalformedException {
    if (log.size() < HEADER + FRAME_HEADER) {
      return null;
    }
    byte[] header = new byte[HEADER];
    log.read(0, header, 0, HEADER);
    boolean big = (RpmBytes.big32(header, 0) & 1) != 0;
    int[] sums = new int[2];
    add(sums, header, 0, 24, big);
    if ((RpmBytes.big32(header, 0) & ~1) != MAGIC || !agree(sums, header, 24)) {
      // a header that was never finished: no frame counts (section 4.1)
      return null;
    }
    int pageSize = RpmBytes.big32(header, 8);
    if (RpmBytes.big32(header, 4) != VERSION
        || pageSize < 512
        || pageSize > 65536
        || Integer.bitCount(pageSize) != 1) {
      throw new MalformedException("log of an unknown form");
    }
    return frames(log, header, pageSize, sums, big);
  }

  private static @Nullable SqliteWal frames(
      RpmBytes log, byte[] header, int pageSize, int[] sums, boolean big)
      throws IOException, MalformedException {
    int frameSize = FRAME_HEADER + pageSize;
    int count = (int) ((log.size() - HEADER) / frameSize);
    int[] numbers = new int[Math.min(count, 1024)];
    byte[] frame = new byte[frameSize];
    int committed = 0;
    int pages = 0;
    for (int i = 0; i < count; i++) {
      log.read(HEADER + (long) i * frameSize, frame, 0, frameSize);
      if (RpmBytes.big32(frame, 8) != RpmBytes.big32(header, 16)
          || RpmBytes.big32(frame, 12) != RpmBytes.big32(header, 20)) {
        break;
      }
      add(sums, frame, 0, 8, big);
      add(sums, frame, FRAME_HEADER, pageSize, big);
      int number = RpmBytes.big32(frame, 0);
      if (!agree(sums, frame, 16) || number == 0) {
        break;
      }
      if (i == numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.min(count, 2 * i));
      }
      numbers[i] = number;
      int size = RpmBytes.big32(frame, 4);
      if (size != 0) {
        committed = i + 1;
        pages = size;
      }
    }
    return committed == 0 ? null : latest(log, pageSize, numbers, committed, pages);
  }

  private static SqliteWal latest(
      RpmBytes log, int pageSize, int[] numbers, int committed, int pages)
      throws MalformedException {
    if (pages < 0 || pages > MAX_PAGE) {
      throw new MalformedException("log of a database of " + (pages & 0xffffffffL) + " pages");
    }
    int[] frames = new int[pages + 1];
    for (int i = 0; i < committed; i++) {
      // pages that a later transaction cut off are of no interest
      if (numbers[i] > 0 && numbers[i] <= pages) {
        frames[numbers[i]] = i + 1;
      }
    }
    return new SqliteWal(log, pageSize, pages, frames);
  }

  int pageSize() {
    return pageSize;
  }

  /** The size of the database after the last transaction. */
  int pages() {
    return pages;
  }

  /** Reads a page out of the log; false where the log has none. */
  boolean read(int page, byte[] into, int length) throws IOException, MalformedException {
    int frame = page < frames.length ? frames[page] : 0;
    if (frame == 0) {
      return false;
    }
    long at = HEADER + (frame - 1) * (long) (FRAME_HEADER + pageSize) + FRAME_HEADER;
    log.read(at, into, 0, length);
    return true;
  }

  private static boolean agree(int[] sums, byte[] bytes, int at) {
    return sums[0] == RpmBytes.big32(bytes, at) && sums[1] == RpmBytes.big32(bytes, at + 4);
  }

  /** Section 4.2, "Checksum Algorithm". */
  private static void add(int[] sums, byte[] bytes, int from, int length, boolean big) {
    int one = sums[0];
    int other = sums[1];
    for (int i = from; i < from + length; i += 8) {
      one += (big ? RpmBytes.big32(bytes, i) : RpmBytes.little32(bytes, i)) + other;
      other += (big ? RpmBytes.big32(bytes, i + 4) : RpmBytes.little32(bytes, i + 4)) + one;
    }
    sums[0] = one;
    sums[1] = other;
  }
}
