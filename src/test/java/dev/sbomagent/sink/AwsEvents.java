package dev.sbomagent.sink;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Transition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of one machine, one after the other. */
public final class AwsEvents {
  private static final String SHA256 = "ab".repeat(32);

  private long seq;

  /** A condition's transition. */
  Event drift(
      Transition transition,
      String digest,
      @Nullable String replaces,
      Severity severity,
      Instant time) {
    return drift(transition, digest, replaces, severity, time, changes(3));
  }

  Event drift(
      Transition transition,
      String digest,
      @Nullable String replaces,
      Severity severity,
      Instant time,
      List<Change> changes) {
    return event(
        EventType.DRIFT,
        severity,
        time,
        new Event.Condition(
            transition,
            "drift/" + digest,
            replaces == null ? null : "drift/" + replaces,
            time.minusSeconds(transition == Transition.OPENED ? 0 : 60),
            "sha256:" + SHA256),
        null,
        new JsonValue.Obj(Map.of()),
        changes);
  }

  /** Drift that has just opened. */
  public Event opened(String digest, Instant time) {
    return drift(Transition.OPENED, digest, null, Severity.MEDIUM, time);
  }

  Event refusedGolden(String reason, Severity severity, Instant time) {
    return event(
        EventType.VERIFICATION_FAILURE,
        severity,
        time,
        new Event.Condition(Transition.OPENED, "golden/" + reason, null, time, null),
        reason,
        new JsonValue.Obj(Map.of()),
        List.of());
  }

  Event inconclusive(String reason, Instant time) {
    return event(
        EventType.INCONCLUSIVE,
        Severity.LOW,
        time,
        new Event.Condition(Transition.OPENED, "inventory/" + reason, null, time, null),
        reason,
        new JsonValue.Obj(Map.of()),
        List.of());
  }

  Event heartbeat(Instant time) {
    String detail =
        "{\"check\":{\"duration_ms\":4120},\"drift\":{\"open\":3},"
            + "\"queue\":{\"pending\":2,\"dropped\":0}}";
    try {
      return event(
          EventType.HEARTBEAT,
          null,
          time,
          null,
          null,
          Fields.parse(detail.getBytes(StandardCharsets.UTF_8), JsonLimits.ofBytes(1000)).object(),
          List.of());
    } catch (JsonException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Event event(
      EventType type,
      @Nullable Severity severity,
      Instant time,
      Event.@Nullable Condition condition,
      @Nullable String reason,
      JsonValue.Obj detail,
      List<Change> changes) {
    return new Event(
        type,
        UUID.nameUUIDFromBytes(("event" + ++seq).getBytes(StandardCharsets.UTF_8)).toString(),
        time,
        seq,
        "chain",
        EventJson.NOTHING,
        "boot",
        severity,
        "something happened",
        condition,
        reason,
        new Event.Agent("1.0", SHA256),
        new Event.Machine("00", "web-1", "debian", "12", "amd64", "", ""),
        new Event.Golden("/etc/sbom-agent/golden.cdx.json", SHA256, "sha256:" + SHA256),
        detail,
        changes,
        changes.size(),
        EventJson.hash(changes));
  }

  static List<Change> changes(int count) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(change("package-" + i, List.of("1." + i)));
    }
    return changes;
  }

  static Change change(String name, List<String> locations) {
    return new Change(
        "0123456789abcdef",
        "added",
        Severity.MEDIUM,
        "deb",
        "",
        name,
        "amd64",
        List.of(),
        List.of("1.2-3"),
        locations,
        0);
  }

  public static Parcel parcel(Event event) {
    return new Parcel(event, EventJson.head(event), false, false);
  }

  static List<Parcel> parcels(List<Event> events) {
    return events.stream().map(AwsEvents::parcel).toList();
  }
}
