package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the Go linker writes into every program: the version of Go, and the list of modules. Two
 * forms: pointers to strings before Go 1.18, the strings themselves since.
 *
 * <p>Source: Go's debug/buildinfo and cmd/link/internal/ld (buildinfo); the search is the same, and
 * so is what is found to be no Go program.
 */
final class GoBuildRecord {
  private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
  private static final int ALIGN = 16;
  private static final int HEADER = 32;
  private static final int CHUNK = 64 << 10;

  /** Real lists of modules end well below 1 MiB. */
  private static final int MAX_STRING = 8 << 20;

  /** How far the loader of a packed program is looked for. */
  private static final int UPX_WINDOW = 4096;

  /** Sections that only the Go linker makes; the last remain when symbols are stripped. */
  private static final String[] GO_SECTIONS = {
    ".note.go.buildid",
    ".gopclntab",
    ".data.rel.ro.gopclntab",
    ".gosymtab",
    ".typelink",
    ".noptrdata"
  };

  private final FoundFile file;
  private final Elf elf;
  private String version = "";
  private String modules = "";

  private GoBuildRecord(FoundFile file, Elf elf) {
    this.file = file;
    this.elf = elf;
  }

  /** Null when this is no Go program. */
  static @Nullable GoBuildRecord of(FoundFile file, Elf elf)
      throws IOException, MalformedException, UnsupportedException {
    GoBuildRecord info = new GoBuildRecord(file, elf);
    if (info.read()) {
      return info;
    }
    if (elf.sections() == 0 && isPacked(file)) {
      throw new UnsupportedException("packed by UPX");
    }
    return null;
  }

  /** The version of Go, never empty: {@code go1.22.3}, perhaps with experiments behind a space. */
  String version() {
    return version;
  }

  /** The list of modules, lines as in {@link GoModules}; empty when built without modules. */
  String modules() {
    return modules;
  }

  private boolean read() throws IOException, MalformedException {
    int section = elf.section(".go.buildinfo");
    long start;
    long size;
    if (section >= 0) {
      start = elf.address(section);
      size = elf.declaredSize(section);
    } else {
      int data = canBeGo() ? writableSegment() : -1;
      if (data < 0) {
        return false;
      }
      start = elf.segmentAddress(data);
      size = elf.segmentMemorySize(data);
    }
    long header = size <= 0 ? -1 : search(start, size);
    return header != -1 && decode(header);
  }

  /** No other program is worth a search through its data. */
  private boolean canBeGo() {
    boolean can = elf.sections() == 0;
    for (String name : GO_SECTIONS) {
      can = can || elf.section(name) >= 0;
    }
    return can;
  }

  private int writableSegment() {
    for (int i = 0; i < elf.segments(); i++) {
      if (elf.segmentType(i) == Elf.PT_LOAD
          && (elf.segmentFlags(i) & (Elf.PF_X | Elf.PF_W)) == Elf.PF_W) {
        return i;
      }
    }
    return -1;
  }

  /** The first aligned header in a stretch of memory, -1 when there is none. */
  private long search(long start, long size) throws IOException {
    long end = start + size;
    long from = (start + ALIGN - 1) & -ALIGN;
    if (start < 0 || end < start || from < start) {
      return -1;
    }
    byte[] chunk = new byte[(int) Math.min(CHUNK, size)];
    while (from < end) {
      int length = readUpTo(from, chunk, (int) Math.min(chunk.length, end - from));
      for (int at = 0; at + MAGIC.length <= length; at += ALIGN) {
        if (isMagic(chunk, at)) {
          return end - from - at < HEADER ? -1 : from + at;
        }
      }
      if (length < chunk.length) {
        return -1;
      }
      from += length;
    }
    return -1;
  }

  private static boolean isMagic(byte[] bytes, int at) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes[at + i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean decode(long at) throws IOException, MalformedException {
    byte[] header = memory(at, HEADER);
    if (header == null) {
      return false;
    }
    int flags = header[15];
    byte[] mod;
    byte[] vers;
    if ((flags & 2) != 0) {
      Inline strings = new Inline(at + HEADER);
      vers = strings.next();
      mod = vers == null ? null : strings.next();
      if (mod == null) {
        return false;
      }
    } else {
      int size = header[14];
      if (size != 4 && size != 8) {
        return false;
      }
      boolean big = (flags & 1) != 0;
      vers = pointed(Elf.number(header, 16, size, big), size, big);
      mod = pointed(Elf.number(header, 16 + size, size, big), size, big);
    }
    if (vers == null || vers.length == 0) {
      return false;
    }
    version = new String(vers, StandardCharsets.UTF_8);
    // between two sentinels of 16 bytes (cmd/go/internal/modload, infoStart and infoEnd)
    if (mod != null && mod.length >= 33 && mod[mod.length - 17] == '\n') {
      modules = new String(mod, 16, mod.length - 32, StandardCharsets.UTF_8);
    }
    return true;
  }

  /** Strings behind one another, each with its length before it as a varint. */
  private final class Inline {
    private long at;

    Inline(long at) {
      this.at = at;
    }

    private byte @Nullable [] next() throws IOException, MalformedException {
      byte[] prefix = new byte[10];
      int known = readUpTo(at, prefix, prefix.length);
      long length = 0;
      for (int i = 0; i < known && i < 9; i++) {
        length |= (long) (prefix[i] & 0x7f) << (7 * i);
        if (prefix[i] >= 0) {
          byte[] string = memory(at + i + 1, length);
          at += i + 1 + length;
          return string;
        }
      }
      return null;
    }
  }

  /** A string as the program has it in memory: where its bytes are, and how many. */
  private byte @Nullable [] pointed(long at, int size, boolean big)
      throws IOException, MalformedException {
    byte[] string = memory(at, 2L * size);
    return string == null
        ? null
        : memory(Elf.number(string, 0, size, big), Elf.number(string, size, size, big));
  }

  /** Bytes at an address; null when the file does not have them all. */
  private byte @Nullable [] memory(long address, long length)
      throws IOException, MalformedException {
    if (length < 0 || length > file.size()) {
      return null;
    }
    if (length > MAX_STRING) {
      throw new MalformedException("go build information of " + length + " bytes");
    }
    byte[] bytes = new byte[(int) length];
    return readUpTo(address, bytes, bytes.length) == length ? bytes : null;
  }

  private int readUpTo(long address, byte[] bytes, int length) throws IOException {
    for (int i = 0; i < elf.segments(); i++) {
      long start = elf.segmentAddress(i);
      long size = elf.segmentFileSize(i);
      long offset = elf.segmentOffset(i);
      if (size > 0 && offset >= 0 && start <= address && address - start < size) {
        long from = offset + (address - start);
        long left = Math.min(size - (address - start), file.size() - from);
        return from < 0 || left <= 0 ? 0 : file.read(from, bytes, 0, (int) Math.min(length, left));
      }
    }
    return 0;
  }

  private static boolean isPacked(FoundFile file) throws IOException {
    byte[] head = file.head(UPX_WINDOW);
    for (int i = 0; i + 4 <= head.length; i++) {
      if (head[i] == 'U' && head[i + 1] == 'P' && head[i + 2] == 'X' && head[i + 3] == '!') {
        return true;
      }
    }
    return false;
  }
}
