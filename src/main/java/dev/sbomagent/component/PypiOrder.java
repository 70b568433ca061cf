package dev.sbomagent.component;

import static dev.sbomagent.component.VersionOrder.compareDigits;
import static dev.sbomagent.component.VersionOrder.digitsEnd;
import static dev.sbomagent.component.VersionOrder.isDigit;
import static dev.sbomagent.component.VersionOrder.isNumber;

import java.util.Comparator;
import java.util.Locale;

/**
 * PEP 440: {@code [N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]}, in all spellings that the PEP
 * normalises. What is no such version comes before all that are, in the order of its characters.
 */
final class PypiOrder implements Comparator<String> {
  /** Before, at and after a part that is not stated. */
  private static final int BEFORE = -1;

  private static final int AFTER = 9;

  /** A version taken apart; ranks order the kinds, numbers within one kind. */
  private static final class Parts {
    final String text;
    boolean valid = true;
    String epoch = "";
    String release = "";
    int preRank = AFTER;
    String pre = "";
    boolean hasPost;
    String post = "";
    boolean hasDev;
    String dev = "";
    String local = "";
    private int at;

    Parts(String version) {
      text = version.strip().toLowerCase(Locale.ROOT).replace('_', '-');
      at = text.startsWith("v") ? 1 : 0;
      int end = digitsEnd(text, at);
      if (text.startsWith("!", end)) {
        epoch = text.substring(at, end);
        at = end + 1;
      }
      release();
      pre();
      post();
      if (word("dev")) {
        hasDev = true;
        dev = number();
      }
      if (text.startsWith("+", at)) {
        local = text.substring(at + 1).replace('-', '.');
        at = text.length();
      }
      valid &= at == text.length();
      if (preRank == AFTER && !hasPost && hasDev) {
        // 1.0.dev1 comes before 1.0a1
        preRank = BEFORE;
      }
    }

    private void release() {
      int from = at;
      int end = digitsEnd(text, at);
      valid = end > at;
      while (end < text.length() - 1 && text.charAt(end) == '.' && isDigit(text.charAt(end + 1))) {
        end = digitsEnd(text, end + 1);
      }
      release = text.substring(from, end);
      at = end;
    }

    private void pre() {
      String[] words = {"alpha", "a", "beta", "b", "preview", "pre", "rc", "c"};
      int[] ranks = {0, 0, 1, 1, 2, 2, 2, 2};
      for (int i = 0; i < words.length && preRank == AFTER; i++) {
        if (word(words[i])) {
          preRank = ranks[i];
          pre = number();
        }
      }
    }

    private void post() {
      if (word("post") || word("rev") || word("r")) {
        hasPost = true;
        post = number();
      } else if (text.startsWith("-", at) && digitsEnd(text, at + 1) > at + 1) {
        hasPost = true;
        at++;
        post = number();
      }
    }

    /** Takes this word with a separator before it and one before the number after it. */
    private boolean word(String word) {
      int start = separator(at);
      if (!text.startsWith(word, start)) {
        return false;
      }
      at = start + word.length();
      int number = separator(at);
      if (digitsEnd(text, number) > number) {
        at = number;
      }
      return true;
    }

    private int separator(int index) {
      return text.startsWith(".", index) || text.startsWith("-", index) ? index + 1 : index;
    }

    private String number() {
      int end = digitsEnd(text, at);
      String number = text.substring(at, end);
      at = end;
      return number;
    }
  }

  @Override
  public int compare(String one, String other) {
    Parts a = new Parts(one);
    Parts b = new Parts(other);
    if (!a.valid || !b.valid) {
      return a.valid == b.valid
          ? Integer.signum(a.text.compareTo(b.text))
          : Boolean.compare(a.valid, b.valid);
    }
    int order = compareDigits(a.epoch, b.epoch);
    order = order != 0 ? order : lists(a.release, b.release);
    order = order != 0 ? order : Integer.compare(a.preRank, b.preRank);
    order = order != 0 ? order : compareDigits(a.pre, b.pre);
    order = order != 0 ? order : Boolean.compare(a.hasPost, b.hasPost);
    order = order != 0 ? order : compareDigits(a.post, b.post);
    order = order != 0 ? order : Boolean.compare(b.hasDev, a.hasDev);
    order = order != 0 ? order : compareDigits(a.dev, b.dev);
    return order != 0 ? order : locals(a.local, b.local);
  }

  private static int lists(String a, String b) {
    String[] p = a.split("\\.", -1);
    String[] q = b.split("\\.", -1);
    for (int i = 0; i < Math.max(p.length, q.length); i++) {
      int order = compareDigits(i < p.length ? p[i] : "", i < q.length ? q[i] : "");
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Local versions: numbers after words, more parts after fewer, any after none. */
  private static int locals(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(!a.isEmpty(), !b.isEmpty());
    }
    String[] p = a.split("\\.", -1);
    String[] q = b.split("\\.", -1);
    for (int i = 0; i < Math.min(p.length, q.length); i++) {
      boolean numberP = isNumber(p[i]);
      boolean numberQ = isNumber(q[i]);
      int order =
          numberP && numberQ ? compareDigits(p[i], q[i]) : Integer.signum(p[i].compareTo(q[i]));
      if (numberP != numberQ) {
        return numberP ? 1 : -1;
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(p.length, q.length);
  }
}
