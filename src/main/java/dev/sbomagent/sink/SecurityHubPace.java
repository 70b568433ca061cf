package dev.sbomagent.sink;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * When findings may be sent. All machines of an account share 10 requests a second (Security Hub
 * API Reference, BatchImportFindings), and what drifts drifts on all of them at once.
 */
final class SecurityHubPace {
  /** Between two requests of this machine, but for what is critical. */
  static final Duration BETWEEN = Duration.ofMinutes(1);

  private static final Duration SPREAD = Duration.ofMinutes(5);
  private static final Duration SPREAD_CRITICAL = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(4);

  private final RandomGenerator random;
  private int throttled;

  SecurityHubPace(RandomGenerator random) {
    this.random = random;
  }

  /**
   * How long to wait before these are sent, zero for now. One that may go takes the others along:
   * that costs nothing.
   */
  Duration wait(List<Event> events, Instant lastRequest, Instant now) {
    Duration wait = SPREAD;
    boolean critical = false;
    for (Event event : events) {
      critical |= isCritical(event);
      wait = min(wait, left(event.time(), spread(event), now));
    }
    return critical ? wait : max(wait, left(lastRequest, BETWEEN, now));
  }

  /** What is left of a time; nothing when it has yet to begin: then the clock was set back. */
  private static Duration left(Instant from, Duration time, Instant now) {
    return from.isAfter(now)
        ? Duration.ZERO
        : max(Duration.between(now, from.plus(time)), Duration.ZERO);
  }

  /**
   * The event's own delay: drawn from its id, so that neither another attempt nor another process
   * draws again.
   */
  static Duration spread(Event event) {
    Duration spread = isCritical(event) ? SPREAD_CRITICAL : SPREAD;
    return Duration.ofMillis(
        new SplittableRandom(event.id().hashCode()).nextLong(spread.toMillis() + 1));
  }

  private static boolean isCritical(Event event) {
    return event.severity() == Severity.CRITICAL;
  }

  /** How long to wait after having been throttled once more: anything up to twice as long. */
  Duration throttled() {
    long longest = FIRST_PAUSE.toMillis() << Math.min(throttled++, 10);
    return Duration.ofMillis(random.nextLong(Math.min(longest, LONGEST_PAUSE.toMillis()) + 1));
  }

  /** A request was accepted. */
  void accepted() {
    throttled = 0;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
