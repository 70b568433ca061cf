package dev.sbomagent.sink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strict reader of CEF: seven fields of a header, then keys of letters and digits, each behind
 * one space; what is escaped must need it.
 */
record CefReader(List<String> header, Map<String, String> extension) {
  static CefReader read(String line) {
    List<String> header = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    int i = 0;
    for (; header.size() < 7; i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        char next = line.charAt(++i);
        require(next == '\\' || next == '|', line);
        field.append(next);
      } else if (c == '|') {
        header.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    return new CefReader(header, extension(line.substring(i)));
  }

  private static Map<String, String> extension(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      String key = text.substring(at, equals);
      require(!key.isEmpty() && key.chars().allMatch(Character::isLetterOrDigit), key);
      // the value ends before the last space that stands before the next bare equals sign
      int next = bareEquals(text, equals + 1);
      int end = next < 0 ? text.length() : text.lastIndexOf(' ', next);
      require(end > equals, text);
      require(fields.put(key, unescaped(text.substring(equals + 1, end))) == null, key);
      at = next < 0 ? end : end + 1;
    }
    return fields;
  }

  private static int bareEquals(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '=') {
        return i;
      }
    }
    return -1;
  }

  private static String unescaped(String value) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        char next = value.charAt(++i);
        require(next == '\\' || next == '=', value);
        plain.append(next);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static void require(boolean right, String where) {
    if (!right) {
      throw new AssertionError("not CEF: " + where);
    }
  }
}
