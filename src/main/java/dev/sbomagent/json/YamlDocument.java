package dev.sbomagent.json;

import java.util.IdentityHashMap;
import java.util.List;

/** A YAML document as the same tree as JSON, and where in the text its values are. */
public final class YamlDocument {
  /** A name that is in its map a second time; the first value stands. */
  public record Repeat(String name, int line) {}

  private final JsonValue root;
  private final IdentityHashMap<JsonValue, Integer> lines;
  private final List<Repeat> repeats;

  YamlDocument(JsonValue root, IdentityHashMap<JsonValue, Integer> lines, List<Repeat> repeats) {
    this.root = root;
    this.lines = lines;
    this.repeats = List.copyOf(repeats);
  }

  public JsonValue root() {
    return root;
  }

  public List<Repeat> repeats() {
    return repeats;
  }

  /** The line of this very value, or of its name in a map, from 1; 0 when it is none of here. */
  public int line(JsonValue value) {
    Integer line = lines.get(value);
    return line == null ? 0 : line;
  }
}
