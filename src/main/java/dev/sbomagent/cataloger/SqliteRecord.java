package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.nio.charset.StandardCharsets;

/**
 * The first columns of a row.
 *
 * <p>Source: "Database File Format", section 2.1, "Record Format".
 */
final class SqliteRecord {
  private final byte[] bytes;
  private final long[] types;
  private final int[] offsets;

  /**
   * @param columns how many to look at; the row must have them
   */
  SqliteRecord(byte[] bytes, int length, int columns) throws MalformedException {
    this.bytes = bytes;
    this.types = new long[columns];
    this.offsets = new int[columns];
    long header = varint(bytes, 0, length);
    int at = varintLength(bytes, 0, length);
    if (header < at || header > length) {
      throw new MalformedException("row header of " + header + " bytes");
    }
    long body = header;
    for (int i = 0; i < columns; i++) {
      if (at >= header) {
        throw new MalformedException("row of " + i + " columns");
      }
      types[i] = varint(bytes, at, (int) header);
      at += varintLength(bytes, at, (int) header);
      offsets[i] = (int) body;
      body += size(types[i]);
      if (types[i] < 0 || body > length) {
        throw new MalformedException("column " + i + " leaves its row");
      }
    }
  }

  private static long size(long type) {
    if (type >= 12) {
      return (type - 12) / 2;
    }
    return switch ((int) type) {
      case 1, 2, 3, 4 -> type;
      case 5 -> 6;
      case 6, 7 -> 8;
      default -> 0;
    };
  }

  boolean isBlob(int column) {
    return types[column] >= 12 && (types[column] & 1) == 0;
  }

  boolean isText(int column) {
    return types[column] >= 13 && (types[column] & 1) != 0;
  }

  boolean isNumber(int column) {
    return types[column] >= 1 && types[column] <= 9 && types[column] != 7;
  }

  int offset(int column) {
    return offsets[column];
  }

  int length(int column) {
    return (int) size(types[column]);
  }

  String text(int column) {
    return new String(bytes, offsets[column], length(column), StandardCharsets.UTF_8);
  }

  long number(int column) {
    if (types[column] >= 8) {
      return types[column] - 8;
    }
    long value = bytes[offsets[column]];
    for (int i = 1; i < length(column); i++) {
      value = value << 8 | (bytes[offsets[column] + i] & 0xff);
    }
    return value;
  }

  /** One to nine bytes, the ninth whole. */
  static long varint(byte[] bytes, int at, int end) throws MalformedException {
    long value = 0;
    for (int i = 0; i < 9; i++) {
      if (at + i >= end) {
        throw new MalformedException("number leaves its page");
      }
      byte b = bytes[at + i];
      if (i == 8) {
        return value << 8 | (b & 0xff);
      }
      value = value << 7 | (b & 0x7f);
      if (b >= 0) {
        return value;
      }
    }
    return value;
  }

  static int varintLength(byte[] bytes, int at, int end) {
    int length = 1;
    while (length < 9 && at + length <= end && bytes[at + length - 1] < 0) {
      length++;
    }
    return length;
  }
}
