package dev.sbomagent.cli;

import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Verdict;

/**
 * Colours (ECMA-48 SGR) where they are wanted, and the width there is.
 *
 * @param columns 0 when unknown: then nothing is cut
 */
record Style(boolean color, int columns) {
  String bold(String text) {
    return paint("1", text);
  }

  String dim(String text) {
    return paint("2", text);
  }

  String verdict(Verdict verdict, String text) {
    return switch (verdict) {
      case IN_SYNC -> paint("1;32", text);
      case DRIFTED, UNTRUSTED -> paint("1;31", text);
      case INCONCLUSIVE -> paint("1;33", text);
    };
  }

  String severity(Severity severity, String text) {
    return switch (severity) {
      case LOW -> dim(text);
      case MEDIUM -> text;
      case HIGH -> paint("31", text);
      case CRITICAL -> paint("1;31", text);
    };
  }

  /** The text, cut in the middle when it is longer than {@code width}. */
  static String fit(String text, int width) {
    if (width < 8 || text.length() <= width) {
      return text;
    }
    int head = (width - 1) / 2;
    return text.substring(0, head) + "…" + text.substring(text.length() - (width - 1 - head));
  }

  /** The text by these parameters of SGR. */
  String paint(String code, String text) {
    return color ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
