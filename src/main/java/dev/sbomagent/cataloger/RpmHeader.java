package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A package header as every kind of rpm database holds it: an index of tags, then their values, all
 * big-endian. Where a tag stands twice the later one counts: what was added at installation follows
 * what was signed.
 *
 * <p>The object serves one header after the other and keeps none of their bytes alive.
 */
final class RpmHeader {
  private static final int ENTRY = 16;
  private static final int MAX_ENTRIES = 65_535;
  private static final int MAX_VALUES = 1_048_575;
  private static final int MAX_TEXT = 4096;

  private static final int INT8 = 2;
  private static final int INT32 = 4;
  private static final int STRING = 6;
  private static final int STRINGS = 8;

  /** Bytes of one value, by type; strings take one at least. */
  private static final int[] WIDTHS = {0, 1, 1, 2, 4, 8, 1, 1, 1, 1};

  /** The tags that are read, and the types in which they come. */
  enum Tag {
    NAME(0, 1000, STRING),
    VERSION(1, 1001, STRING),
    RELEASE(2, 1002, STRING),
    EPOCH(3, 1003, INT32),
    ARCH(4, 1022, STRING),
    OLD_FILE_NAMES(5, 1027, STRINGS),
    FILE_STATES(6, 1029, INT8),
    FILE_DIGESTS(7, 1035, STRINGS),
    FILE_FLAGS(8, 1037, INT32),
    SOURCE_RPM(9, 1044, STRING),
    DIR_INDEXES(10, 1116, INT32),
    BASE_NAMES(11, 1117, STRINGS),
    DIR_NAMES(12, 1118, STRINGS),
    FILE_DIGEST_ALGORITHM(13, 5011, INT32);

    private static final Tag[] ALL = values();

    private final int place;
    private final int number;
    private final int type;

    Tag(int place, int number, int type) {
      this.place = place;
      this.number = number;
      this.type = type;
    }
  }

  private byte[] bytes = {};
  private int data;
  private int end;
  private final int[] entries = new int[Tag.ALL.length];

  /**
   * Reads the index of another header.
   *
   * @throws MalformedException when it is no sound header
   */
  void parse(byte[] bytes, int length) throws MalformedException {
    this.bytes = bytes;
    java.util.Arrays.fill(entries, -1);
    long count = length < 8 ? -1 : RpmBytes.big32(bytes, 0) & 0xffffffffL;
    long size = length < 8 ? -1 : RpmBytes.big32(bytes, 4) & 0xffffffffL;
    if (count < 1 || count > MAX_ENTRIES || 8 + count * ENTRY + size != length) {
      throw new MalformedException(
          "header of " + length + " bytes with " + count + " tags and " + size + " bytes of data");
    }
    data = 8 + (int) count * ENTRY;
    end = length;
    for (int at = 8; at < data; at += ENTRY) {
      entry(at, size);
    }
  }

  private void entry(int at, long size) throws MalformedException {
    int tag = RpmBytes.big32(bytes, at);
    int type = RpmBytes.big32(bytes, at + 4);
    int offset = RpmBytes.big32(bytes, at + 8);
    int count = RpmBytes.big32(bytes, at + 12);
    if (type < 0 || type >= WIDTHS.length || offset < 0 || count < 0) {
      throw new MalformedException("header with tag " + tag + " of type " + type);
    }
    if (offset + (long) count * WIDTHS[type] > size) {
      throw new MalformedException("header with tag " + tag + " outside its data");
    }
    // tags are sorted only by part; the ones wanted are few, and most lie at either end
    if ((tag >= 1000 && tag <= 1118) || tag == 5011) {
      for (Tag wanted : Tag.ALL) {
        if (wanted.number == tag) {
          entries[wanted.place] = at;
        }
      }
    }
  }

  /** Where the values begin, -1 where the header has no such tag. */
  private int find(Tag tag) throws MalformedException {
    int at = entries[tag.place];
    if (at < 0) {
      return -1;
    }
    int type = RpmBytes.big32(bytes, at + 4);
    if (type != tag.type && !(tag == Tag.FILE_STATES && type < INT8)) {
      throw new MalformedException("header with tag " + tag.number + " of type " + type);
    }
    if (RpmBytes.big32(bytes, at + 12) > MAX_VALUES) {
      throw new MalformedException("header with too many values of tag " + tag.number);
    }
    return data + RpmBytes.big32(bytes, at + 8);
  }

  private int count(Tag tag) {
    return RpmBytes.big32(bytes, entries[tag.place] + 12);
  }

  /** A single text, null where the header has no such tag. */
  @Nullable String text(Tag tag) throws MalformedException {
    int at = find(tag);
    if (at < 0) {
      return null;
    }
    int stop = stop(tag, at);
    if (stop - at > MAX_TEXT) {
      throw new MalformedException(
          "header with " + (stop - at) + " bytes of text in tag " + tag.number);
    }
    for (int i = at; i < stop; i++) {
      if ((bytes[i] >= 0 && bytes[i] < ' ') || bytes[i] == 0x7f) {
        throw new MalformedException("header with a control character in tag " + tag.number);
      }
    }
    return new String(bytes, at, stop - at, StandardCharsets.UTF_8);
  }

  private int stop(Tag tag, int from) throws MalformedException {
    int at = from;
    while (at < end && bytes[at] != 0) {
      at++;
    }
    if (at == end) {
      throw new MalformedException("header with a text that does not end, tag " + tag.number);
    }
    return at;
  }

  /** A single number, null where the header has no such tag. */
  @Nullable Long number(Tag tag) throws MalformedException {
    int at = find(tag);
    if (at < 0) {
      return null;
    }
    if (count(tag) == 0) {
      throw new MalformedException("header without a value for tag " + tag.number);
    }
    return RpmBytes.big32(bytes, at) & 0xffffffffL;
  }

  /** All texts, none where the header has no such tag. */
  String[] texts(Tag tag) throws MalformedException {
    int at = find(tag);
    String[] texts = new String[at < 0 ? 0 : count(tag)];
    for (int i = 0; i < texts.length; i++) {
      int stop = stop(tag, at);
      texts[i] = new String(bytes, at, stop - at, StandardCharsets.UTF_8);
      at = stop + 1;
    }
    return texts;
  }

  /** All numbers, none where the header has no such tag. */
  int[] numbers(Tag tag) throws MalformedException {
    int at = find(tag);
    int[] numbers = new int[at < 0 ? 0 : count(tag)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = tag.type == INT32 ? RpmBytes.big32(bytes, at + 4 * i) : bytes[at + i];
    }
    return numbers;
  }
}
