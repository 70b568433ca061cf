package dev.sbomagent.component;

import static dev.sbomagent.component.VersionOrder.compareDigits;
import static dev.sbomagent.component.VersionOrder.digitsEnd;
import static dev.sbomagent.component.VersionOrder.isDigit;
import static dev.sbomagent.component.VersionOrder.isLetter;
import static dev.sbomagent.component.VersionOrder.isNumber;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gem::Version: runs of digits and of letters; letters, which make a pre-release, come before
 * numbers, a missing part is zero, and a dash is {@code .pre.}.
 */
final class GemOrder implements Comparator<String> {
  @Override
  public int compare(String one, String other) {
    List<String> a = segments(one);
    List<String> b = segments(other);
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      String p = i < a.size() ? a.get(i) : "0";
      String q = i < b.size() ? b.get(i) : "0";
      boolean numberP = isNumber(p);
      boolean numberQ = isNumber(q);
      int order;
      if (numberP && numberQ) {
        order = compareDigits(p, q);
      } else if (numberP != numberQ) {
        order = numberP ? 1 : -1;
      } else {
        order = Integer.signum(p.compareTo(q));
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<String> segments(String version) {
    String text = version.replace("-", ".pre.");
    List<String> segments = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = digitsEnd(text, at);
      if (!isDigit(text.charAt(at))) {
        while (end < text.length() && isLetter(text.charAt(end))) {
          end++;
        }
      }
      if (end > at) {
        segments.add(text.substring(at, end));
      }
      at = Math.max(end, at + 1);
    }
    return segments;
  }
}
