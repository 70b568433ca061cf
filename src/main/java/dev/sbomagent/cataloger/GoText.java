package dev.sbomagent.cataloger;

/** Text as Go's standard library treats it, where Java's differs. */
final class GoText {
  private GoText() {}

  /** Without white space at both ends (strings.TrimSpace). */
  static String trim(String text) {
    int from = 0;
    int end = text.length();
    while (from < end && isSpace(text.charAt(from))) {
      from++;
    }
    while (end > from && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(from, end);
  }

  /** unicode.IsSpace. */
  private static boolean isSpace(char c) {
    return switch (c) {
      case ' ', '\t', '\n', 0x0b, '\f', '\r', 0x85, 0xa0, 0x1680 -> true;
      case 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200a;
    };
  }
}
