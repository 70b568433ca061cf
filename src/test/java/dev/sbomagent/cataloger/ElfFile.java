package dev.sbomagent.cataloger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes small ELF programs: one writable segment that holds all sections, in the file's order. */
final class ElfFile {
  static final long BASE = 0x400000;

  private final boolean wide;
  private final ByteOrder order;
  private final Map<String, byte[]> sections = new LinkedHashMap<>();
  private boolean headers = true;
  private int type = 2;

  private ElfFile(boolean wide, ByteOrder order) {
    this.wide = wide;
    this.order = order;
  }

  static ElfFile of(int bits, ByteOrder order) {
    return new ElfFile(bits == 64, order);
  }

  static ElfFile usual() {
    return of(64, ByteOrder.LITTLE_ENDIAN);
  }

  ElfFile section(String name, byte[] content) {
    sections.put(name, content);
    return this;
  }

  /** As sstrip(1) leaves it. */
  ElfFile withoutSectionHeaders() {
    headers = false;
    return this;
  }

  ElfFile type(int type) {
    this.type = type;
    return this;
  }

  /** Where the first section is in memory. */
  long start() {
    return BASE + 128;
  }

  byte[] bytes() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int[] places = new int[sections.size()];
    int index = 0;
    for (byte[] content : sections.values()) {
      places[index++] = 128 + body.size();
      body.writeBytes(content);
      body.writeBytes(new byte[(16 - body.size() % 16) % 16]);
    }
    int bodySize = body.size();
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    names.write(0);
    int[] nameAt = new int[sections.size() + 1];
    index = 0;
    for (String name : sections.keySet()) {
      nameAt[index++] = names.size();
      names.writeBytes((name + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }
    nameAt[index] = names.size();
    names.writeBytes(".shstrtab\0".getBytes(StandardCharsets.ISO_8859_1));
    int namesAt = 128 + bodySize;
    int table = namesAt + names.size();
    int count = sections.size() + 2;
    int each = wide ? 64 : 40;
    ByteBuffer out = ByteBuffer.allocate(table + (headers ? count * each : 0)).order(order);
    header(out, headers ? table : 0, headers ? count : 0);
    segment(out, bodySize);
    out.position(128).put(body.toByteArray()).put(names.toByteArray());
    if (headers) {
      sectionHeader(out, 0, 0, 0, 0, 0);
      index = 0;
      for (byte[] content : sections.values()) {
        sectionHeader(out, nameAt[index], 1, BASE + places[index], places[index], content.length);
        index++;
      }
      sectionHeader(out, nameAt[index], 3, 0, namesAt, names.size());
    }
    return out.array();
  }

  private void header(ByteBuffer out, long table, int count) {
    out.put(new byte[] {0x7F, 'E', 'L', 'F', (byte) (wide ? 2 : 1), 0, 1});
    out.put(5, (byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 2));
    out.position(16);
    out.putShort((short) type).putShort((short) 62).putInt(1);
    word(out, BASE);
    word(out, wide ? 64 : 52);
    word(out, table);
    out.putInt(0).putShort((short) (wide ? 64 : 52));
    out.putShort((short) (wide ? 56 : 32)).putShort((short) 1);
    out.putShort((short) (wide ? 64 : 40)).putShort((short) count);
    out.putShort((short) Math.max(0, count - 1));
  }

  private void segment(ByteBuffer out, int size) {
    out.putInt(1);
    if (wide) {
      out.putInt(6);
    }
    word(out, 128);
    word(out, start());
    word(out, start());
    word(out, size);
    word(out, size);
    if (!wide) {
      out.putInt(6);
    }
    word(out, 16);
  }

  private void sectionHeader(
      ByteBuffer out, int name, int kind, long address, long offset, long size) {
    out.putInt(name).putInt(kind);
    word(out, 0);
    word(out, address);
    word(out, offset);
    word(out, size);
    out.putInt(0).putInt(0);
    word(out, 1);
    word(out, 0);
  }

  private void word(ByteBuffer out, long value) {
    if (wide) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }
}
