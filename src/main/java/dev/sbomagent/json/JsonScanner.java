package dev.sbomagent.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/**
 * Tokens of a document (RFC 8259), in UTF-8 alone (RFC 3629: no overlong form, no surrogate,
 * nothing above U+10FFFF), without byte-order mark. It knows no structure; it cannot say where in
 * the document it is, so its complaints are {@link Broken} and get their place from {@link
 * JsonReader}.
 *
 * <p>Written by hand and not taken from a library: a check is one cold run over some ten megabytes,
 * and loading and warming the library's parser cost more than the whole scan does here.
 */
final class JsonScanner {
  /** What is wrong, without the place. */
  static final class Broken extends IOException {
    final boolean tooLarge;

    Broken(String message, boolean tooLarge) {
      super(message);
      this.tooLarge = tooLarge;
    }
  }

  private static final int MAX_NUMBER = 64;
  private static final int SYMBOLS = 1024;

  /** Not 0 for what ends or changes a string: quote, backslash, controls, and all but ASCII. */
  private static final byte[] SPECIAL = new byte[256];

  static {
    for (int c = 0; c < 256; c++) {
      SPECIAL[c] = (byte) (c < 0x20 || c == '"' || c == '\\' || c >= 128 ? 1 : 0);
    }
  }

  private final JsonBytes bytes;
  private final int maxString;

  /** Texts seen before; documents repeat the same few names thousands of times. */
  private final String[] symbols = new String[SYMBOLS];

  private final byte[][] spellings = new byte[SYMBOLS][];

  /** The last string: its range in the buffer, and whether it is plain. */
  private int start;

  private int stop;
  private boolean escaped;
  private boolean ascii;

  JsonScanner(JsonBytes bytes, int maxString) {
    this.bytes = bytes;
    this.maxString = maxString;
  }

  long offset() {
    return bytes.offset();
  }

  /** The next byte that is not white space, not consumed; negative at the end. */
  int peek() throws IOException {
    JsonBytes b = bytes;
    if (b.at < b.end) {
      int c = b.buffer[b.at];
      if (c > ' ') {
        return c;
      }
    }
    return peekFurther();
  }

