package dev.sbomagent.cataloger;

/** White space as Go's {@code unicode.IsSpace} has it, which decides what syft trims. */
final class Blank {
  private Blank() {}

  static boolean is(char c) {
    return c <= ' '
        ? c == ' ' || (c >= '\t' && c <= '\r')
        : c == 0x85 || c == 0xa0 || (c > 0xff && Character.isSpaceChar(c));
  }

  /** Without white space at both ends. */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && is(text.charAt(from))) {
      from++;
    }
    while (to > from && is(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
