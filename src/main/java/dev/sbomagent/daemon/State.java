package dev.sbomagent.daemon;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import dev.sbomagent.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon knows beyond its own life. Nothing in it is a baseline: losing it repeats
 * reports, and blesses nothing.
 *
 * @param open what was reported and is not over
 * @param artifacts prints of golden, signature, keys and configuration as last seen, by path
 * @param excluded what was not compared, as last seen: path, a space, why
 * @param swept when file contents were last compared; null for never
 * @param dropped how many events were given up, ever
 * @param running whether the daemon has not said that it stops
 */
record State(
    Map<Topic, Open> open,
    Map<String, String> artifacts,
    List<String> excluded,
    @Nullable Instant swept,
    long dropped,
    boolean running) {
  static final String SCHEMA = "sbom-agent/state/1";
  static final State NEW = new State(Map.of(), Map.of(), List.of(), null, 0, false);

  private static final int MAX_BYTES = 4 << 20;

  State {
    Map<Topic, Open> sorted = new EnumMap<>(Topic.class);
    sorted.putAll(open);
    open = java.util.Collections.unmodifiableMap(sorted);
    artifacts = java.util.Collections.unmodifiableMap(new TreeMap<>(artifacts));
    excluded = List.copyOf(excluded);
  }

  /** The state with this topic open, or not any more. */
  State with(Topic topic, @Nullable Open condition) {
    Map<Topic, Open> changed = new EnumMap<>(Topic.class);
    changed.putAll(open);
    if (condition == null) {
      changed.remove(topic);
    } else {
      changed.put(topic, condition);
    }
    return new State(changed, artifacts, excluded, swept, dropped, running);
  }

  State withArtifacts(Map<String, String> prints) {
    return new State(open, prints, excluded, swept, dropped, running);
  }

  State withExcluded(List<String> places) {
    return new State(open, artifacts, places, swept, dropped, running);
  }

  State withSwept(Instant at) {
    return new State(open, artifacts, excluded, at, dropped, running);
  }

  State withDropped(long more) {
    return new State(open, artifacts, excluded, swept, dropped + more, running);
  }

  State withRunning(boolean runs) {
    return new State(open, artifacts, excluded, swept, dropped, runs);
  }

  /** One line of JSON. */
  String line() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      JsonWriter out = JsonWriter.compact(bytes);
      out.object(() -> write(out)).flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void write(JsonWriter out) throws IOException {
    out.field("schema", SCHEMA);
    out.object(
        "open",
        () -> {
          for (Map.Entry<Topic, Open> entry : open.entrySet()) {
            out.object(entry.getKey().label(), () -> entry.getValue().write(out));
          }
        });
    out.object(
        "artifacts",
        () -> {
          for (Map.Entry<String, String> entry : artifacts.entrySet()) {
            out.field(entry.getKey(), entry.getValue());
          }
        });
    out.strings("excluded", excluded);
    out.field("swept", swept == null ? null : swept.toString());
    out.field("dropped", dropped);
    out.field("running", running);
  }

  /**
   * Reads what {@link #line} wrote.
   *
   * @throws JsonException when it is something else
   */
  static State parse(String line) throws JsonException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    Fields fields = Fields.parse(bytes, JsonLimits.ofBytes(MAX_BYTES));
    if (!fields.text("schema").equals(SCHEMA)) {
      throw Fields.wrong("schema");
    }
    Map<Topic, Open> open = new EnumMap<>(Topic.class);
    Fields conditions = fields.object("open");
    for (Topic topic : Topic.values()) {
      if (conditions.has(topic.label())) {
        open.put(topic, Open.parse(conditions.object(topic.label())));
      }
    }
    Map<String, String> artifacts = new TreeMap<>();
    Fields prints = fields.object("artifacts");
    for (String path : new ArrayList<>(prints.object().fields().keySet())) {
      artifacts.put(path, prints.text(path));
    }
    return new State(
        open,
        artifacts,
        fields.texts("excluded"),
        fields.has("swept") ? fields.time("swept") : null,
        fields.number("dropped"),
        fields.object().field("running").equals(java.util.Optional.of(TRUE)));
  }

  private static final JsonValue TRUE = new JsonValue.Literal("true");
}
