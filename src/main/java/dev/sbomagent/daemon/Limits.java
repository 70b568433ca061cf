package dev.sbomagent.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the daemon allows itself. Above it checks are made more seldom, and file contents are not
 * compared; no check is left out. For one thread.
 */
final class Limits {
  private static final int STRETCH = 4;
  private static final Duration SELDOM = Duration.ofHours(4);

  private final long began;
  private Allowance cpu;
  private long memoryBytes;

  Limits(Pace pace, long nanos) {
    this.began = nanos;
    this.cpu = new Allowance(pace.cpuPercent(), nanos, SelfCost.cpuMillis());
    this.memoryBytes = pace.memoryBytes();
  }

  void change(Pace pace) {
    cpu = new Allowance(pace.cpuPercent(), System.nanoTime(), SelfCost.cpuMillis());
    memoryBytes = pace.memoryBytes();
  }

  /** Looks at what was used. */
  void account() {
    cpu.account(System.nanoTime(), SelfCost.cpuMillis());
  }

  boolean isExceeded() {
    return !exceeded().isEmpty();
  }

  /** Which limits are exceeded, in words. */
  List<String> exceeded() {
    List<String> all = new ArrayList<>();
    if (cpu.isExceeded()) {
      all.add("more CPU than allowed: checks are made more seldom, files are not swept");
    }
    long resident = SelfCost.residentBytes();
    if (resident > memoryBytes) {
      all.add("more memory than allowed: " + resident + " bytes");
    }
    return all;
  }

  /** The interval, longer while too much is used. */
  Duration stretched(Duration interval) {
    if (!cpu.isExceeded() || interval.compareTo(SELDOM) >= 0) {
      return interval;
    }
    Duration longer = interval.multipliedBy(STRETCH);
    return longer.compareTo(SELDOM) < 0 ? longer : SELDOM;
  }

  Heartbeat.Cost cost() {
    return new Heartbeat.Cost(
        SelfCost.cpuMillis(),
        SelfCost.residentBytes(),
        Duration.ofNanos(System.nanoTime() - began));
  }
}
