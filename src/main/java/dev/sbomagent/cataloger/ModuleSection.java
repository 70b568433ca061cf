package dev.sbomagent.cataloger;

/** Finds {@code .modinfo} in a module, which is a relocatable ELF file in memory (elf(5)). */
final class ModuleSection {
  private static final byte[] NAME = {'.', 'm', 'o', 'd', 'i', 'n', 'f', 'o', 0};
  private static final int[] NONE = {};

  private final byte[] elf;
  private final boolean wide;
  private final boolean big;

  private ModuleSection(byte[] elf) {
    this.elf = elf;
    this.wide = elf[4] == 2;
    this.big = elf[5] == 2;
  }

  /** Where it is and how long, or nothing. */
  static int[] find(byte[] elf) {
    boolean isElf =
        elf.length >= 64 && elf[0] == 0x7F && elf[1] == 'E' && elf[2] == 'L' && elf[3] == 'F';
    return isElf ? new ModuleSection(elf).find() : NONE;
  }

  private int[] find() {
    long table = number(wide ? 40 : 32, wide ? 8 : 4);
    int size = (int) number(wide ? 58 : 46, 2);
    long count = number(wide ? 60 : 48, 2);
    long names = number(wide ? 62 : 50, 2);
    if (size < (wide ? 64 : 40) || table <= 0 || table > elf.length - (long) size) {
      return NONE;
    }
    if (count == 0) {
      count = number((int) table + (wide ? 32 : 20), wide ? 8 : 4);
    }
    if (names == 0xffff) {
      names = number((int) table + (wide ? 40 : 24), 4);
    }
    if (count <= 0 || count > (elf.length - table) / size || names >= count) {
      return NONE;
    }
    int[] strings = place((int) (table + names * size));
    for (int i = 0; i < count && strings.length > 0; i++) {
      int header = (int) (table + (long) i * size);
      if (isNamed(number(header, 4), strings)) {
        return place(header);
      }
    }
    return NONE;
  }

  private boolean isNamed(long at, int[] strings) {
    if (at > strings[1] - NAME.length) {
      return false;
    }
    for (int i = 0; i < NAME.length; i++) {
      if (elf[strings[0] + (int) at + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  private int[] place(int header) {
    long offset = number(header + (wide ? 24 : 16), wide ? 8 : 4);
    long size = number(header + (wide ? 32 : 20), wide ? 8 : 4);
    boolean fits = offset >= 0 && size >= 0 && offset <= elf.length && size <= elf.length - offset;
    return fits ? new int[] {(int) offset, (int) size} : NONE;
  }

  private long number(int at, int size) {
    return Elf.number(elf, at, size, big);
  }
}
