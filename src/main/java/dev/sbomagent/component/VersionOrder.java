package dev.sbomagent.component;

import java.util.Comparator;
import java.util.Optional;

/**
 * Which of two versions is the later one, as the ecosystem's own tools see it. Every order takes
 * any text, is total, and compares as equal what the ecosystem takes for the same version, however
 * spelled.
 */
public final class VersionOrder {
  private VersionOrder() {}

  /** The order of an ecosystem's versions; empty where it has none. */
  public static Optional<Comparator<String>> of(String ecosystem) {
    return switch (ecosystem) {
      case "deb", "opkg" -> Optional.of(new DebOrder());
      case "rpm" -> Optional.of(new RpmOrder(false));
      case "alpm" -> Optional.of(new RpmOrder(true));
      case "apk" -> Optional.of(new ApkOrder());
      case "golang", "npm", "cargo", "nuget", "composer" -> Optional.of(new SemanticOrder());
      case "pypi" -> Optional.of(new PypiOrder());
      case "gem" -> Optional.of(new GemOrder());
      case "maven" -> Optional.of(new MavenOrder());
      default -> Optional.empty();
    };
  }

  /** Compares runs of decimal digits as numbers of any size. */
  static int compareDigits(String one, String other) {
    String a = withoutZeros(one);
    String b = withoutZeros(other);
    return a.length() != b.length()
        ? Integer.compare(a.length(), b.length())
        : Integer.signum(a.compareTo(b));
  }

  private static String withoutZeros(String digits) {
    int from = 0;
    while (from < digits.length() && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Whether the text is one or more decimal digits. */
  static boolean isNumber(String text) {
    return !text.isEmpty() && digitsEnd(text, 0) == text.length();
  }

  /** The index behind the digits that start at {@code from}. */
  static int digitsEnd(String text, int from) {
    int to = from;
    while (to < text.length() && isDigit(text.charAt(to))) {
      to++;
    }
    return to;
  }
}
