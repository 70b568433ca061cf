package dev.sbomagent.report;

import java.nio.charset.StandardCharsets;

/**
 * Text that came from the machine, made fit to be shown: names of packages and files are whatever
 * somebody chose, also a forged line or a terminal's commands.
 */
public final class PlainText {
  /** Stands for what was cut. */
  public static final String ELLIPSIS = "…";

  private PlainText() {}

  /**
   * Replaces control characters, line separators, marks that turn the direction of writing and
   * halves of surrogate pairs by the replacement character, and cuts to so many bytes of UTF-8, an
   * ellipsis at the end.
   */
  public static String of(String text, int maxBytes) {
    StringBuilder plain = new StringBuilder(Math.min(text.length(), maxBytes));
    int bytes = 0;
    int fits = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int shown = isShown(c) ? c : 0xFFFD;
      bytes += bytes(shown);
      if (bytes > maxBytes) {
        plain.setLength(fits);
        return plain.append(ELLIPSIS).toString();
      }
      plain.appendCodePoint(shown);
      if (bytes <= maxBytes - 3) {
        fits = plain.length();
      }
    }
    return plain.toString();
  }

  /** Length in UTF-8. */
  public static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int bytes(int c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> c == 0x200D || c == 0x200C;
      default -> true;
    };
  }
}