  private int peekFurther() throws IOException {
    do {
      while (bytes.at < bytes.end) {
        int c = bytes.buffer[bytes.at];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
          return c & 0xff;
        }
        bytes.at++;
      }
    } while (fill());
    return -1;
  }

  /** Consumes the byte that {@link #peek} saw. */
  void take() {
    bytes.at++;
  }

  /** Reads a string; the next byte is its quote. */
  String string() throws IOException {
    scan();
    return text();
  }

  /** Passes over a string of any length; the next byte is its quote. */
  void skipLongString() throws IOException {
    scan();
  }

  /** Passes over a string; the next byte is its quote. */
  void skipString() throws IOException {
    scan();
    if (stop - start > maxString) {
      text();
    }
  }

  /** Reads a string of a small vocabulary: the same text gives the same object. */
  String symbol() throws IOException {
    scan();
    int length = stop - start;
    if (escaped || !ascii || length > 64) {
      return text();
    }
    byte[] buffer = bytes.buffer;
    int hash = length;
    for (int i = start; i < stop; i++) {
      hash = 31 * hash + buffer[i];
    }
    int slot = (hash ^ hash >>> 10) & SYMBOLS - 1;
    byte[] spelling = spellings[slot];
    if (spelling != null && Arrays.equals(spelling, 0, spelling.length, buffer, start, stop)) {
      return symbols[slot];
    }
    spellings[slot] = Arrays.copyOfRange(buffer, start, stop);
    // interned, so that comparing it with a literal ends at once
    symbols[slot] = text().intern();
    return symbols[slot];
  }

  /** Reads a string of hexadecimal digits; the number of bytes, negative if it is anything else. */
  int hex(byte[] target) throws IOException {
    int length = shortHex(target);
    if (length >= 0) {
      return length;
    }
    scan();
    length = stop - start;
    if (escaped || !ascii || (length & 1) != 0 || length > 2 * target.length) {
      return -1;
    }
    return JsonText.hex(bytes.buffer, start, length / 2, target) ? length / 2 : -1;
  }

  /** The common case, in one pass: all of it is in the buffer, and is what it should be. */
  private int shortHex(byte[] target) {
    byte[] buffer = bytes.buffer;
    int from = bytes.at + 1;
    int end = Math.min(bytes.end, from + 2 * target.length + 1);
    byte[] hex = JsonText.HEX;
    int at = from;
    for (int i = 0; at + 2 < end; i++, at += 2) {
      int value = hex[buffer[at] & 0xff] << 4 | hex[buffer[at + 1] & 0xff];
      if (value < 0) {
        break;
      }
      target[i] = (byte) value;
    }
    if (at >= end || buffer[at] != '"') {
      return -1;
    }
    bytes.at = at + 1;
    return (at - from) / 2;
  }

  /** Reads a number or literal as it is written. */
  String literal() throws IOException {
    int c = peek();
    if (c == 't') {
      return word("true");
    }
    if (c == 'f') {
      return word("false");
    }
    return c == 'n' ? word("null") : number();
  }

  private String word(String expected) throws IOException {
    need(expected.length());
    for (int i = 0; i < expected.length(); i++) {
      if (bytes.buffer[bytes.at + i] != expected.charAt(i)) {
        throw new Broken("expected a value", false);
      }
    }
    bytes.at += expected.length();
    return expected;
  }

  private String number() throws IOException {
    bytes.held = bytes.at;
    int length = 0;
    while (length < bytes.end - bytes.at || fill()) {
      int c = bytes.buffer[bytes.at + length];
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        break;
      }
      if (++length > MAX_NUMBER) {
        throw new Broken("number of more than " + MAX_NUMBER + " characters", true);
      }
    }
    String text = new String(bytes.buffer, bytes.at, length, ISO_8859_1);
    if (!JsonNumber.isNumber(text)) {
      throw new Broken("malformed number", false);
    }
    bytes.held = -1;
    bytes.at += length;
    return text;
  }

  private void scan() throws IOException {
    bytes.at++;
    bytes.held = bytes.at;
    escaped = false;
    ascii = true;
    for (; ; ) {
      int end = bytes.end;
      int i = plain(bytes.buffer, bytes.at, end);
      int c = i < end ? bytes.buffer[i] : 0;
      bytes.at = i;
      if (i == end) {
        more();
      } else if (c == '"') {
        start = bytes.held;
        stop = i;
        bytes.at = i + 1;
        bytes.held = -1;
        return;
      } else if (c == '\\') {
        escaped = true;
        escape();
      } else if (c < 0) {
        ascii = false;
        character(c & 0xff);
      } else {
        throw new Broken("control character in a string", false);
      }
    }
  }

  /** The first byte from {@code i} on that is not plain; four at a time, for all time goes here. */
  private static int plain(byte[] buffer, int i, int end) {
    byte[] special = SPECIAL;
    while (i + 3 < end) {
      if (special[buffer[i] & 0xff] != 0) {
        return i;
      }
      if (special[buffer[i + 1] & 0xff] != 0) {
        return i + 1;
      }
      if (special[buffer[i + 2] & 0xff] != 0) {
        return i + 2;
      }
      if (special[buffer[i + 3] & 0xff] != 0) {
        return i + 3;
      }
      i += 4;
    }
    while (i < end && special[buffer[i] & 0xff] == 0) {
      i++;
    }
    return i;
  }

  private void escape() throws IOException {
    need(2);
    switch (bytes.buffer[bytes.at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> bytes.at += 2;
      case 'u' -> {
        need(6);
        int unit = JsonText.unit(bytes.buffer, bytes.at + 2);
        bytes.at += 6;
        if (Character.isSurrogate((char) unit)) {
          pair(unit);
        }
      }
      default -> throw new Broken("unknown escape in a string", false);
    }
  }

  // RFC 8259 section 8.2: half a pair is no character; two names could not be told apart by it
  private void pair(int high) throws IOException {
    need(2);
    boolean paired =
        Character.isHighSurrogate((char) high)
            && bytes.buffer[bytes.at] == '\\'
            && bytes.buffer[bytes.at + 1] == 'u';
    if (paired) {
      need(6);
      paired = Character.isLowSurrogate((char) JsonText.unit(bytes.buffer, bytes.at + 2));
    }
    if (!paired) {
      throw new Broken("half a surrogate pair in a string", false);
    }
    bytes.at += 6;
  }

  // RFC 3629 section 4
  private void character(int lead) throws IOException {
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (lead < 0xc2 || lead > 0xf4) {
      throw new Broken("not UTF-8", false);
    }
    need(length);
    for (int i = 1; i < length; i++) {
      int c = bytes.buffer[bytes.at + i] & 0xff;
      if (c < low || c > high) {
        throw new Broken("not UTF-8", false);
      }
      low = 0x80;
      high = 0xbf;
    }
    bytes.at += length;
  }

  private String text() throws Broken {
    String text =
        escaped
            ? JsonText.unescaped(bytes.buffer, start, stop)
            : new String(bytes.buffer, start, stop - start, ascii ? ISO_8859_1 : UTF_8);
    if (text.length() > maxString) {
      throw new Broken("string of more than " + maxString + " characters", true);
    }
    return text;
  }

  private void need(int length) throws IOException {
    while (bytes.end - bytes.at < length) {
      more();
    }
  }

  private void more() throws IOException {
    if (!fill()) {
      throw new Broken("document ends early", false);
    }
    if (bytes.held >= 0 && (bytes.end - bytes.held) / 6 > maxString) {
      throw new Broken("string of more than " + maxString + " characters", true);
    }
  }

  private boolean fill() throws IOException {
    boolean more = bytes.fill();
    if (bytes.tooMany()) {
      throw new Broken("more bytes than allowed", true);
    }
    return more;
  }
}
