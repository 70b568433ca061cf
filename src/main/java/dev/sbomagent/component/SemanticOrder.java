package dev.sbomagent.component;

import static dev.sbomagent.component.VersionOrder.compareDigits;
import static dev.sbomagent.component.VersionOrder.isDigit;
import static dev.sbomagent.component.VersionOrder.isNumber;

import java.util.Comparator;

/**
 * Semantic Versioning 2.0.0 section 11, with what its users do beside it: a leading {@code v} (Go,
 * Composer), any number of numbers, missing ones being zero (NuGet), and a pre-release without its
 * dash ({@code 1.22rc1} of the Go toolchain). Build metadata does not count. Go's pseudo-versions
 * need no rule of their own.
 */
final class SemanticOrder implements Comparator<String> {
  @Override
  public int compare(String one, String other) {
    String a = plain(one);
    String b = plain(other);
    int coreA = coreEnd(a);
    int coreB = coreEnd(b);
    int byCore = compareLists(a.substring(0, coreA), b.substring(0, coreB), "0");
    if (byCore != 0) {
      return byCore;
    }
    String preA = preRelease(a, coreA);
    String preB = preRelease(b, coreB);
    if (preA.isEmpty() || preB.isEmpty()) {
      return Boolean.compare(preA.isEmpty(), preB.isEmpty());
    }
    return compareLists(preA, preB, "");
  }

  private static String plain(String version) {
    int plus = version.indexOf('+');
    String text = plus < 0 ? version : version.substring(0, plus);
    boolean prefixed = text.length() > 1 && text.charAt(0) == 'v' && isDigit(text.charAt(1));
    return prefixed ? text.substring(1) : text;
  }

  private static int coreEnd(String text) {
    int end = 0;
    while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    return end;
  }

  private static String preRelease(String text, int core) {
    return text.startsWith("-", core) ? text.substring(core + 1) : text.substring(core);
  }

  /** Lists of identifiers between dots; numbers before words, a missing one is {@code filler}. */
  private static int compareLists(String a, String b, String filler) {
    int i = 0;
    int j = 0;
    while (i < a.length() || j < b.length()) {
      int endA = identifierEnd(a, i);
      int endB = identifierEnd(b, j);
      String p = i < a.length() ? a.substring(i, endA) : filler;
      String q = j < b.length() ? b.substring(j, endB) : filler;
      int byIdentifier = identifiers(p, q);
      if (byIdentifier != 0) {
        return byIdentifier;
      }
      i = Math.min(endA + 1, a.length());
      j = Math.min(endB + 1, b.length());
    }
    return 0;
  }

  private static int identifierEnd(String text, int from) {
    int dot = text.indexOf('.', from);
    return dot < 0 ? text.length() : dot;
  }

  private static int identifiers(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(!a.isEmpty(), !b.isEmpty());
    }
    boolean numberA = isNumber(a);
    boolean numberB = isNumber(b);
    if (numberA && numberB) {
      return compareDigits(a, b);
    }
    return numberA == numberB ? Integer.signum(a.compareTo(b)) : numberA ? -1 : 1;
  }
}
