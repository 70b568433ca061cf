package dev.sbomagent.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object that must be there and be of their kind. */
public record Fields(JsonValue.Obj object) {

  /** Parses a whole document that is an object. */
  public static Fields parse(byte[] document, JsonLimits limits) throws JsonException {
    if (JsonValue.parse(document, limits) instanceof JsonValue.Obj object) {
      return new Fields(object);
    }
    throw new JsonException("not an object", false);
  }

  public boolean has(String name) {
    return object.field(name).isPresent();
  }

  public String text(String name) throws JsonException {
    if (object.field(name).orElse(null) instanceof JsonValue.Str text) {
      return text.value();
    }
    throw wrong(name);
  }

  public @Nullable String optional(String name) throws JsonException {
    return has(name) ? text(name) : null;
  }

  public Instant time(String name) throws JsonException {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException wrong) {
      throw wrong(name);
    }
  }

  public @Nullable Instant optionalTime(String name) throws JsonException {
    return has(name) ? time(name) : null;
  }

  /** A whole number from 0. */
  public long number(String name) throws JsonException {
    if (object.field(name).orElse(null) instanceof JsonValue.Literal number) {
      try {
        long value = Long.parseLong(number.text());
        if (value >= 0) {
          return value;
        }
      } catch (NumberFormatException wrong) {
        // said below
      }
    }
    throw wrong(name);
  }

  public <T> T known(String name, Function<String, Optional<T>> words) throws JsonException {
    return words.apply(text(name)).orElseThrow(() -> wrong(name));
  }

  public List<String> texts(String name) throws JsonException {
    List<String> texts = new ArrayList<>();
    if (!(object.field(name).orElse(null) instanceof JsonValue.Arr array)) {
      throw wrong(name);
    }
    for (JsonValue item : array.items()) {
      if (!(item instanceof JsonValue.Str text)) {
        throw wrong(name);
      }
      texts.add(text.value());
    }
    return texts;
  }

  /** A list of objects. */
  public List<Fields> objects(String name) throws JsonException {
    List<Fields> objects = new ArrayList<>();
    if (!(object.field(name).orElse(null) instanceof JsonValue.Arr array)) {
      throw wrong(name);
    }
    for (JsonValue item : array.items()) {
      if (!(item instanceof JsonValue.Obj one)) {
        throw wrong(name);
      }
      objects.add(new Fields(one));
    }
    return objects;
  }

  public Fields object(String name) throws JsonException {
    if (object.field(name).orElse(null) instanceof JsonValue.Obj value) {
      return new Fields(value);
    }
    throw wrong(name);
  }

  public static JsonException wrong(String name) {
    return new JsonException("'" + name + "' is missing or wrong", false);
  }
}
