package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The tables of an ELF program or library: its segments, and its sections by name. Contents are
 * left to who needs them. Reading costs three small reads at most, of which the first is that of
 * the file's beginning.
 *
 * <p>Source: System V gABI chapters 4 and 5 (elf(5)). What Go's debug/elf refuses is no ELF file
 * here either, since syft reads programs with it and then lists nothing.
 */
final class Elf {
  /** Shared by all catalogers of programs, so that a file is taken apart once. */
  static final FoundFile.Parser<Elf> PARSER = new Reader();

  static final int PT_LOAD = 1;
  static final int PF_X = 1;
  static final int PF_W = 2;
  static final int SHF_COMPRESSED = 0x800;
  private static final int ET_REL = 1;
  private static final int ET_CORE = 4;
  private static final int SHT_STRTAB = 3;
  private static final int SHT_NOBITS = 8;

  private static final int MAX_SECTIONS = 4096;
  private static final int MAX_SEGMENTS = 1024;
  private static final int MAX_NAMES = 256 << 10;

  /** Linkers put the names right before the table of sections: one read takes both. */
  private static final int NAMES_BEFORE = 1024;

  private final boolean wide;
  private final boolean big;
  private byte[] segments = new byte[0];
  private int segmentCount;
  private int segmentSize;
  private byte[] sections = new byte[0];
  private int sectionsAt;
  private int sectionCount;
  private int sectionSize;
  private byte[] names = new byte[0];

  private Elf(boolean wide, boolean big) {
    this.wide = wide;
    this.big = big;
  }

  private static final class Reader implements FoundFile.Parser<Elf> {
    @Override
    public Optional<Elf> parse(FoundFile file) throws IOException, UnsupportedException {
      byte[] head = file.head(64);
      if (head.length < 52
          || head[0] != 0x7F
          || head[1] != 'E'
          || head[2] != 'L'
          || head[3] != 'F'
          || (head[4] != 1 && head[4] != 2)
          || (head[5] != 1 && head[5] != 2)
          || head[6] != 1) {
        return Optional.empty();
      }
      Elf elf = new Elf(head[4] == 2, head[5] == 2);
      return elf.read(file, head) ? Optional.of(elf) : Optional.empty();
    }
  }

  private boolean read(FoundFile file, byte[] head) throws IOException, UnsupportedException {
    int type = (int) number(head, 16, 2);
    if (type == ET_REL || type == ET_CORE || (wide && head.length < 64)) {
      return false;
    }
    int counts = wide ? 54 : 42;
    segmentSize = (int) number(head, counts, 2);
    segmentCount = (int) number(head, counts + 2, 2);
    sectionSize = (int) number(head, counts + 4, 2);
    sectionCount = (int) number(head, counts + 6, 2);
    int nameTable = (int) number(head, counts + 8, 2);
    return readSegments(file, address(head, wide ? 32 : 28))
        && readSections(file, address(head, wide ? 40 : 32), nameTable);
  }

  private boolean readSegments(FoundFile file, long at) throws IOException, UnsupportedException {
    if (segmentCount > MAX_SEGMENTS) {
      throw new UnsupportedException("more than " + MAX_SEGMENTS + " segments");
    }
    if (segmentCount > 0 && segmentSize < (wide ? 56 : 32)) {
      return false;
    }
    segments = bytes(file, at, segmentCount * segmentSize);
    return segments.length == segmentCount * segmentSize;
  }

  private boolean readSections(FoundFile file, long at, int nameTable)
      throws IOException, UnsupportedException {
    if (at == 0) {
      // none: stripped of them, or packed
      sectionCount = 0;
      return true;
    }
    if (sectionSize < (wide ? 64 : 40) || at < 0 || at > file.size() - sectionSize) {
      return false;
    }
    if (sectionCount == 0) {
      // as many as the first of them says (gABI, e_shnum)
      byte[] first = bytes(file, at, sectionSize);
      long count = first.length < sectionSize ? 0 : address(first, wide ? 32 : 20);
      sectionCount = count < 0 || count > MAX_SECTIONS ? MAX_SECTIONS + 1 : (int) count;
      nameTable = nameTable == 0xffff ? (int) number(first, wide ? 40 : 24, 4) : nameTable;
    }
    if (sectionCount > MAX_SECTIONS) {
      throw new UnsupportedException("more than " + MAX_SECTIONS + " sections");
    }
    sectionsAt = (int) Math.min(at, NAMES_BEFORE);
    long from = at - sectionsAt;
    sections = bytes(file, from, sectionsAt + sectionCount * sectionSize);
    if (sections.length != sectionsAt + sectionCount * sectionSize) {
      return false;
    }
    return nameTable == 0 || (nameTable < sectionCount && readNames(file, from, nameTable));
  }

