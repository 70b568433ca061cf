package dev.sbomagent.cataloger;

import java.util.Locale;

/** A {@code version.properties} at the top of a program's archive (syft, since 1.54). */
final class VersionFile {
  private VersionFile() {}

  /** What it says under {@code version}, else under {@code tag}; empty when no version. */
  static String version(String text) {
    String version = release(last(text, "version"));
    return version.isEmpty() ? release(last(text, "tag")) : version;
  }

  private static String last(String text, String key) {
    String value = "";
    int from = 0;
    while (from < text.length()) {
      int newline = text.indexOf('\n', from);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(from, end);
      int equals = line.indexOf('=');
      if (equals >= 0
          && GoText.trim(line.substring(0, equals)).toLowerCase(Locale.ROOT).equals(key)) {
        value = GoText.trim(line.substring(equals + 1));
      }
      from = end + 1;
    }
    return value;
  }

  /** Without a {@code v}; empty when it does not start with a digit, or holds odd characters. */
  private static String release(String value) {
    String version = value.startsWith("v") ? value.substring(1) : value;
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!digit && (i == 0 || (!letter && ".-_+".indexOf(c) < 0))) {
        return "";
      }
    }
    return version;
  }
}
