package dev.sbomagent.cataloger;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a zip's central directory (APPNOTE.TXT 4.3.12), its zip64 extra field applied
 * (4.5.3).
 */
final class ZipEntryHeader {
  static final int LENGTH = 46;
  private static final long UNKNOWN = 0xffffffffL;
  private static final int CREATED_ON_UNIX = 3;
  private static final int CREATED_ON_MAC = 19;

  final String name;
  final int flags;
  final int method;
  final long crc;
  final boolean folder;
  long packed;
  long size;
  long offset;

  private ZipEntryHeader(byte[] bytes, int at) {
    flags = number(bytes, at + 8, 2);
    method = number(bytes, at + 10, 2);
    crc = number(bytes, at + 16, 4) & UNKNOWN;
    packed = number(bytes, at + 20, 4) & UNKNOWN;
    size = number(bytes, at + 24, 4) & UNKNOWN;
    offset = number(bytes, at + 42, 4) & UNKNOWN;
    name = new String(bytes, at + LENGTH, number(bytes, at + 28, 2), StandardCharsets.UTF_8);
    folder = name.endsWith("/") || isFolder(bytes[at + 5], number(bytes, at + 38, 4));
  }

  /** Whether an entry starts here (its fixed part is there). */
  static boolean isAt(byte[] bytes, int at) {
    return number(bytes, at, 4) == 0x02014b50;
  }

  /** Its length with name, extra fields and comment. */
  static int length(byte[] bytes, int at) {
    return LENGTH
        + number(bytes, at + 28, 2)
        + number(bytes, at + 30, 2)
        + number(bytes, at + 32, 2);
  }

  static int nameLength(byte[] bytes, int at) {
    return number(bytes, at + 28, 2);
  }

  /** Whether something of it is only in an extra field, which may be wrong. */
  static boolean isWide(byte[] bytes, int at) {
    return number(bytes, at + 20, 4) == -1
        || number(bytes, at + 24, 4) == -1
        || number(bytes, at + 42, 4) == -1;
  }

  /** Null when a size that does not fit is stated nowhere else. */
  static @Nullable ZipEntryHeader parse(byte[] bytes, int at) {
    ZipEntryHeader header = new ZipEntryHeader(bytes, at);
    int from = at + LENGTH + number(bytes, at + 28, 2);
    return header.wide(bytes, from, from + number(bytes, at + 30, 2)) ? header : null;
  }

  private boolean wide(byte[] bytes, int from, int end) {
    boolean needsSize = size == UNKNOWN;
    boolean needsPacked = packed == UNKNOWN;
    boolean needsOffset = offset == UNKNOWN;
    int at = from;
    while (end - at >= 4 && (needsSize || needsPacked || needsOffset)) {
      int field = at + 4;
      int next = field + number(bytes, at + 2, 2);
      if (next > end) {
        break;
      }
      if (number(bytes, at, 2) == 1) {
        int values = (needsSize ? 8 : 0) + (needsPacked ? 8 : 0) + (needsOffset ? 8 : 0);
        if (next - field < values) {
          return false;
        }
        if (needsSize) {
          size = Elf.number(bytes, field, 8, false);
          field += 8;
        }
        if (needsPacked) {
          packed = Elf.number(bytes, field, 8, false);
          field += 8;
        }
        if (needsOffset) {
          offset = Elf.number(bytes, field, 8, false);
        }
        needsSize = false;
        needsPacked = false;
        needsOffset = false;
      }
      at = next;
    }
    return !needsPacked && !needsOffset;
  }

  private static boolean isFolder(int creator, int attributes) {
    if (creator == CREATED_ON_UNIX || creator == CREATED_ON_MAC) {
      return ((attributes >>> 16) & 0xf000) == 0x4000;
    }
    boolean dos = creator == 0 || creator == 11 || creator == 14;
    return dos && (attributes & 0x10) != 0;
  }

  private static int number(byte[] bytes, int at, int size) {
    return (int) Elf.number(bytes, at, size, false);
  }
}
