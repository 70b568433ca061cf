package dev.sbomagent.outbox;

/** Names of records: {@code <20 digits>-<UUID>.record}, sorted as their events. */
final class RecordName {
  private static final int DIGITS = 20;
  private static final int LENGTH = DIGITS + 1 + 36 + ".record".length();

  private RecordName() {}

  static String of(long seq, String id) {
    String digits = Long.toString(seq);
    String name = "0".repeat(DIGITS - digits.length()) + digits + "-" + id + ".record";
    if (seq(name) != seq) {
      throw new IllegalArgumentException("not a record's name: " + name);
    }
    return name;
  }

  /** The number of a record's name; negative of any other name. */
  static long seq(String name) {
    if (name.length() != LENGTH || name.charAt(DIGITS) != '-' || !name.endsWith(".record")) {
      return -1;
    }
    for (int i = DIGITS + 1; i < DIGITS + 37; i++) {
      char c = name.charAt(i);
      if (c != '-' && Character.digit(c, 16) < 0) {
        return -1;
      }
    }
    long seq = 0;
    for (int i = 0; i < DIGITS; i++) {
      int digit = name.charAt(i) - '0';
      // two leading zeros: what is left fits
      if (digit < 0 || digit > 9 || (i < 2 && digit > 0)) {
        return -1;
      }
      seq = seq * 10 + digit;
    }
    return seq;
  }
}
