package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Name and version out of the text of a gem specification, as syft finds them (ruby/
 * parse_gemspec.go): line by line, with the patterns {@code .*\.name\s*=\s*["'](.*)["'] *} and the
 * same for the version, after every {@code .freeze} was taken out. What is not a literal is not
 * found. No pattern engine: these are the only ones of a check, and the engine costs a cold start.
 *
 * @param name empty when there is none
 * @param version empty when there is none, or one that is computed
 */
record Gemspec(String name, String version) {
  private static final long MAX_FILE = 64L << 20;
  private static final String FREEZE = ".freeze";

  static Gemspec parse(InputStream in) throws IOException, MalformedException {
    Lines lines = new Lines(in, Lines.MAX_LINE, MAX_FILE);
    String name = "";
    String version = "";
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.indexOf('=') < 0) {
        continue;
      }
      String text = null;
      if (line.contains(".name")) {
        text = cleaned(line);
        String value = assigned(text, ".name");
        name = value.isEmpty() ? name : value;
      }
      if (line.contains(".version")) {
        String value = assigned(text == null ? cleaned(line) : text, ".version");
        version = value.isEmpty() ? version : value;
      }
    }
    return new Gemspec(name, version);
  }

  private static String cleaned(String line) {
    String text = Blank.trim(line);
    return rendered(text.contains(FREEZE) ? text.replace(FREEZE, "") : text);
  }

  /**
   * What is assigned to the attribute, in quotes of either kind: from the last place where that is
   * done to the last quote of the line.
   */
  static String assigned(String line, String attribute) {
    int last = Math.max(line.lastIndexOf('"'), line.lastIndexOf('\''));
    for (int at = line.lastIndexOf(attribute); at >= 0; at = line.lastIndexOf(attribute, at - 1)) {
      int i = pastSpace(line, at + attribute.length());
      if (i < line.length() && line.charAt(i) == '=') {
        i = pastSpace(line, i + 1);
        if (i < last && (line.charAt(i) == '"' || line.charAt(i) == '\'')) {
          return line.substring(i + 1, last);
        }
      }
    }
    return "";
  }

  private static int pastSpace(String line, int from) {
    int i = from;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c != ' ' && c != '\t' && c != '\n' && c != '\f' && c != '\r') {
        break;
      }
      i++;
    }
    return i;
  }

  /**
   * Replaces each {@code \}{@code u003E}, four digits in upper case; half a pair is no character.
   */
  private static String rendered(String text) {
    int at = text.indexOf("\\u");
    if (at < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    while (at >= 0) {
      int code = code(text, at + 2);
      if (code < 0) {
        at = text.indexOf("\\u", at + 1);
        continue;
      }
      char c = (char) code;
      out.append(text, from, at).append(Character.isSurrogate(c) ? '\ufffd' : c);
      from = at + 6;
      at = text.indexOf("\\u", from);
    }
    return out.append(text, from, text.length()).toString();
  }

  private static int code(String text, int from) {
    if (from + 4 > text.length()) {
      return -1;
    }
    int code = 0;
    for (int i = from; i < from + 4; i++) {
      char c = text.charAt(i);
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0) {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }
}
