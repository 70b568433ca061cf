package dev.sbomagent.component;

import static dev.sbomagent.component.VersionOrder.compareDigits;
import static dev.sbomagent.component.VersionOrder.digitsEnd;
import static dev.sbomagent.component.VersionOrder.isDigit;
import static dev.sbomagent.component.VersionOrder.isLetter;

import java.util.Comparator;

/**
 * deb-version(7), as dpkg compares: epoch, then upstream version, then revision; in each, runs of
 * non-digits and of digits in turn, a tilde before the end, letters before all else. A missing
 * epoch or revision is zero or empty.
 */
final class DebOrder implements Comparator<String> {
  @Override
  public int compare(String one, String other) {
    int byEpoch = compareDigits(epoch(one), epoch(other));
    if (byEpoch != 0) {
      return byEpoch;
    }
    String a = one.substring(one.indexOf(':') + 1);
    String b = other.substring(other.indexOf(':') + 1);
    int byUpstream = compareRuns(upstream(a), upstream(b));
    return byUpstream != 0 ? byUpstream : compareRuns(revision(a), revision(b));
  }

  private static String upstream(String version) {
    int dash = version.lastIndexOf('-');
    return dash < 0 ? version : version.substring(0, dash);
  }

  private static String revision(String version) {
    int dash = version.lastIndexOf('-');
    return dash < 0 ? "" : version.substring(dash + 1);
  }

  private static String epoch(String version) {
    int colon = version.indexOf(':');
    return colon < 0 ? "" : version.substring(0, colon);
  }

  /** dpkg's verrevcmp. */
  static int compareRuns(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() || j < b.length()) {
      while ((i < a.length() && !isDigit(a.charAt(i)))
          || (j < b.length() && !isDigit(b.charAt(j)))) {
        int byCharacter = Integer.compare(weight(a, i), weight(b, j));
        if (byCharacter != 0) {
          return byCharacter;
        }
        i++;
        j++;
      }
      int endA = digitsEnd(a, i);
      int endB = digitsEnd(b, j);
      int byNumber = compareDigits(a.substring(i, endA), b.substring(j, endB));
      if (byNumber != 0) {
        return byNumber;
      }
      i = endA;
      j = endB;
    }
    return 0;
  }

  private static int weight(String text, int index) {
    if (index >= text.length() || isDigit(text.charAt(index))) {
      return 0;
    }
    char c = text.charAt(index);
    if (c == '~') {
      return -1;
    }
    return isLetter(c) ? c : c + 256;
  }
}
