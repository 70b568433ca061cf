package dev.sbomagent.sink;

import dev.sbomagent.json.JsonValue;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.PlainText;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Transition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events to deliver: plain ones, and some whose texts were chosen to break what reads them. */
public final class Parcels {
  /** Separators, quotes and escapes of every layout, and characters of one to four bytes. */
  private static final String[] PIECES = {
    "a",
    "z",
    "0",
    "-",
    ".",
    "/",
    " ",
    "  ",
    "=",
    "|",
    "\\",
    "^",
    "\"",
    "'",
    "]",
    "[",
    "}",
    "{",
    "<",
    ">",
    "&",
    ",",
    ":",
    ";",
    "%",
    "%5E",
    "$",
    "`",
    "\n",
    "\r",
    "\t",
    "\0",
    "\u001b[31m",
    "\u007f",
    "\u0085",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ud800",
    "é",
    "日本",
    "😀",
    "\\n",
    "\\=",
    " cs1=x",
    "|10|",
    "^sev=10^",
    "</script>",
    "CEF:0|",
    "<134>1 "
  };

  private Parcels() {}

  /** A drift with so many changes. */
  public static Parcel drift(long seq, int changes) {
    return drift(seq, changes, false);
  }

  public static Parcel drift(long seq, int changes, boolean again) {
    List<Change> listed = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      listed.add(
          new Change(
              "%016x".formatted(i),
              "upgraded",
              Severity.LOW,
              "deb",
              "",
              "package-" + i,
              "amd64",
              List.of("1.0-" + i),
              List.of("1.1-" + i),
              List.of("/var/lib/dpkg/status"),
              0));
    }
    Event.Condition condition =
        new Event.Condition(
            Transition.OPENED,
            "drift/0123456789abcdef",
            null,
            Instant.parse("2026-11-22T01:02:03Z"),
            "sha256:" + "1".repeat(64));
    return parcel(
        event(EventType.DRIFT, seq, condition, Severity.HIGH, "openssl was altered", listed),
        again,
        false);
  }

  public static Parcel of(EventType type) {
    return parcel(event(type, 7, null, null, "it is so", List.of()), false, false);
  }

  private static Event event(
      EventType type,
      long seq,
      Event.@Nullable Condition condition,
      @Nullable Severity severity,
      String message,
      List<Change> changes) {
    return new Event(
        type,
        new UUID(0x0190_0000_0000_7000L, Long.MIN_VALUE | seq).toString(),
        Instant.parse("2026-11-22T01:02:03.123456789Z"),
        seq,
        "5f3c8d0e-0000-4000-8000-000000000001",
        EventJson.NOTHING,
        "7d4f1c9e-0000-4000-8000-000000000002",
        severity,
        message,
        condition,
        null,
        new Event.Agent("1.2.3", "sha256:" + "2".repeat(64)),
        new Event.Machine("m".repeat(32), "host-1", "debian", "12", "x86_64", "", ""),
        new Event.Golden("/etc/sbom-agent/golden.cdx.json", "sha256:" + "3".repeat(64), "key"),
        new JsonValue.Obj(Map.of("open", new JsonValue.Literal("3"))),
        changes,
        changes.size(),
        EventJson.hash(changes));
  }

  private static Parcel parcel(Event event, boolean again, boolean shed) {
    return new Parcel(event, EventJson.head(event), again, shed);
  }

  /** An event as hostile as its bounds allow. */
  public static Parcel hostile(Random random) {
    EventType type = one(random, EventType.values());
    List<Change> changes = new ArrayList<>();
    int count = type == EventType.DRIFT ? random.nextInt(4) : 0;
    for (int i = 0; i < count; i++) {
      changes.add(change(random));
    }
    Transition transition = one(random, Transition.values());
    String replaces = transition == Transition.CHANGED ? "drift/fedcba9876543210" : null;
    Event.Condition condition =
        type.isCondition()
            ? new Event.Condition(
                transition,
                "drift/0123456789abcdef",
                replaces,
                Instant.ofEpochMilli(random.nextLong(0, 4_000_000_000_000L)),
                random.nextBoolean() ? null : "sha256:" + "1".repeat(64))
            : null;
    Event event =
        new Event(
            type,
            new UUID(random.nextLong(), random.nextLong()).toString(),
            Instant.ofEpochMilli(random.nextLong(0, 4_000_000_000_000L)),
            random.nextLong(1, Long.MAX_VALUE),
            new UUID(random.nextLong(), random.nextLong()).toString(),
            EventJson.NOTHING,
            text(random, 30),
            random.nextInt(5) == 0 ? null : one(random, Severity.values()),
            text(random, 500),
            condition,
            random.nextBoolean() ? null : text(random, 40),
            new Event.Agent(text(random, 20), text(random, 71)),
            new Event.Machine(
                text(random, 32),
                text(random, 64),
                text(random, 20),
                text(random, 20),
                text(random, 20),
                text(random, 50),
                text(random, 50)),
            random.nextBoolean()
                ? null
                : new Event.Golden(text(random, 200), maybe(random, 71), maybe(random, 64)),
            detail(random),
            changes,
            changes.size() + random.nextInt(3),
            EventJson.hash(changes));
    String head = EventJson.head(event);
    if (head.length() > EventJson.MAX_HEAD_BYTES) {
      return hostile(random);
    }
    return new Parcel(event, head, random.nextBoolean(), random.nextBoolean());
  }

  private static Change change(Random random) {
    while (true) {
      boolean file = random.nextInt(3) == 0;
      String hash = "sha256:" + "%064x".formatted(random.nextInt(Integer.MAX_VALUE));
      Change change =
          new Change(
              "%016x".formatted(random.nextLong()),
              one(random, "added", "removed", "upgraded", "downgraded", "changed", "altered"),
              one(random, Severity.values()),
              file ? "file" : one(random, "deb", "rpm", "npm"),
              text(random, 300),
              text(random, 1000),
              text(random, 100),
              file ? List.of(hash) : texts(random),
              file && random.nextBoolean() ? List.of(hash) : texts(random),
              texts(random),
              random.nextInt(5));
      if (EventJson.change(change).length() <= EventJson.MAX_CHANGE_BYTES) {
        return change;
      }
    }
  }

  @SafeVarargs
  private static <T> T one(Random random, T... of) {
    return of[random.nextInt(of.length)];
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      texts.add(text(random, 330));
    }
    return texts;
  }

  private static @Nullable String maybe(Random random, int maxBytes) {
    return random.nextBoolean() ? null : text(random, maxBytes);
  }

  /** Mostly short, sometimes as long as may be. */
  private static String text(Random random, int maxBytes) {
    int target = random.nextInt(4) == 0 ? maxBytes : random.nextInt(Math.min(maxBytes, 30));
    StringBuilder text = new StringBuilder();
    while (text.toString().getBytes(StandardCharsets.UTF_8).length < target) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return PlainText.of(text.toString(), maxBytes);
  }

  private static JsonValue.Obj detail(Random random) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      fields.put("field_" + i, new JsonValue.Str(text(random, 300)));
    }
    return new JsonValue.Obj(fields);
  }

  public static @Nullable Cloud place(Random random) {
    if (random.nextInt(3) == 0) {
      return null;
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = random.nextInt(50); i > 0; i--) {
      tags.put(text(random, 120) + i, text(random, 250));
    }
    return new Cloud(
        "aws",
        text(random, 150),
        "123456789012",
        text(random, 150),
        Optional.ofNullable(maybe(random, 150)),
        Optional.of("t3.micro"),
        tags);
  }
}