  private boolean readNames(FoundFile file, long from, int nameTable)
      throws IOException, UnsupportedException {
    long at = offset(nameTable);
    long size = size(nameTable);
    if (sectionType(nameTable) != SHT_STRTAB || isCompressed(nameTable) || at < 0 || size < 0) {
      return false;
    }
    if (size > MAX_NAMES) {
      throw new UnsupportedException("more than " + MAX_NAMES + " bytes of section names");
    }
    if (at >= from && at - from <= sections.length - size) {
      names = Arrays.copyOfRange(sections, (int) (at - from), (int) (at - from + size));
    } else {
      names = bytes(file, at, (int) size);
    }
    return names.length == size;
  }

  /** Shorter than asked for where the file is. */
  private static byte[] bytes(FoundFile file, long at, int length) throws IOException {
    if (at < 0 || length < 0 || at > file.size() - length) {
      return new byte[0];
    }
    byte[] bytes = new byte[length];
    int count = length == 0 ? 0 : file.read(at, bytes, 0, length);
    return count == length ? bytes : Arrays.copyOf(bytes, count);
  }

  /** How many sections there are, 0 where they were stripped. */
  int sections() {
    return sectionCount;
  }

  /** The first section of this name, -1 when there is none. */
  int section(String name) {
    for (int i = 0; i < sectionCount; i++) {
      if (isNamed((int) number(sections, sectionsAt + i * sectionSize, 4), name)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isNamed(int at, String name) {
    if (at < 0 || at >= names.length - name.length() || names[at + name.length()] != 0) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (names[at + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int sectionType(int section) {
    return (int) number(sections, sectionsAt + section * sectionSize + 4, 4);
  }

  /** Whether its bytes are not in the file as they are in memory. */
  boolean isCompressed(int section) {
    return (field(section, 8, 8) & SHF_COMPRESSED) != 0;
  }

  /** Where it lies in memory. */
  long address(int section) {
    return field(section, 16, 12);
  }

  /** Where it lies in the file. */
  long offset(int section) {
    return field(section, 24, 16);
  }

  /** How many bytes of the file it has; negative is nonsense. */
  long size(int section) {
    return sectionType(section) == SHT_NOBITS ? 0 : field(section, 32, 20);
  }

  /** How many bytes it says it has. */
  long declaredSize(int section) {
    return field(section, 32, 20);
  }

  private long field(int section, int inWide, int inNarrow) {
    return address(sections, sectionsAt + section * sectionSize + (wide ? inWide : inNarrow));
  }

  /** How many segments there are. */
  int segments() {
    return segmentCount;
  }

  int segmentType(int segment) {
    return (int) number(segments, segment * segmentSize, 4);
  }

  int segmentFlags(int segment) {
    return (int) number(segments, segment * segmentSize + (wide ? 4 : 24), 4);
  }

  long segmentOffset(int segment) {
    return address(segments, segment * segmentSize + (wide ? 8 : 4));
  }

  long segmentAddress(int segment) {
    return address(segments, segment * segmentSize + (wide ? 16 : 8));
  }

  long segmentFileSize(int segment) {
    return address(segments, segment * segmentSize + (wide ? 32 : 16));
  }

  long segmentMemorySize(int segment) {
    return address(segments, segment * segmentSize + (wide ? 40 : 20));
  }

  private long address(byte[] bytes, int at) {
    return number(bytes, at, wide ? 8 : 4);
  }

  private long number(byte[] bytes, int at, int size) {
    return number(bytes, at, size, big);
  }

  /** An unsigned number; of eight bytes, beyond 2^63 it is negative. */
  static long number(byte[] bytes, int at, int size, boolean big) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (bytes[at + (big ? i : size - 1 - i)] & 0xff);
    }
    return value;
  }
}
