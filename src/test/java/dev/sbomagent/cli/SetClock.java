package dev.sbomagent.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day, which can be set, and the time that only counts on, which can be passed. */
final class SetClock extends Clock {
  private volatile Duration off = Duration.ZERO;
  private volatile long passed;

  /** Somebody sets the clock; no time passes. */
  synchronized void set(Duration by) {
    off = off.plus(by);
  }

  /** So much time passes at once. */
  synchronized void pass(Duration time) {
    off = off.plus(time);
    passed += time.toNanos();
  }

  /** Only counts on. */
  long nanos() {
    return System.nanoTime() + passed;
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(off);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
