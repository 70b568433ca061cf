package dev.sbomagent.cataloger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What Go's linker writes, in both of its forms. */
final class GoProgram {
  private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
  private static final String SENTINEL = "0123456789abcdef";

  private GoProgram() {}

  /** Since Go 1.18. */
  static byte[] inline(String version, String modules) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    out.write(8);
    out.write(2);
    out.writeBytes(new byte[16]);
    string(out, bytes(version));
    string(out, framed(modules));
    return out.toByteArray();
  }

  private static void string(ByteArrayOutputStream out, byte[] text) {
    int length = text.length;
    while (length >= 0x80) {
      out.write((length & 0x7f) | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(text);
  }

  /** Before Go 1.18; the strings follow, at {@code address} and on. */
  static byte[] pointers(
      String version, String modules, long address, int pointer, ByteOrder order) {
    byte[] vers = bytes(version);
    byte[] mod = framed(modules);
    int texts = 32 + 4 * pointer;
    ByteBuffer out = ByteBuffer.allocate(texts + vers.length + mod.length).order(order);
    out.put(MAGIC).put((byte) pointer).put((byte) (order == ByteOrder.BIG_ENDIAN ? 1 : 0));
    word(out, pointer, address + 32);
    word(out, pointer, address + 32 + 2L * pointer);
    out.position(32);
    word(out, pointer, address + texts);
    word(out, pointer, vers.length);
    word(out, pointer, address + texts + vers.length);
    word(out, pointer, mod.length);
    return out.put(vers).put(mod).array();
  }

  private static void word(ByteBuffer out, int size, long value) {
    if (size == 8) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }

  private static byte[] framed(String modules) {
    return modules.isEmpty() ? new byte[0] : bytes(SENTINEL + modules + SENTINEL);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
