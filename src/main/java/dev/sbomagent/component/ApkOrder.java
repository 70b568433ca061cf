package dev.sbomagent.component;

import static dev.sbomagent.component.VersionOrder.compareDigits;
import static dev.sbomagent.component.VersionOrder.digitsEnd;
import static dev.sbomagent.component.VersionOrder.isDigit;
import static dev.sbomagent.component.VersionOrder.isLetter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * apk-package(5): {@code number{.number}{letter}{_suffix{number}}{-r#}}. A part after a dot that
 * starts with zeros is a fraction; the suffixes {@code alpha beta pre rc} come before none, {@code
 * cvs svn git hg p} after it.
 */
final class ApkOrder implements Comparator<String> {
  private static final List<String> BEFORE = List.of("alpha", "beta", "pre", "rc");
  private static final List<String> AFTER = List.of("cvs", "svn", "git", "hg", "p");

  private static final int NUMBER = 0;
  private static final int LETTER = 1;
  private static final int SUFFIX = 2;
  private static final int SUFFIX_NUMBER = 3;
  private static final int REVISION = 4;
  private static final int OTHER = 5;
  private static final int END = 6;
  private static final Part LAST = new Part(END, 0, "");

  /**
   * A part of a version.
   *
   * @param rank weight of a suffix, minus the zeros that a fraction starts with
   */
  private record Part(int kind, int rank, String text) {}

  @Override
  public int compare(String one, String other) {
    List<Part> a = parts(one);
    List<Part> b = parts(other);
    for (int i = 0; ; i++) {
      Part p = i < a.size() ? a.get(i) : LAST;
      Part q = i < b.size() ? b.get(i) : LAST;
      if (p.kind != q.kind) {
        if (p.kind == SUFFIX && p.rank < 0) {
          return -1;
        }
        if (q.kind == SUFFIX && q.rank < 0) {
          return 1;
        }
        // the more a version goes into detail, the later it is
        return Integer.compare(q.kind, p.kind);
      }
      if (p.kind == END) {
        return 0;
      }
      int byRank = Integer.compare(p.rank, q.rank);
      int byText =
          p.kind == LETTER || p.kind == OTHER
              ? Integer.signum(p.text.compareTo(q.text))
              : compareDigits(p.text, q.text);
      if (byRank != 0 || byText != 0) {
        return byRank != 0 ? byRank : byText;
      }
    }
  }

  private static List<Part> parts(String version) {
    List<Part> parts = new ArrayList<>();
    int at = digitsEnd(version, 0);
    parts.add(new Part(NUMBER, 0, version.substring(0, at)));
    while (at < version.length()) {
      char c = version.charAt(at);
      int end = digitsEnd(version, at + 1);
      if (c == '.' && end > at + 1) {
        int zeros = at + 1;
        while (zeros < end && version.charAt(zeros) == '0') {
          zeros++;
        }
        parts.add(new Part(NUMBER, at + 1 - zeros, version.substring(at + 1, end)));
      } else if (isLetter(c) && parts.get(parts.size() - 1).kind == NUMBER) {
        end = at + 1;
        parts.add(new Part(LETTER, 0, version.substring(at, end)));
      } else if (c == '_') {
        end = at + 1;
        while (end < version.length() && isLetter(version.charAt(end))) {
          end++;
        }
        parts.add(suffix(version.substring(at + 1, end)));
        if (end < version.length() && isDigit(version.charAt(end))) {
          int number = digitsEnd(version, end);
          parts.add(new Part(SUFFIX_NUMBER, 0, version.substring(end, number)));
          end = number;
        }
      } else if (c == '-' && version.startsWith("r", at + 1)) {
        end = digitsEnd(version, at + 2);
        parts.add(new Part(REVISION, 0, version.substring(at + 2, end)));
      } else {
        end = version.length();
        parts.add(new Part(OTHER, 0, version.substring(at)));
      }
      at = end;
    }
    return parts;
  }

  private static Part suffix(String name) {
    int before = BEFORE.indexOf(name);
    int after = AFTER.indexOf(name);
    return before >= 0
        ? new Part(SUFFIX, before - BEFORE.size(), "")
        : new Part(SUFFIX, after >= 0 ? after : AFTER.size(), "");
  }
}
