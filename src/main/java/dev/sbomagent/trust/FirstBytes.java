package dev.sbomagent.trust;

import java.nio.charset.StandardCharsets;

/**
 * What a file claims to be, by how it starts. The claim decides how it is read; there is no second
 * attempt as something else.
 */
final class FirstBytes {
  /** Longer than any raw signature (RSA-8192 has 1024 bytes). */
  private static final int LONGER_THAN_RAW = 1025;

  private FirstBytes() {}

  /**
   * Whether it is JSON text. A raw signature may start with a brace by chance, so a short file with
   * a control character, which JSON text never holds, is not.
   */
  static boolean json(byte[] head, int length) {
    int start = afterMark(head, length);
    int first = visible(head, start, length);
    if (first == length || (head[first] != '{' && head[first] != '[')) {
      return false;
    }
    return length >= LONGER_THAN_RAW || !holdsControl(head, length);
  }

  private static int afterMark(byte[] head, int length) {
    boolean marked =
        length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf;
    return marked ? 3 : 0;
  }

  private static boolean holdsControl(byte[] head, int length) {
    for (int i = 0; i < length; i++) {
      if (head[i] >= 0 && head[i] < ' ' && !space(head[i])) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it is a JSON object whose first name is one of a DSSE envelope or of a bundle: a golden
   * that brings its own signature. A BOM starts otherwise.
   */
  static boolean envelope(byte[] head, int length) {
    int brace = visible(head, 0, length);
    int quote = brace == length || head[brace] != '{' ? length : visible(head, brace + 1, length);
    if (quote == length || head[quote] != '"') {
      return false;
    }
    int end = quote + 1;
    while (end < length && head[end] != '"' && end - quote < 64) {
      end++;
    }
    if (end == length) {
      return false;
    }
    String name = new String(head, quote + 1, end - quote - 1, StandardCharsets.ISO_8859_1);
    return SignatureReader.isTopLevelName(name);
  }

  private static int visible(byte[] head, int from, int length) {
    int at = from;
    while (at < length && space(head[at])) {
      at++;
    }
    return at;
  }

  static boolean space(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
