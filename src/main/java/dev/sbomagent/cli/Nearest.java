package dev.sbomagent.cli;

import java.util.List;
import java.util.Optional;

/** Finds the word somebody probably meant. */
final class Nearest {
  private Nearest() {}

  /**
   * The candidate with the fewest edits, if that is at most a third of the word, and at least two.
   */
  static Optional<String> of(String word, List<String> candidates) {
    int limit = Math.max(2, word.length() / 3);
    Optional<String> best = Optional.empty();
    for (String candidate : candidates) {
      int edits = edits(word, candidate);
      if (edits <= limit) {
        limit = edits - 1;
        best = Optional.of(candidate);
      }
    }
    return best;
  }

  /** Levenshtein's distance. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
