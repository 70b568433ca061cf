package dev.sbomagent.report;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A status as JSON, and back: what is written parses to the same status. */
public final class StatusJson {
  public static final String SCHEMA = "sbom-agent/status/1";

  /** No status is larger: whoever writes one keeps to it. */
  public static final int MAX_BYTES = 1 << 20;

  private StatusJson() {}

  /** Writes the status as a document on one line. */
  public static void line(Status status, OutputStream out) throws IOException {
    JsonWriter json = JsonWriter.compact(out);
    json.object(() -> write(json, status)).line().flush();
  }

  /** Writes the status as a field of something larger. */
  public static void field(JsonWriter out, String name, Status status) throws IOException {
    out.object(name, () -> write(out, status));
  }

  /** Writes sinks as a field of something larger, as they are in a status. */
  public static void sinks(JsonWriter out, List<Status.Destination> sinks) throws IOException {
    out.array(
        "sinks",
        () -> {
          for (Status.Destination sink : sinks) {
            out.object(() -> write(out, sink));
          }
        });
  }

  /**
   * The status of a document; fields that are not known here are left out.
   *
   * @throws JsonException when it is none, or larger than {@link #MAX_BYTES}
   */
  public static Status parse(byte[] document) throws JsonException {
    Fields fields = Fields.parse(document, JsonLimits.ofBytes(MAX_BYTES));
    if (!fields.text("schema").equals(SCHEMA)) {
      throw Fields.wrong("schema");
    }
    List<Status.OpenCondition> conditions = new ArrayList<>();
    for (Fields one : fields.objects("conditions")) {
      conditions.add(
          new Status.OpenCondition(
              one.text("uid"), severity(one), one.time("since"), one.text("message")));
    }
    List<Status.Destination> sinks = new ArrayList<>();
    for (Fields one : fields.objects("sinks")) {
      sinks.add(sink(one));
    }
    return new Status(
        fields.number("pid"),
        fields.number("start_ticks"),
        fields.time("started_at"),
        fields.time("written_at"),
        fields.known("state", Status.State::of),
        lastCheck(fields),
        fields.optionalTime("next_check_at"),
        fields.optionalTime("last_sweep_at"),
        golden(fields),
        conditions,
        queue(fields.object("outbox")),
        sinks,
        cost(fields.object("cost")),
        fields.texts("degraded"));
  }

  private static void write(JsonWriter out, Status status) throws IOException {
    out.field("schema", SCHEMA)
        .field("pid", status.pid())
        .field("start_ticks", status.startTicks())
        .field("started_at", status.startedAt().toString())
        .field("written_at", status.writtenAt().toString())
        .field("state", status.state().label());
    Status.LastCheck check = status.lastCheck();
    if (check != null) {
      out.object(
          "last_check",
          () ->
              out.field("at", check.at().toString())
                  .field("verdict", check.verdict().label())
                  .field("reason", check.reason())
                  .field("duration_ms", check.duration().toMillis())
                  .field("findings", check.findings())
                  .field("driftDigest", check.driftDigest()));
    }
    out.field("next_check_at", text(status.nextCheckAt()));
    out.field("last_sweep_at", text(status.lastSweepAt()));
    Event.Golden golden = status.golden();
    if (golden != null) {
      out.object(
          "golden",
          () ->
              out.field("path", golden.path())
                  .field("sha256", golden.sha256())
                  .field("keyId", golden.keyId()));
    }
    out.array(
        "conditions",
        () -> {
          for (Status.OpenCondition condition : status.conditions()) {
            out.object(() -> write(out, condition));
          }
        });
    Status.Queue outbox = status.outbox();
    out.object(
        "outbox",
        () ->
            out.field("records", outbox.records())
                .field("bytes", outbox.bytes())
                .field("oldest_at", text(outbox.oldestAt()))
                .field("dropped", outbox.dropped()));
    sinks(out, status.sinks());
    Status.Cost cost = status.cost();
    out.object(
        "cost",
        () ->
            out.field("cpu_ms", cost.cpu().toMillis())
                .field("rss_bytes", cost.residentBytes())
                .field("since", cost.since().toString()));
    out.strings("degraded", status.degraded());
  }

  private static void write(JsonWriter out, Status.OpenCondition condition) throws IOException {
    Severity severity = condition.severity();
    out.field("uid", condition.uid())
        .field("severity", severity == null ? "info" : severity.label())
        .field("since", condition.since().toString())
        .field("message", condition.message());
  }

  private static void write(JsonWriter out, Status.Destination sink) throws IOException {
    out.field("name", sink.name())
        .field("guarantee", word(sink.guarantee()))
        .field("pending", sink.pending())
        .field("oldest_at", text(sink.oldestAt()))
        .field("last_delivered_at", text(sink.lastDeliveredAt()))
        .field("error", sink.error())
        .field("retry_at", text(sink.retryAt()))
        .field("dead", sink.dead());
  }

  private static Status.Destination sink(Fields fields) throws JsonException {
    return new Status.Destination(
        fields.text("name"),
        fields.known("guarantee", StatusJson::guarantee),
        fields.number("pending"),
        fields.optionalTime("oldest_at"),
        fields.optionalTime("last_delivered_at"),
        fields.optional("error"),
        fields.optionalTime("retry_at"),
        fields.number("dead"));
  }

  private static Status.@Nullable LastCheck lastCheck(Fields status) throws JsonException {
    if (!status.has("last_check")) {
      return null;
    }
    Fields fields = status.object("last_check");
    return new Status.LastCheck(
        fields.time("at"),
        fields.known("verdict", StatusJson::verdict),
        fields.optional("reason"),
        Duration.ofMillis(fields.number("duration_ms")),
        fields.number("findings"),
        fields.optional("driftDigest"));
  }

  private static Event.@Nullable Golden golden(Fields status) throws JsonException {
    if (!status.has("golden")) {
      return null;
    }
    Fields fields = status.object("golden");
    return new Event.Golden(
        fields.text("path"), fields.optional("sha256"), fields.optional("keyId"));
  }

  private static Status.Queue queue(Fields fields) throws JsonException {
    return new Status.Queue(
        fields.number("records"),
        fields.number("bytes"),
        fields.optionalTime("oldest_at"),
        fields.number("dropped"));
  }

  private static Status.Cost cost(Fields fields) throws JsonException {
    return new Status.Cost(
        Duration.ofMillis(fields.number("cpu_ms")),
        fields.number("rss_bytes"),
        fields.time("since"));
  }

  private static @Nullable Severity severity(Fields fields) throws JsonException {
    return fields.text("severity").equals("info") ? null : fields.known("severity", Severity::of);
  }

  private static Optional<Verdict> verdict(String label) {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.label().equals(label)) {
        return Optional.of(verdict);
      }
    }
    return Optional.empty();
  }

  private static String word(Sink.Guarantee guarantee) {
    return switch (guarantee) {
      case ACKNOWLEDGED -> "acknowledged";
      case BEST_EFFORT -> "best-effort";
    };
  }

  private static Optional<Sink.Guarantee> guarantee(String word) {
    for (Sink.Guarantee guarantee : Sink.Guarantee.values()) {
      if (word(guarantee).equals(word)) {
        return Optional.of(guarantee);
      }
    }
    return Optional.empty();
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
