package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Erlang terms in text, of the kinds that syft's own small parser takes (erlang/erlang_parser.go):
 * lists and tuples, atoms and numbers of letters, digits, dots and underscores, strings in either
 * quotes, binaries of a string, comments. Lists and tuples become lists, all else text.
 *
 * <p>Works on bytes: letters are those of ISO 8859-1, as there.
 */
final class ErlangTerms {
  private static final int MAX_DEPTH = 1000;

  /** An empty list, which syft tells from a list, and what stands where there is nothing. */
  static final Object NOTHING = new Object();

  private final byte[] text;
  private int at;

  private ErlangTerms(byte[] text) {
    this.text = text;
  }

  /** The terms of a text, each ended by a dot. */
  static List<Object> parse(byte[] text) throws MalformedException {
    ErlangTerms terms = new ErlangTerms(text);
    List<Object> all = new ArrayList<>();
    while (terms.at < text.length) {
      terms.skipSpace();
      if (terms.at < text.length && text[terms.at] == '%') {
        terms.skipComment();
        terms.skipSpace();
        continue;
      }
      Object term = terms.term(0);
      terms.skipSpace();
      // the dot, as a rule
      terms.at++;
      terms.skipSpace();
      if (!".".equals(term)) {
        all.add(term);
      }
    }
    return all;
  }

  /** The element at {@code index} of what may be a list. */
  static Object element(Object term, int index) {
    return term instanceof List<?> list && index < list.size() ? list.get(index) : NOTHING;
  }

  /** What may be a text; empty when it is none. */
  static String text(Object term) {
    return term instanceof String string ? string : "";
  }

  private Object term(int depth) throws MalformedException {
    skipSpace();
    int c = peek();
    switch (c) {
      case '[', '{' -> {
        int open = at;
        at++;
        skipSpace();
        if (peek() == (c == '[' ? ']' : '}')) {
          at++;
          return NOTHING;
        }
        at = open;
        return list(depth + 1);
      }
      case '"', '\'' -> {
        return string();
      }
      case '<' -> {
        at += 2;
        String string = string();
        at += 2;
        return string;
      }
      default -> {
        if (!isLiteral(c)) {
          throw broken("unexpected character");
        }
        int from = at;
        while (at < text.length && isLiteral(text[at] & 0xff)) {
          at++;
        }
        return new String(text, from, at - from, StandardCharsets.UTF_8);
      }
    }
  }

  private List<Object> list(int depth) throws MalformedException {
    if (depth > MAX_DEPTH) {
      throw broken("nesting of more than " + MAX_DEPTH);
    }
    at++;
    List<Object> list = new ArrayList<>();
    while (at < text.length) {
      skipSpace();
      if (peek() == '%') {
        skipComment();
        skipSpace();
        continue;
      }
      list.add(term(depth));
      skipSpace();
      int c = peek();
      if (c == ']' || c == '}') {
        at++;
        return list;
      }
      if (c == ',') {
        at++;
      } else if (c != '%') {
        throw broken("unexpected character");
      }
    }
    return list;
  }

  private String string() throws MalformedException {
    int quote = peek();
    at++;
    byte[] out = new byte[16];
    int length = 0;
    while (true) {
      int c = peek();
      at++;
      if (c == quote) {
        return new String(out, 0, length, StandardCharsets.UTF_8);
      }
      if (c == '\\') {
        c = peek();
        at++;
      }
      if (length == out.length) {
        out = java.util.Arrays.copyOf(out, 2 * length);
      }
      out[length++] = (byte) c;
    }
  }

  private void skipComment() {
    while (at < text.length) {
      byte c = text[at++];
      if (c == '\n') {
        return;
      }
      if (c == '\r' && at < text.length && text[at] == '\n') {
        at++;
        return;
      }
    }
  }

  private void skipSpace() {
    while (at < text.length && Blank.is((char) (text[at] & 0xff))) {
      at++;
    }
  }

  private int peek() throws MalformedException {
    if (at >= text.length) {
      throw broken("text ends early");
    }
    return text[at] & 0xff;
  }

  private static boolean isLiteral(int c) {
    return c == '.'
        || c == '_'
        || Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.OTHER_NUMBER;
  }

  private MalformedException broken(String what) {
    return new MalformedException("byte " + at + ": " + what);
  }
}
