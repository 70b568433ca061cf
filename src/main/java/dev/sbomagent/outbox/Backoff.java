package dev.sbomagent.outbox;

import dev.sbomagent.report.Receipt;
import java.time.Duration;
import java.util.Random;

/**
 * How long to wait after a failure: anything up to a ceiling that doubles, so that a fleet does not
 * come back all at once (full jitter: "Exponential Backoff And Jitter", AWS Architecture Blog,
 * 2015).
 *
 * @param first the ceiling after the first failure
 * @param most the highest ceiling
 */
record Backoff(Duration first, Duration most) {
  static Backoff of(Receipt.Fault fault, boolean isRemote) {
    return switch (fault) {
      case OUTAGE -> new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(isRemote ? 10 : 1));
      case THROTTLED -> new Backoff(Duration.ofSeconds(30), Duration.ofHours(4));
      case DENIED -> new Backoff(Duration.ofMinutes(1), Duration.ofHours(6));
      case PACED -> new Backoff(Duration.ZERO, Duration.ZERO);
    };
  }

  /**
   * The pause after so many failures in a row, at least a millisecond.
   *
   * @param failures before this one
   */
  Duration pause(int failures, Random random) {
    long ceiling = first.toMillis();
    for (int i = 0; i < failures && ceiling < most.toMillis(); i++) {
      ceiling *= 2;
    }
    long bound = Math.min(ceiling, most.toMillis());
    return Duration.ofMillis(1 + (long) (random.nextDouble() * bound));
  }
}
