package dev.sbomagent.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the daemon allows itself. Above it checks are made more seldom, and file contents are not
 * compared; no check is left out. For one thread.
 */
final class Limits {
  private static final int STRETCH = 4;
  private static final Duration SELDOM = Duration.ofHours(4);
  private static final String THEN = ": checks are made more seldom, files are not swept";

  /**
   * What the process has used.
   *
   * @param nanos when, by a clock that only counts on
   * @param cpuMillis since it began
   * @param residentBytes at this time
   */
  record Usage(long nanos, long cpuMillis, long residentBytes) {}

  private final Supplier<Usage> meter;
  private final Usage first;
  private Allowance cpu;
  private long memoryBytes;

  Limits(Pace pace, Supplier<Usage> meter) {
    this.meter = meter;
    this.first = meter.get();
    this.cpu = new Allowance(pace.cpuPercent(), first.nanos, first.cpuMillis);
    this.memoryBytes = pace.memoryBytes();
  }

  void change(Pace pace) {
    Usage now = meter.get();
    cpu = new Allowance(pace.cpuPercent(), now.nanos, now.cpuMillis);
    memoryBytes = pace.memoryBytes();
  }

  /** Looks at what was used. */
  void account() {
    Usage now = meter.get();
    cpu.account(now.nanos, now.cpuMillis);
  }

  boolean isExceeded() {
    return !exceeded().isEmpty();
  }

  /** Which limits are exceeded, in words. */
  List<String> exceeded() {
    List<String> all = new ArrayList<>();
    if (cpu.isExceeded()) {
      all.add("more CPU than allowed" + THEN);
    }
    long resident = meter.get().residentBytes;
    if (resident > memoryBytes) {
      all.add("more memory than allowed, " + resident + " bytes" + THEN);
    }
    return all;
  }

  /** The interval, longer while too much is used. */
  Duration stretched(Duration interval) {
    if (!isExceeded() || interval.compareTo(SELDOM) >= 0) {
      return interval;
    }
    Duration longer = interval.multipliedBy(STRETCH);
    return longer.compareTo(SELDOM) < 0 ? longer : SELDOM;
  }

  Heartbeat.Cost cost() {
    Usage now = meter.get();
    return new Heartbeat.Cost(
        now.cpuMillis, now.residentBytes, Duration.ofNanos(now.nanos - first.nanos));
  }
}
