package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where the central directory of a zip is, by the record at its end (APPNOTE.TXT 4.3.14 to 4.3.16).
 * Where archives disagree with the specification, as Go's archive/zip, which syft uses: what it
 * refuses is refused here.
 */
final class ZipDirectory {
  private static final int END = 22;
  private static final int WIDE_END = 56;
  private static final int LOCATOR = 20;

  /** Of most archives the whole directory is within this. */
  private static final int FIRST_TAIL = 16 << 10;

  /** How far from the end Go looks for its record. */
  private static final int MAX_TAIL = 65 << 10;

  private final ByteSource source;
  private byte[] tail = new byte[0];
  private long end;
  private long size;
  private long offset;
  private long count;
  private long base;

  private ZipDirectory(ByteSource source) {
    this.source = source;
  }

  static ZipDirectory find(ByteSource source) throws IOException, MalformedException {
    ZipDirectory directory = new ZipDirectory(source);
    directory.readEnd();
    directory.place();
    return directory;
  }

  /** Where its first entry is. */
  long start() {
    return base + offset;
  }

  /** How many entries it says it has; only the lowest 16 bits are to be believed. */
  long count() {
    return count;
  }

  /** What is to be added to the offsets of entries: what stands before the archive. */
  long base() {
    return base;
  }

  /**
   * Bytes from a place on, fewer at the end; without a read where the end has told them already.
   */
  byte[] bytes(long from, int length) throws IOException {
    int wanted = (int) Math.max(0, Math.min(length, source.size() - from));
    long inTail = from - (source.size() - tail.length);
    if (inTail >= 0) {
      return Arrays.copyOfRange(tail, (int) inTail, (int) inTail + wanted);
    }
    byte[] bytes = new byte[wanted];
    int read = source.read(from, bytes, 0, wanted);
    return read == wanted ? bytes : Arrays.copyOf(bytes, read);
  }

  private void readEnd() throws IOException, MalformedException {
    int at = -1;
    int length = FIRST_TAIL;
    while (at < 0) {
      if (tail.length == source.size() || length > MAX_TAIL) {
        throw new MalformedException("zip without an end");
      }
      byte[] longer = new byte[(int) Math.min(length, source.size())];
      if (source.read(source.size() - longer.length, longer, 0, longer.length) < longer.length) {
        throw new MalformedException("zip that shrank");
      }
      tail = longer;
      at = lastEnd(longer);
      length = length == FIRST_TAIL ? MAX_TAIL : MAX_TAIL + 1;
    }
    end = source.size() - tail.length + at;
    count = number(tail, at + 10, 2);
    size = number(tail, at + 12, 4);
    offset = number(tail, at + 16, 4);
    // the second is Go's slip, which makes a difference for one size of directory
    if (count == 0xffff || size == 0xffff || offset == 0xffffffffL) {
      readWideEnd();
    }
  }

  /** The last record whose comment fits, -1 when the last one's does not. */
  private static int lastEnd(byte[] tail) {
    for (int i = tail.length - END; i >= 0; i--) {
      if (tail[i] == 'P' && tail[i + 1] == 'K' && tail[i + 2] == 5 && tail[i + 3] == 6) {
        return number(tail, i + END - 2, 2) + END + i > tail.length ? -1 : i;
      }
    }
    return -1;
  }

  private void readWideEnd() throws IOException, MalformedException {
    byte[] locator = end < LOCATOR ? new byte[0] : bytes(end - LOCATOR, LOCATOR);
    if (locator.length < LOCATOR
        || number(locator, 0, 4) != 0x07064b50
        || number(locator, 4, 4) != 0
        || number(locator, 16, 4) != 1) {
      return;
    }
    long at = number(locator, 8, 8);
    byte[] record = at < 0 || at > source.size() - WIDE_END ? new byte[0] : bytes(at, WIDE_END);
    if (record.length < WIDE_END || number(record, 0, 4) != 0x06064b50) {
      throw new MalformedException("zip64 without the end that is announced");
    }
    end = at;
    count = number(record, 32, 8);
    size = number(record, 40, 8);
    offset = number(record, 48, 8);
  }

  private void place() throws IOException, MalformedException {
    base = end - size - offset;
    if (size < 0 || offset < 0 || start() < 0 || start() >= source.size()) {
      throw new MalformedException("zip directory outside the file");
    }
    // some archives count what stands before them already
    if (base > 0 && isEntry(offset)) {
      base = 0;
    }
  }

  private boolean isEntry(long at) throws IOException {
    byte[] fixed = at < source.size() ? bytes(at, ZipEntryHeader.LENGTH) : new byte[0];
    return fixed.length == ZipEntryHeader.LENGTH
        && ZipEntryHeader.isAt(fixed, 0)
        && ZipEntryHeader.length(fixed, 0) <= source.size() - at;
  }

  private static long number(byte[] bytes, int at, int size) {
    return Elf.number(bytes, at, size, false);
  }
}
