package dev.sbomagent.component;

import static dev.sbomagent.component.VersionOrder.compareDigits;
import static dev.sbomagent.component.VersionOrder.isDigit;
import static dev.sbomagent.component.VersionOrder.isNumber;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Maven's version order (POM reference, "Version Order Specification"): tokens between dots, dashes
 * and changes from digits to letters; trailing empty values are dropped; a missing token is the
 * empty value of the other's kind.
 */
final class MavenOrder implements Comparator<String> {
  private static final List<String> QUALIFIERS =
      List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");

  /**
   * A token and what stands before it.
   *
   * @param dash whether it starts a new part of the version
   */
  private record Token(boolean dash, String text) {
    boolean isEmptyValue() {
      return text.isEmpty() || (isNumber(text) && compareDigits(text, "0") == 0);
    }

    /** {@code .qualifier} and {@code -qualifier} before {@code -number} before {@code .number}. */
    int kind() {
      return !isNumber(text) ? 0 : dash ? 1 : 2;
    }
  }

  @Override
  public int compare(String one, String other) {
    List<Token> a = tokens(one);
    List<Token> b = tokens(other);
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      Token p = i < a.size() ? a.get(i) : missing(b.get(i));
      Token q = i < b.size() ? b.get(i) : missing(a.get(i));
      int order = Integer.compare(p.kind(), q.kind());
      if (order == 0) {
        order = p.kind() == 0 ? qualifiers(p.text, q.text) : compareDigits(p.text, q.text);
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Token missing(Token like) {
    return new Token(like.dash, isNumber(like.text) ? "0" : "");
  }

  private static int qualifiers(String a, String b) {
    int knownA = QUALIFIERS.indexOf(a);
    int knownB = QUALIFIERS.indexOf(b);
    if (knownA >= 0 && knownB >= 0) {
      return Integer.compare(knownA, knownB);
    }
    if (knownA >= 0 || knownB >= 0) {
      return knownA >= 0 ? -1 : 1;
    }
    return Integer.signum(a.compareTo(b));
  }

  private static List<Token> tokens(String version) {
    String text = version.toLowerCase(Locale.ROOT);
    List<Token> tokens = new ArrayList<>();
    boolean dash = false;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean end = i == text.length();
      char c = end ? '.' : text.charAt(i);
      boolean separator = c == '.' || c == '-' || c == '_';
      boolean change = !end && !separator && i > from && isDigit(c) != isDigit(text.charAt(i - 1));
      if (separator || change) {
        String token = text.substring(from, i);
        boolean beforeDigit = change && isDigit(c);
        if (c == '-' || change) {
          add(tokens, new Token(dash, word(token, beforeDigit)), true);
        } else {
          add(tokens, new Token(dash, word(token, false)), false);
        }
        dash = c == '-' || change;
        from = separator ? i + 1 : i;
      }
    }
    trim(tokens);
    return tokens;
  }

  private static void add(List<Token> tokens, Token token, boolean endsPart) {
    // nothing between two separators is a zero
    tokens.add(token);
    if (endsPart) {
      trim(tokens);
    }
  }

  private static void trim(List<Token> tokens) {
    while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isEmptyValue()) {
      tokens.remove(tokens.size() - 1);
    }
  }

  private static String word(String token, boolean beforeDigit) {
    return switch (token) {
      case "" -> "0";
      case "ga", "final", "release" -> "";
      case "cr" -> "rc";
      case "a" -> beforeDigit ? "alpha" : token;
      case "b" -> beforeDigit ? "beta" : token;
      case "m" -> beforeDigit ? "milestone" : token;
      default -> token;
    };
  }
}
