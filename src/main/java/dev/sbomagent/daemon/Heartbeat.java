package dev.sbomagent.daemon;

import dev.sbomagent.daemon.Announcer.Words;
import dev.sbomagent.drift.CoverageRow;
import dev.sbomagent.outbox.SinkStatus;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a heartbeat says: that the agent is there, what it last saw, and what it costs. */
final class Heartbeat {
  /** More sinks than anybody configures; what a head has room for. */
  private static final int MAX_SINKS = 16;

  private Heartbeat() {}

  /**
   * The words of one.
   *
   * @param degraded what is not as it should be, in words
   */
  static Words of(
      @Nullable Report last,
      State state,
      List<SinkStatus> sinks,
      Cost cost,
      List<String> degraded,
      Instant now) {
    String verdict = last == null ? "not checked yet" : last.verdict().label();
    Detail detail = new Detail();
    if (last != null) {
      detail.put("check", check(last));
    }
    detail.put("drift", drift(state));
    detail.put("swept_at", state.swept());
    detail.put("queue", queue(sinks, state.dropped(), now));
    Detail bySink = new Detail();
    for (SinkStatus sink : sinks.subList(0, Math.min(sinks.size(), MAX_SINKS))) {
      bySink.put(sink.name(), state(sink));
    }
    detail.put("sinks", bySink);
    detail.put("cost", cost.detail());
    detail.put("degraded", degraded);
    return Words.of(
        EventType.HEARTBEAT,
        null,
        verdict + (degraded.isEmpty() ? "" : "; degraded: " + String.join("; ", degraded)),
        detail.value());
  }

  /**
   * What the daemon costs.
   *
   * @param cpuMillis since it began
   */
  record Cost(long cpuMillis, long residentBytes, Duration uptime) {
    Detail detail() {
      return new Detail()
          .put("cpu_ms", cpuMillis)
          .put("rss_bytes", residentBytes)
          .put("uptime_s", uptime.toSeconds());
    }
  }

  private static Detail check(Report last) {
    int components = 0;
    for (CoverageRow row : last.coverage()) {
      components += row.components();
    }
    Report.Explanation why = last.reason();
    return new Detail()
        .put("at", last.startedAt())
        .put("result", last.verdict().label())
        .put("reason", why == null ? null : why.code())
        .put("duration_ms", last.duration().toMillis())
        .put("components", components)
        .put("unverified", last.unverified() == null ? 0 : last.unverified().total())
        .put("excluded", last.excluded().size());
  }

  private static Detail drift(State state) {
    long open = 0;
    List<String> uids = new ArrayList<>();
    for (Map.Entry<Topic, Open> entry : state.open().entrySet()) {
      open += entry.getValue().count();
      uids.add(entry.getValue().uid());
    }
    return new Detail().put("open", open).put("conditions", uids);
  }

  private static Detail queue(List<SinkStatus> sinks, long dropped, Instant now) {
    long pending = 0;
    long oldest = 0;
    for (SinkStatus sink : sinks) {
      pending = Math.max(pending, sink.pending());
      if (sink.oldest().isPresent()) {
        oldest = Math.max(oldest, Duration.between(sink.oldest().get(), now).toSeconds());
      }
    }
    return new Detail()
        .put("pending", pending)
        .put("oldest_s", Math.max(0, oldest))
        .put("dropped", dropped);
  }

  private static String state(SinkStatus sink) {
    String dead = sink.refused() == 0 ? "" : ", " + sink.refused() + " refused";
    if (sink.failures() > 0) {
      return "failing, " + sink.pending() + " waiting" + dead + ": " + sink.error().orElse("");
    }
    return (sink.retry().isPresent() ? "waits its turn, " + sink.pending() + " waiting" : "ok")
        + dead;
  }
}
