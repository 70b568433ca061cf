package dev.sbomagent.daemon;

import dev.sbomagent.outbox.SinkStatus;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.Report;
import dev.sbomagent.report.Sink;
import dev.sbomagent.report.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together how the daemon is. */
public final class StatusReport {
  private StatusReport() {}

  /**
   * The status.
   *
   * @param process of the daemon
   * @param nextCheck when the next check is due
   */
  static Status of(
      Origin process,
      Status.State doing,
      Instant now,
      Instant nextCheck,
      @Nullable Report last,
      State state,
      Event.@Nullable Golden golden,
      List<Status.Destination> sinks,
      Status.Queue queue,
      Heartbeat.Cost cost,
      List<String> degraded) {
    List<Status.OpenCondition> conditions = new ArrayList<>();
    for (Open open : state.open().values()) {
      conditions.add(
          new Status.OpenCondition(open.uid(), open.severity(), open.since(), open.message()));
    }
    return new Status(
        process.pid,
        process.startTicks,
        process.startedAt,
        now,
        doing,
        last == null ? null : lastCheck(last),
        nextCheck,
        state.swept(),
        golden,
        conditions,
        queue,
        sinks,
        new Status.Cost(
            Duration.ofMillis(cost.cpuMillis()), cost.residentBytes(), process.startedAt),
        degraded);
  }

  /** The daemon's process, see {@link Status}. */
  record Origin(long pid, long startTicks, Instant startedAt) {}

  private static Status.LastCheck lastCheck(Report last) {
    Report.Explanation why = last.reason();
    return new Status.LastCheck(
        last.startedAt(),
        last.verdict(),
        why == null ? null : why.code(),
        last.duration(),
        last.findings().size(),
        last.driftDigest());
  }

  /** How a sink is, as the files tell. */
  public static Status.Destination destination(SinkStatus sink, Sink.Guarantee guarantee) {
    return new Status.Destination(
        sink.name(),
        guarantee,
        sink.pending(),
        sink.oldest().orElse(null),
        sink.delivered().orElse(null),
        sink.failures() > 0 ? sink.error().orElse(null) : null,
        sink.retry().orElse(null),
        sink.refused());
  }
}
