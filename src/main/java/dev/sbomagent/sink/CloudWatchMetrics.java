package dev.sbomagent.sink;

import dev.sbomagent.json.JsonValue;
import dev.sbomagent.json.JsonWriter;
import dev.sbomagent.report.Event;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Metrics that CloudWatch makes of a heartbeat by itself (CloudWatch User Guide, "Specification:
 * Embedded metric format"). One dimension of few values: every other would be a custom metric of
 * its own for each machine.
 */
final class CloudWatchMetrics {
  private static final String NAMESPACE = "SbomAgent";
  private static final String DIMENSION = "Fleet";

  private CloudWatchMetrics() {}

  /**
   * Appends the members to the heartbeat's object. Numbers that it does not tell are left out.
   *
   * @param fleet no name, no dimension: CloudWatch refuses an empty one
   */
  static void append(JsonWriter out, Event heartbeat, String fleet) throws IOException {
    Map<String, Long> values = values(heartbeat.detail());
    out.object(
        "_aws",
        () -> {
          out.field("Timestamp", heartbeat.time().toEpochMilli());
          out.array("CloudWatchMetrics", () -> out.object(() -> directive(out, fleet, values)));
        });
    if (!fleet.isEmpty()) {
      out.field(DIMENSION, fleet);
    }
    for (Map.Entry<String, Long> value : values.entrySet()) {
      out.field(value.getKey(), value.getValue());
    }
  }

  private static Map<String, Long> values(JsonValue.Obj detail) {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("Heartbeat", 1L);
    number(detail, "drift", "open").ifPresent(n -> values.put("DriftOpen", n));
    number(detail, "queue", "pending").ifPresent(n -> values.put("QueueDepth", n));
    number(detail, "queue", "dropped").ifPresent(n -> values.put("Dropped", n));
    number(detail, "check", "duration_ms").ifPresent(n -> values.put("CheckDurationMs", n));
    return values;
  }

  private static Optional<Long> number(JsonValue.Obj detail, String object, String field) {
    if (detail.field(object).orElse(null) instanceof JsonValue.Obj inner
        && inner.field(field).orElse(null) instanceof JsonValue.Literal number) {
      try {
        return Optional.of(Long.parseLong(number.text()));
      } catch (NumberFormatException none) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static void directive(JsonWriter out, String fleet, Map<String, Long> values)
      throws IOException {
    out.field("Namespace", NAMESPACE);
    List<JsonValue> dimensions =
        fleet.isEmpty() ? List.of() : List.of(new JsonValue.Str(DIMENSION));
    // a list of sets of dimensions, which JsonWriter has no method for
    out.field("Dimensions", new JsonValue.Arr(List.of(new JsonValue.Arr(dimensions))));
    out.array(
        "Metrics",
        () -> {
          for (String name : values.keySet()) {
            out.object(
                () ->
                    out.field("Name", name)
                        .field("Unit", name.endsWith("Ms") ? "Milliseconds" : "Count"));
          }
        });
  }
}
