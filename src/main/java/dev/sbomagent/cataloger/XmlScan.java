package dev.sbomagent.cataloger;

import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the elements and the text of one XML document (XML 1.0), without entities of its
 * own, and refuses what is not well-formed as far as Go's encoding/xml does. Attributes are passed
 * over.
 */
final class XmlScan {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_ENTITY = 10;

  private final String text;
  private final Listener listener;
  private final List<String> open = new ArrayList<>();
  private int at;
  private boolean ended;

  /** What is told of a document. */
  interface Listener {
    /** An element starts; its name is without prefix. */
    void start(String name, int depth);

    /** Text of the innermost open element. */
    void text(CharSequence text, int depth);

    /** The innermost open element ends. */
    void end(int depth);
  }

  private XmlScan(String text, Listener listener) {
    this.text = text;
    this.listener = listener;
  }

  /** Whether the document is well-formed up to the end of its first element. */
  static boolean scan(String text, Listener listener) {
    return new XmlScan(text, listener).scan();
  }

  private boolean scan() {
    while (at < text.length()) {
      boolean fine = text.charAt(at) == '<' ? markup() : text();
      if (!fine) {
        return false;
      }
      if (ended) {
        return true;
      }
    }
    return false;
  }

  private boolean markup() {
    if (text.startsWith("<!--", at)) {
      int dashes = text.indexOf("--", at + 4);
      at = dashes + 3;
      return dashes >= 0 && text.startsWith(">", dashes + 2);
    }
    if (text.startsWith("<![CDATA[", at)) {
      int end = text.indexOf("]]>", at + 9);
      if (end < 0) {
        return false;
      }
      say(text.substring(at + 9, end));
      at = end + 3;
      return true;
    }
    if (text.startsWith("<?", at)) {
      int end = text.indexOf("?>", at + 2);
      at = end + 2;
      return end >= 0;
    }
    if (text.startsWith("<!", at)) {
      return directive();
    }
    return text.startsWith("</", at) ? endTag() : startTag();
  }

  /** A document type is passed over, quotes and brackets counted. */
  private boolean directive() {
    int depth = 0;
    char quote = 0;
    for (int i = at + 2; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '<') {
        depth++;
      } else if (c == '>' && depth-- == 0) {
        at = i + 1;
        return true;
      }
    }
    return false;
  }

  private boolean endTag() {
    int end = nameEnd(at + 2);
    String name = text.substring(at + 2, end);
    int close = skipSpace(end);
    if (close >= text.length()
        || text.charAt(close) != '>'
        || open.isEmpty()
        || !open.get(open.size() - 1).equals(name)) {
      return false;
    }
    at = close + 1;
    close();
    return true;
  }

  private void close() {
    listener.end(open.size());
    open.remove(open.size() - 1);
    ended = open.isEmpty();
  }

  private boolean startTag() {
    int end = nameEnd(at + 1);
    String name = text.substring(at + 1, end);
    if (name.isEmpty() || open.size() == MAX_DEPTH) {
      return false;
    }
    int place = attributes(end);
    if (place < 0) {
      return false;
    }
    open.add(name);
    listener.start(name.substring(name.indexOf(':') + 1), open.size());
    if (text.charAt(place) == '/') {
      close();
      place++;
    }
    at = place + 1;
    return true;
  }

  /** Where the tag ends: at {@code >} or at {@code />}; negative when it is broken. */
  private int attributes(int from) {
    int place = from;
    while (true) {
      place = skipSpace(place);
      if (place >= text.length()) {
        return -1;
      }
      char c = text.charAt(place);
      if (c == '>') {
        return place;
      }
      if (c == '/') {
        return text.startsWith("/>", place) ? place : -1;
      }
      int equals = skipSpace(nameEnd(place));
      int quote = equals < text.length() && text.charAt(equals) == '=' ? skipSpace(equals + 1) : -1;
      if (nameEnd(place) == place
          || quote < 0
          || quote >= text.length()
          || (text.charAt(quote) != '"' && text.charAt(quote) != '\'')) {
        return -1;
      }
      int end = text.indexOf(text.charAt(quote), quote + 1);
      if (end < 0) {
        return -1;
      }
      place = end + 1;
    }
  }

  private int nameEnd(int from) {
    int end = from;
    while (end < text.length() && isName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isName(char c) {
    return c > ' ' && "<>/='\"&;?!".indexOf(c) < 0;
  }

  private int skipSpace(int from) {
    int place = from;
    while (place < text.length() && text.charAt(place) <= ' ') {
      place++;
    }
    return place;
  }

  private boolean text() {
    StringBuilder plain = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '<') {
      char c = text.charAt(at);
      if (c == '&') {
        int point = entityHere();
        if (point < 0) {
          return false;
        }
        plain.appendCodePoint(point);
      } else if (c == ']' && text.startsWith("]]>", at)) {
        return false;
      } else {
        plain.append(c);
        at++;
      }
    }
    say(plain);
    return true;
  }

  private void say(CharSequence plain) {
    if (!open.isEmpty()) {
      listener.text(plain, open.size());
    }
  }

  /** Takes an entity; negative when it is none. */
  private int entityHere() {
    int end = at + 1;
    while (end < text.length() && end - at <= MAX_ENTITY && text.charAt(end) != ';') {
      end++;
    }
    if (end >= text.length() || text.charAt(end) != ';') {
      return -1;
    }
    int point = entity(text.substring(at + 1, end));
    at = end + 1;
    return point;
  }

  private static int entity(String name) {
    return switch (name) {
      case "lt" -> '<';
      case "gt" -> '>';
      case "amp" -> '&';
      case "apos" -> '\'';
      case "quot" -> '"';
      default -> name.startsWith("#") ? number(name) : -1;
    };
  }

  private static int number(String name) {
    boolean hex = name.startsWith("x", 1);
    int value = 0;
    for (int i = hex ? 2 : 1; i < name.length(); i++) {
      int digit = Character.digit(name.charAt(i), hex ? 16 : 10);
      if (digit < 0) {
        return -1;
      }
      value = value * (hex ? 16 : 10) + digit;
    }
    return name.length() > (hex ? 2 : 1) && Character.isValidCodePoint(value) ? value : -1;
  }
}
