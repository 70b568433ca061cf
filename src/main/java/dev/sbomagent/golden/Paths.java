package dev.sbomagent.golden;

import java.util.ArrayList;
import java.util.List;

/**
 * Paths as a document writes them, made absolute inside the scanned root: {@code usr/bin/x}, {@code
 * ./usr/bin/x} and {@code /usr//bin/x} are {@code /usr/bin/x}. {@code ..} is resolved by the text
 * alone; a path that climbs above the root, or holds a NUL, is refused.
 */
final class Paths {
  private Paths() {}

  static String absolute(String path) throws SbomException {
    String rooted = path.startsWith("/") ? path : "/" + path;
    if (isCanonical(rooted)) {
      return rooted;
    }
    List<String> segments = new ArrayList<>();
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      String segment = path.substring(from, to);
      if (segment.indexOf('\0') >= 0) {
        throw new SbomException("path with a NUL");
      }
      if (segment.equals("..")) {
        if (segments.isEmpty()) {
          throw new SbomException("path above the root: " + quoted(path));
        }
        segments.remove(segments.size() - 1);
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
      from = to + 1;
    }
    StringBuilder out = new StringBuilder(path.length() + 1);
    for (String segment : segments) {
      out.append('/').append(segment);
    }
    return out.isEmpty() ? "/" : out.toString();
  }

  /** Whether nothing has to change; nearly every path of a golden passes here. */
  private static boolean isCanonical(String path) {
    int length = path.length();
    for (int i = 1; i < length; i++) {
      char c = path.charAt(i);
      if (c == 0 || (path.charAt(i - 1) == '/' && (c == '/' || c == '.'))) {
        return false;
      }
    }
    return length == 1 || path.charAt(length - 1) != '/';
  }

  /** The last segment. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Text of a document, fit for a message: cut, and without control characters. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length() && i < 200; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? '?' : c);
    }
    return out.append(text.length() > 200 ? "...\"" : "\"").toString();
  }
}
