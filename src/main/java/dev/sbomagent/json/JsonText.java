package dev.sbomagent.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the bytes between two quotes mean: escapes (RFC 8259 section 7) and hexadecimal digits. */
final class JsonText {
  /** Value of a hexadecimal digit, negative for any other byte. */
  static final byte[] HEX = new byte[256];

  static {
    for (int c = 0; c < 256; c++) {
      HEX[c] = (byte) (c < 128 ? Character.digit(c, 16) : -1);
    }
  }

  private JsonText() {}

  /** The text of a string whose escapes are known to be well-formed. */
  static String unescaped(byte[] buffer, int start, int stop) throws JsonScanner.Broken {
    StringBuilder out = new StringBuilder(stop - start);
    int from = start;
    int i = start;
    while (i < stop) {
      if (buffer[i] != '\\') {
        i++;
        continue;
      }
      out.append(new String(buffer, from, i - from, UTF_8));
      int c = buffer[i + 1];
      out.append(c == 'u' ? (char) unit(buffer, i + 2) : control(c));
      i += c == 'u' ? 6 : 2;
      from = i;
    }
    return out.append(new String(buffer, from, stop - from, UTF_8)).toString();
  }

  private static char control(int letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> (char) letter;
    };
  }

  /** The UTF-16 unit that the four digits from {@code from} on stand for. */
  static int unit(byte[] buffer, int from) throws JsonScanner.Broken {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int c = buffer[i];
      int digit = HEX[c & 0xff];
      if (digit < 0) {
        throw new JsonScanner.Broken("malformed escape in a string", false);
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Decodes digits into {@code length} bytes; false when there is anything else. */
  static boolean hex(byte[] buffer, int from, int length, byte[] target) {
    int bad = 0;
    for (int i = 0, at = from; i < length; i++, at += 2) {
      int high = HEX[buffer[at] & 0xff];
      int low = HEX[buffer[at + 1] & 0xff];
      bad |= high | low;
      target[i] = (byte) (high << 4 | low);
    }
    return bad >= 0;
  }
}
