package dev.sbomagent.outbox;

import java.util.Locale;
import java.util.Optional;

/**
 * What the outbox gave up for one reason, to stay within its bounds.
 *
 * @param count how many records
 * @param first number of the first of them
 * @param last number of the last of them
 */
public record Drop(Reason reason, long count, long first, long last) {
  /** Why, in the order in which things are given up. */
  public enum Reason {
    /** Too old. */
    AGE,
    /** No room: the listed changes; the event itself stays. */
    DETAIL,
    /** No room: a heartbeat. */
    HEARTBEAT,
    /** No room: a reminder of what is still open. */
    REMINDER,
    /** No room: an opened or changed condition that has changed since. */
    SUPERSEDED,
    /** No room: whatever was oldest. */
    SIZE;

    /** The name in every output. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Reason> of(String label) {
      for (Reason reason : values()) {
        if (reason.label().equals(label)) {
          return Optional.of(reason);
        }
      }
      return Optional.empty();
    }
  }
}
