package dev.sbomagent.cli;

import java.time.Duration;
import java.time.Instant;

/** Instants as an operator thinks of them: how long ago, or in how long. */
final class Ago {
  private Ago() {}

  /** {@code 12 min ago}, {@code in 5 s}, in the unit that leaves at least two of it. */
  static String text(Instant instant, Instant now) {
    Duration ago = Duration.between(instant, now);
    String length = text(ago.abs());
    return ago.isNegative() ? "in " + length : length + " ago";
  }

  static String text(Duration length) {
    if (length.toDays() >= 2) {
      return length.toDays() + " days";
    }
    if (length.toHours() >= 2) {
      return length.toHours() + " h";
    }
    return length.toMinutes() >= 2 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }
}
