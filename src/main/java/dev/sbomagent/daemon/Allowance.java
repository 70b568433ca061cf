package dev.sbomagent.daemon;

import java.time.Duration;

/**
 * How much CPU the daemon may still use: a share of one core that adds up for an hour at most. For
 * one thread.
 */
final class Allowance {
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final int percent;
  private long millis;
  private long lastNanos;
  private long lastCpuMillis;

  /** An allowance that is full to begin with: starting costs most. */
  Allowance(int percent, long nanos, long cpuMillis) {
    this.percent = percent;
    this.millis = HOUR_MILLIS * percent / 100;
    this.lastNanos = nanos;
    this.lastCpuMillis = cpuMillis;
  }

  /** Takes what was used since the last time off what was earned. */
  void account(long nanos, long cpuMillis) {
    long earned = (nanos - lastNanos) / 1_000_000 * percent / 100;
    millis = Math.min(HOUR_MILLIS * percent / 100, millis + earned - (cpuMillis - lastCpuMillis));
    lastNanos = nanos;
    lastCpuMillis = cpuMillis;
  }

  /** Whether more was used than there was. */
  boolean isExceeded() {
    return millis < 0;
  }
}
