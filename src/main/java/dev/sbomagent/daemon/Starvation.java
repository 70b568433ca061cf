package dev.sbomagent.daemon;

import dev.sbomagent.daemon.Impairment.Kind;
import java.time.Duration;
import java.util.Optional;

/**
 * Notices that the daemon gets too little of the machine: it wakes late, or a check takes long
 * though it needs little. Said again at most once an hour. For one thread.
 */
final class Starvation {
  private static final Duration LATE = Duration.ofMinutes(1);
  private static final long PAUSE_NANOS = Duration.ofHours(1).toNanos();

  private boolean said;
  private long saidAt;

  /**
   * Judges a piece of work.
   *
   * @param took from its begin to its end
   * @param needed of that, what it would have taken with the machine for itself
   */
  Optional<Impairment> judge(String work, Duration took, Duration needed, long nanos) {
    if (took.minus(needed).compareTo(LATE) < 0 || (said && nanos - saidAt < PAUSE_NANOS)) {
      return Optional.empty();
    }
    said = true;
    saidAt = nanos;
    return Optional.of(
        new Impairment(
            Kind.STARVED,
            work
                + " took "
                + took.toSeconds()
                + " s, "
                + Math.max(0, needed.toSeconds())
                + " s would do"));
  }
}
