package dev.sbomagent.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small document as a tree; for documents whose size is bounded to what may be held whole. */
public sealed interface JsonValue {
  /** An object, fields in document order. */
  record Obj(Map<String, JsonValue> fields) implements JsonValue {
    public Obj {
      fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The named field, if it is there. */
    public Optional<JsonValue> field(String name) {
      return Optional.ofNullable(fields.get(name));
    }
  }

  /** An array. */
  record Arr(List<JsonValue> items) implements JsonValue {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** A string. */
  record Str(String value) implements JsonValue {}

  /** A number or boolean, as written. */
  record Literal(String text) implements JsonValue {}

  /** The literal {@code null}. */
  record Null() implements JsonValue {}

  /** Parses a whole document. */
  static JsonValue parse(byte[] document, JsonLimits limits) throws JsonException {
    JsonReader reader = JsonReader.of(document, limits);
    JsonValue value = read(reader);
    reader.end();
    return value;
  }

  /** Reads the value at the reader's place, whole. */
  static JsonValue read(JsonReader reader) throws JsonException {
    return switch (reader.kind()) {
      case OBJECT -> {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        reader.object(name -> fields.put(name, read(reader)));
        yield new Obj(fields);
      }
      case ARRAY -> {
        List<JsonValue> items = new ArrayList<>();
        reader.array(() -> items.add(read(reader)));
        yield new Arr(items);
      }
      case STRING -> new Str(reader.string());
      case NUMBER, BOOLEAN -> new Literal(reader.literal());
      case NULL -> {
        reader.skip();
        yield new Null();
      }
    };
  }
}
