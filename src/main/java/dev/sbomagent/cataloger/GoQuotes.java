package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;

/** String literals of Go, as strconv.Quote writes them into build settings. */
final class GoQuotes {
  private GoQuotes() {}

  /** Where the literal at the start of {@code text} ends, 0 when none does. */
  static int end(String text) {
    char quote = text.charAt(0);
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i + 1;
      }
      if (c == '\\' && quote == '"') {
        i++;
      }
    }
    return 0;
  }

  /** The text of a literal (Go specification, "String literals"). */
  static String unquote(String literal) throws MalformedException {
    if (end(literal) != literal.length() || literal.length() < 2) {
      throw broken();
    }
    if (literal.charAt(0) == '`') {
      return literal.substring(1, literal.length() - 1).replace("\r", "");
    }
    StringBuilder out = new StringBuilder(literal.length());
    int at = 1;
    while (at < literal.length() - 1) {
      char c = literal.charAt(at);
      if (c == '\\') {
        at = escape(literal, at + 1, out);
      } else {
        out.append(c);
      }
      at++;
    }
    return out.toString();
  }

  /** Takes what follows a backslash; gives where its last character is. */
  private static int escape(String literal, int at, StringBuilder out) throws MalformedException {
    char c = literal.charAt(at);
    switch (c) {
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append('\u000b');
      case '\\', '"' -> out.append(c);
      case 'x' -> out.append((char) number(literal, at + 1, 2, 16));
      case 'u' -> out.append((char) number(literal, at + 1, 4, 16));
      case 'U' -> {
        int point = number(literal, at + 1, 8, 16);
        if (!Character.isValidCodePoint(point)) {
          throw broken();
        }
        out.appendCodePoint(point);
      }
      default -> out.append((char) number(literal, at, 3, 8));
    }
    return at
        + switch (c) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          case '0', '1', '2', '3', '4', '5', '6', '7' -> 2;
          default -> 0;
        };
  }

  private static int number(String text, int at, int digits, int radix) throws MalformedException {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = i < text.length() - 1 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        throw broken();
      }
      value = value * radix + digit;
    }
    return value;
  }

  private static MalformedException broken() {
    return new MalformedException("go build information: broken quotes");
  }
}
