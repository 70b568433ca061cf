package dev.sbomagent.daemon;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

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
    FULL_WALK,
    REST
  }

  private final Map<Round, Long> due = new EnumMap<>(Round.class);

  /** Everything is due now but for what is put off. */
  Timetable(long nanos) {
    for (Round round : Round.values()) {
      due.put(round, nanos);
    }
  }

  boolean isDue(Round round, long nanos) {
    return left(round, nanos) <= 0;
  }

  /** The round is due so long from now. */
  void put(Round round, long nanos, Duration in) {
    due.put(round, nanos + in.toNanos());
  }

  /** The round is due so long from now, or as it was if that is sooner. */
  void hasten(Round round, long nanos, Duration in) {
    if (left(round, nanos) > in.toNanos()) {
      put(round, nanos, in);
    }
  }

  /** How long until the first of these is due. */
  Duration next(long nanos, Round... rounds) {
    long least = Long.MAX_VALUE;
    for (Round round : rounds) {
      least = Math.min(least, Math.max(0, left(round, nanos)));
    }
    return Duration.ofNanos(least);
  }

  private long left(Round round, long nanos) {
    return due.getOrDefault(round, nanos) - nanos;
  }
}
