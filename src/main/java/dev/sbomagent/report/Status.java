package dev.sbomagent.report;

import dev.sbomagent.report.Event.Golden;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the daemon is, as it leaves it for whoever asks: {@code status.json} in its runtime folder,
 * schema {@code sbom-agent/status/1}, see {@link StatusJson}.
 *
 * @param pid of the daemon
 * @param startTicks when that process started, in clock ticks since boot, field 22 of
 *     proc_pid_stat(5): a process that got the number later has another
 * @param startedAt when the daemon started
 * @param writtenAt when this was written
 * @param lastCheck null before the first
 * @param nextCheckAt null when none is due
 * @param lastSweepAt when files were last compared; null when never
 * @param golden the golden in force; null when none is known
 * @param conditions what is open
 * @param degraded why the daemon is not what it should be, in words; empty when all is well
 */
public record Status(
    long pid,
    long startTicks,
    Instant startedAt,
    Instant writtenAt,
    State state,
    @Nullable LastCheck lastCheck,
    @Nullable Instant nextCheckAt,
    @Nullable Instant lastSweepAt,
    @Nullable Golden golden,
    List<OpenCondition> conditions,
    Queue outbox,
    List<Destination> sinks,
    Cost cost,
    List<String> degraded) {
  /** What the daemon does. */
  public enum State {
    STARTING,
    CHECKING,
    IDLE,
    STOPPING;

    /** The name in every output. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state of this label. */
    public static Optional<State> of(String label) {
      for (State state : values()) {
        if (state.label().equals(label)) {
          return Optional.of(state);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * The newest check that ended.
   *
   * @param at when it began
   * @param reason code of the contract; null when there is none
   * @param driftDigest null when nothing was compared
   */
  public record LastCheck(
      Instant at,
      Verdict verdict,
      @Nullable String reason,
      Duration duration,
      long findings,
      @Nullable String driftDigest) {}

  /** A condition that is open; severity null for what is only information. */
  public record OpenCondition(
      String uid, @Nullable Severity severity, Instant since, String message) {}

  /**
   * What is accepted and not yet delivered everywhere.
   *
   * @param oldestAt null when nothing waits
   * @param dropped events given up, ever
   */
  public record Queue(long records, long bytes, @Nullable Instant oldestAt, long dropped) {}

  /**
   * One sink.
   *
   * @param pending events it does not have yet
   * @param oldestAt of these; null when there are none
   * @param lastDeliveredAt null when it never had one
   * @param error why the last delivery failed; null when it did not
   * @param retryAt when it is tried again; null when nothing failed, and nothing waits for its turn
   * @param dead events that it refused for good, ever
   */
  public record Destination(
      String name,
      Sink.Guarantee guarantee,
      long pending,
      @Nullable Instant oldestAt,
      @Nullable Instant lastDeliveredAt,
      @Nullable String error,
      @Nullable Instant retryAt,
      long dead) {}

  /** What the daemon cost: CPU time since then, resident memory now. */
  public record Cost(Duration cpu, long residentBytes, Instant since) {}

  public Status {
    conditions = List.copyOf(conditions);
    sinks = List.copyOf(sinks);
    degraded = List.copyOf(degraded);
  }

  /** The same with other sinks. */
  public Status withSinks(List<Destination> others) {
    return new Status(
        pid,
        startTicks,
        startedAt,
        writtenAt,
        state,
        lastCheck,
        nextCheckAt,
        lastSweepAt,
        golden,
        conditions,
        outbox,
        others,
        cost,
        degraded);
  }
}
