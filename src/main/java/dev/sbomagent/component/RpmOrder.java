package dev.sbomagent.component;

import static dev.sbomagent.component.VersionOrder.compareDigits;
import static dev.sbomagent.component.VersionOrder.digitsEnd;
import static dev.sbomagent.component.VersionOrder.isDigit;
import static dev.sbomagent.component.VersionOrder.isLetter;

import java.util.Comparator;

/**
 * {@code [epoch:]version[-release]} as rpm compares it (rpm-version(7)): runs of digits and of
 * letters in turn, whatever separates them; a tilde before the end, a caret after it. With {@code
 * alpm} as pacman's vercmp(8) does, which knows neither sign, heeds the number of separators, and
 * puts letters at the end before nothing.
 */
final class RpmOrder implements Comparator<String> {
  private final boolean alpm;

  RpmOrder(boolean alpm) {
    this.alpm = alpm;
  }

  @Override
  public int compare(String one, String other) {
    int byEpoch = compareDigits(epoch(one), epoch(other));
    if (byEpoch != 0) {
      return byEpoch;
    }
    String a = one.substring(one.indexOf(':') + 1);
    String b = other.substring(other.indexOf(':') + 1);
    int dashA = a.lastIndexOf('-');
    int dashB = b.lastIndexOf('-');
    int byVersion =
        parts(dashA < 0 ? a : a.substring(0, dashA), dashB < 0 ? b : b.substring(0, dashB));
    return byVersion != 0
        ? byVersion
        : parts(dashA < 0 ? "" : a.substring(dashA + 1), dashB < 0 ? "" : b.substring(dashB + 1));
  }

  private static String epoch(String version) {
    int colon = version.indexOf(':');
    return colon < 0 ? "" : version.substring(0, colon);
  }

  private int parts(String a, String b) {
    return alpm ? alpmParts(a, b) : rpmParts(a, b);
  }

  /** rpmvercmp. */
  private static int rpmParts(String a, String b) {
    int i = 0;
    int j = 0;
    while (true) {
      i = skip(a, i, true);
      j = skip(b, j, true);
      char c = at(a, i);
      char d = at(b, j);
      if (c == '~' || d == '~') {
        if (c != d) {
          return c == '~' ? -1 : 1;
        }
        i++;
        j++;
      } else if (c == '^' || d == '^') {
        if (c != d) {
          // after the end, but before any other continuation
          boolean aIsCaret = c == '^';
          boolean otherEnded = (aIsCaret ? d : c) == 0;
          return aIsCaret == otherEnded ? 1 : -1;
        }
        i++;
        j++;
      } else if (c == 0 || d == 0) {
        return Boolean.compare(c != 0, d != 0);
      } else {
        int endA = runEnd(a, i, isDigit(c));
        int endB = runEnd(b, j, isDigit(c));
        int bySegment = segments(a.substring(i, endA), b.substring(j, endB), isDigit(c));
        if (bySegment != 0) {
          return bySegment;
        }
        i = endA;
        j = endB;
      }
    }
  }

  private static int alpmParts(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int startA = skip(a, i, false);
      int startB = skip(b, j, false);
      if (startA == a.length() || startB == b.length()) {
        i = startA;
        j = startB;
        break;
      }
      if (startA - i != startB - j) {
        return Integer.compare(startA - i, startB - j);
      }
      boolean number = isDigit(a.charAt(startA));
      i = runEnd(a, startA, number);
      j = runEnd(b, startB, number);
      int bySegment = segments(a.substring(startA, i), b.substring(startB, j), number);
      if (bySegment != 0) {
        return bySegment;
      }
    }
    char c = at(a, i);
    char d = at(b, j);
    if (c == 0 && d == 0) {
      return 0;
    }
    return (c == 0 && !isLetter(d)) || isLetter(c) ? -1 : 1;
  }

  /** Two runs of one kind; an empty second one is of the other kind: numbers are later. */
  private static int segments(String a, String b, boolean number) {
    if (b.isEmpty()) {
      return number ? 1 : -1;
    }
    return number ? compareDigits(a, b) : Integer.signum(a.compareTo(b));
  }

  private static int skip(String text, int from, boolean signs) {
    int to = from;
    while (to < text.length()) {
      char c = text.charAt(to);
      if (isDigit(c) || isLetter(c) || (signs && (c == '~' || c == '^'))) {
        break;
      }
      to++;
    }
    return to;
  }

  private static int runEnd(String text, int from, boolean number) {
    if (number) {
      return digitsEnd(text, from);
    }
    int to = from;
    while (to < text.length() && isLetter(text.charAt(to))) {
      to++;
    }
    return to;
  }

  private static char at(String text, int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }
}
