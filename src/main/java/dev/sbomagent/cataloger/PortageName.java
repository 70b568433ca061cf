package dev.sbomagent.cataloger;

import org.jspecify.annotations.Nullable;

/**
 * A package's folder name taken apart, {@code name-version[-rN]}, by the pattern that syft uses
 * (gentoo/parse_portage_contents.go), which is near to PMS 3.1.2 and 3.2: the name ends as late as
 * what follows still is a version.
 */
record PortageName(String name, String version) {
  private static final String[] SUFFIXES = {"_pre", "_p", "_beta", "_alpha", "_rc"};

  /** Null for a folder that is no package: portage keeps half-made ones under a leading dash. */
  static @Nullable PortageName of(String folder) {
    for (int dash = folder.lastIndexOf('-'); dash > 0; dash = folder.lastIndexOf('-', dash - 1)) {
      if (isVersion(folder, dash + 1)) {
        return isName(folder, dash)
            ? new PortageName(folder.substring(0, dash), folder.substring(dash + 1))
            : null;
      }
    }
    return null;
  }

  private static boolean isName(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean good =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || isDigit(c)
              || c == '_'
              || c == '+'
              || (c == '-' && i > 0);
      if (!good) {
        return false;
      }
    }
    return end > 0;
  }

  private static boolean isVersion(String text, int from) {
    int at = digits(text, from);
    if (at == from) {
      return false;
    }
    while (at < text.length() && text.charAt(at) == '.' && digits(text, at + 1) > at + 1) {
      at = digits(text, at + 1);
    }
    if (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
      at++;
    }
    int next = suffix(text, at);
    while (next > at) {
      at = next;
      next = suffix(text, at);
    }
    if (text.startsWith("-r", at) && digits(text, at + 2) > at + 2) {
      at = digits(text, at + 2);
    }
    return at == text.length();
  }

  private static int suffix(String text, int at) {
    for (String suffix : SUFFIXES) {
      if (text.startsWith(suffix, at)) {
        return digits(text, at + suffix.length());
      }
    }
    return at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
