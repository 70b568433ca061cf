package dev.sbomagent.cataloger;

/**
 * The name of a Java archive taken apart into artifact and version, {@code spring-core-5.3.9.jar}.
 *
 * <p>Source: syft java/archive_filename.go (1.54.1), whose two regular expressions are written out
 * here: the shortest name, of words with dots parted by dashes, behind which there is nothing or a
 * dash and a version.
 *
 * @param name empty when the file's name is none
 * @param version empty when the file's name has none
 */
record ArchiveName(String name, String version) {
  /**
   * The name of an archive at a path.
   *
   * @param path in a nested archive, behind a colon, the path inside
   */
  static ArchiveName of(String path) {
    int end = path.length();
    String base = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1, end);
    int dot = base.lastIndexOf('.');
    return split(dot < 0 ? base : base.substring(0, dot));
  }

  private static ArchiveName split(String text) {
    int end = nameEnd(text);
    String name = text.substring(0, Math.max(0, end));
    if (end >= 0 && end < text.length()) {
      return new ArchiveName(name, text.substring(end + 1));
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c == '.' || c == '_' || c == '-') && isVersion(name, i + 1, false)) {
        return new ArchiveName(name.substring(0, i), name.substring(i + 1));
      }
    }
    return new ArchiveName(name, "");
  }

  /** Where the name ends, -1 when there is none. */
  private static int nameEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i > 0 && c == '-' && isVersion(text, i + 1, true)) {
        return i;
      }
      boolean opens = i == 0 || text.charAt(i - 1) == '-';
      if (opens ? !isLetter(c) : !isWord(c) && c != '.' && c != '-') {
        return -1;
      }
    }
    return text.isEmpty() ? -1 : text.length();
  }

  /**
   * Starts with a digit, or {@code build} and a digit; or is {@code r} or {@code rc} and digits.
   */
  private static boolean isVersion(String text, int from, boolean anyCase) {
    if (text.indexOf('\n', from) >= 0 || from >= text.length()) {
      return false;
    }
    if (isDigit(text, from)) {
      return true;
    }
    if (text.regionMatches(anyCase, from, "build", 0, 5)) {
      return isDigit(text, from + 5);
    }
    if (!text.regionMatches(anyCase, from, "r", 0, 1)) {
      return false;
    }
    int digits = from + (text.regionMatches(anyCase, from + 1, "c", 0, 1) ? 2 : 1);
    int end = digits;
    while (isDigit(text, end)) {
      end++;
    }
    return end > digits && end == text.length();
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isWord(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
  }

  /**
   * The artifact that the name means: the last part where it looks like a group and an artifact
   * (extractNameFromArchiveFilename).
   */
  String artifact() {
    if (name.indexOf('.') < 0 || name.startsWith("org.eclipse.")) {
      return name;
    }
    int from = 0;
    while (from <= name.length()) {
      // a name holds nothing but letters, digits, dashes and underscores
      char first = from < name.length() ? name.charAt(from) : '.';
      if (!isLetter(first) && first != '_') {
        return name;
      }
      int dot = name.indexOf('.', from);
      from = dot < 0 ? name.length() + 1 : dot + 1;
    }
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
