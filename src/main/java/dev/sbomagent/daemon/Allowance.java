package dev.sbomagent.daemon;

import java.time.Duration;

/**
 * How much CPU the daemon may still use: a share of one core that adds up for an hour at most. For
 * one thread.
 */
final class Allowance {
  private static final long MILLISECOND = 1_000_000;

  private final long mostNanos;
  private final int percent;
  private long leftNanos;
  private long lastNanos;
  private long lastCpuMillis;

  /** An allowance that is full to begin with: starting costs most. */
  Allowance(int percent, long nanos, long cpuMillis) {
    this.percent = percent;
    this.mostNanos = Duration.ofHours(1).toNanos() / 100 * percent;
    this.leftNanos = mostNanos;
    this.lastNanos = nanos;
    this.lastCpuMillis = cpuMillis;
  }

  /** Takes what was used since the last time off what was earned. */
  void account(long nanos, long cpuMillis) {
    long earned = (nanos - lastNanos) / 100 * percent;
    long used = (cpuMillis - lastCpuMillis) * MILLISECOND;
    leftNanos = Math.min(mostNanos, leftNanos + earned - used);
    lastNanos = nanos;
    lastCpuMillis = cpuMillis;
  }

  /** Whether more was used than there was. */
  boolean isExceeded() {
    return leftNanos < 0;
  }
}
