package dev.sbomagent.outbox;

import dev.sbomagent.json.JsonValue;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as they follow on a chain. */
final class Events {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private Events() {}

  /** The next of a chain: a heartbeat that says its text. */
  static Event next(Chronicle.Tail tail, UUID id, String text, Instant time) {
    return next(tail, id, text, time, EventType.HEARTBEAT, null, 0);
  }

  /** The next of a chain, with so many changes. */
  static Event next(
      Chronicle.Tail tail,
      UUID id,
      String text,
      Instant time,
      EventType type,
      Event.@Nullable Condition condition,
      int changes) {
    List<Change> listed = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      listed.add(change(i));
    }
    return new Event(
        type,
        id.toString(),
        time,
        tail.seq() + 1,
        tail.chain(),
        tail.hash(),
        "",
        condition == null ? null : Severity.MEDIUM,
        text,
        condition,
        null,
        new Event.Agent("1", "sha256:0"),
        new Event.Machine("0", "häst", "debian", "12", "amd64", "", ""),
        null,
        new JsonValue.Obj(Map.of()),
        listed,
        changes,
        EventJson.hash(listed));
  }

  static Event.Condition condition(Transition transition, String uid, @Nullable String replaces) {
    return new Event.Condition(transition, uid, replaces, START, null);
  }

  private static Change change(int i) {
    return new Change(
        "%016x".formatted(i),
        "upgraded",
        Severity.LOW,
        "deb",
        "",
        "package-" + i,
        "amd64",
        List.of("1"),
        List.of("2"),
        List.of("/var/lib/dpkg/status"),
        0);
  }
}
