package dev.sbomagent.report;

import dev.sbomagent.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Events of every kind, with texts that somebody else chose. */
public final class Events {
  private static final String[] TEXTS = {
    "", "bash", "größe", "a|b=c\\d", "\"quoted\", {json}", "x ".repeat(40), "😀", "%n%s${jndi:x}"
  };

  private Events() {}

  /** An event drawn at random, the next after this sequence number. */
  public static Event drawn(Random random, long seq, String chain, String previous) {
    EventType type = one(random, EventType.values());
    List<Change> changes = new ArrayList<>();
    for (int i = type == EventType.DRIFT ? random.nextInt(5) : 0; i > 0; i--) {
      changes.add(change(random));
    }
    Map<String, JsonValue> detail = new LinkedHashMap<>();
    detail.put("text", new JsonValue.Str(text(random)));
    detail.put("number", new JsonValue.Literal(Long.toString(random.nextLong())));
    detail.put("list", new JsonValue.Arr(List.of(new JsonValue.Str(text(random)))));
    return new Event(
        type,
        new java.util.UUID(random.nextLong(), random.nextLong()).toString(),
        Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt(1_000_000_000)),
        seq,
        chain,
        previous,
        text(random),
        random.nextBoolean() ? null : one(random, Severity.values()),
        text(random),
        type.isCondition() ? condition(random) : null,
        random.nextBoolean() ? null : "not-covered",
        new Event.Agent("1.0", "ab".repeat(32)),
        new Event.Machine(
            "0123456789abcdef0123456789abcdef", text(random), "debian", "12", "amd64", "", ""),
        random.nextBoolean()
            ? null
            : new Event.Golden("/etc/sbom-agent/golden.cdx.json", "cd".repeat(32), null),
        new JsonValue.Obj(detail),
        changes,
        changes.size() + random.nextInt(3),
        EventJson.hash(changes));
  }

  private static Event.Condition condition(Random random) {
    return new Event.Condition(
        one(random, Transition.values()),
        "drift/0123456789abcdef",
        random.nextBoolean() ? null : "drift/fedcba9876543210",
        Instant.ofEpochSecond(1_700_000_000),
        random.nextBoolean() ? null : "sha256:" + "ef".repeat(32));
  }

  private static Change change(Random random) {
    return new Change(
        "0123456789abcdef",
        "added",
        Severity.MEDIUM,
        "deb",
        text(random),
        text(random),
        "amd64",
        List.of(),
        List.of(text(random)),
        List.of("/var/lib/dpkg/status"),
        random.nextInt(3));
  }

  private static <T> T one(Random random, T[] of) {
    return of[random.nextInt(of.length)];
  }

  private static String text(Random random) {
    return one(random, TEXTS);
  }
}
