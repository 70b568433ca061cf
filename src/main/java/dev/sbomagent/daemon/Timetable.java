package dev.sbomagent.daemon;

import java.time.Duration;

/**
 * When what is due, by a clock that only counts on: a change of the wall clock moves nothing. For
 * one thread.
 */
final class Timetable {
  /** The rounds of a day. */
  enum Round {
    CHECK,
    HEARTBEAT,
    SWEEP,
    FULL_WALK
  }

  private final long[] due = new long[Round.values().length];

  /** Everything is due now but for what is put off. */
  Timetable(long nanos) {
    java.util.Arrays.fill(due, nanos);
  }

  boolean isDue(Round round, long nanos) {
    return due[round.ordinal()] - nanos <= 0;
  }

  /** The round is due so long from now. */
  void put(Round round, long nanos, Duration in) {
    due[round.ordinal()] = nanos + in.toNanos();
  }

  /** How long until the first of these is due. */
  Duration next(long nanos, Round... rounds) {
    long least = Long.MAX_VALUE;
    for (Round round : rounds) {
      least = Math.min(least, Math.max(0, due[round.ordinal()] - nanos));
    }
    return Duration.ofNanos(least);
  }
}
