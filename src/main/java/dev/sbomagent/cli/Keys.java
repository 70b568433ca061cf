package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of one map of the configuration, each asked for once. What is wrong is noted with its
 * place, and reading goes on with the default; what is never asked for is unknown.
 */
final class Keys {
  private static final List<String> SECRETS =
      List.of("password", "passphrase", "secret", "token", "credential", "access-key");

  private final Reading reading;
  private final String place;
  private final JsonValue.Obj map;
  private final List<String> asked = new ArrayList<>();

  Keys(Reading reading, String place, JsonValue.Obj map) {
    this.reading = reading;
    this.place = place;
    this.map = map;
  }

  /** The value, or the default when there is none. */
  <T> T get(String name, ValueKind<T> kind, T otherwise) {
    JsonValue found = take(name);
    T value = found == null ? null : read(name, found, kind);
    T effective = value == null ? otherwise : value;
    add(name, kind.show(effective), effective.equals(otherwise), found);
    return effective;
  }

  /** The value, if there is one. */
  <T> Optional<T> get(String name, ValueKind<T> kind) {
    return find(name, kind, null);
  }

  /**
   * The value, if there is one.
   *
   * @param usual the one that is no change of the configuration
   */
  <T> Optional<T> find(String name, ValueKind<T> kind, @Nullable T usual) {
    JsonValue found = take(name);
    T value = found == null ? null : read(name, found, kind);
    JsonValue shown = value == null ? new JsonValue.Null() : kind.show(value);
    add(name, shown, Objects.equals(value, usual), found);
    return Optional.ofNullable(value);
  }

  /** The value, which must be there. */
  <T> T require(String name, ValueKind<T> kind, T standIn) {
    JsonValue found = take(name);
    T value = found == null ? null : read(name, found, kind);
    if (found == null) {
      reading.wrong(reading.line(map), "'" + place(name) + "' is missing: " + kind.words());
    }
    T effective = value == null ? standIn : value;
    add(name, kind.show(effective), false, found);
    return effective;
  }

  /** The values of a list; empty without one. */
  <T> List<T> list(String name, ValueKind<T> kind) {
    JsonValue found = take(name);
    List<T> values = new ArrayList<>();
    List<JsonValue> shown = new ArrayList<>();
    for (JsonValue item : items(name, found)) {
      T value = read(name, item, kind);
      if (value != null) {
        values.add(value);
        shown.add(kind.show(value));
      }
    }
    add(name, new JsonValue.Arr(shown), values.isEmpty(), found);
    return values;
  }

  /** The map below this name; an empty one when there is none. */
  Keys map(String name) {
    JsonValue found = take(name);
    return new Keys(reading, place(name), map(reading, "'" + place(name) + "'", found));
  }

  /** The maps of a list of at least one; absent without a list. */
  Optional<List<Keys>> maps(String name, int most) {
    JsonValue found = take(name);
    if (found == null) {
      return Optional.empty();
    }
    List<Keys> maps = new ArrayList<>();
    if (!(found instanceof JsonValue.Arr list)
        || list.items().isEmpty()
        || list.items().size() > most) {
      wrong(name, "is not a list of 1 to " + most + " maps");
      return Optional.of(maps);
    }
    for (int i = 0; i < list.items().size(); i++) {
      JsonValue item = list.items().get(i);
      String there = place(name) + "[" + i + "]";
      if (item instanceof JsonValue.Obj map) {
        maps.add(new Keys(reading, there, map));
      } else {
        reading.wrong(reading.line(item), "'" + there + "' is not a map of keys");
      }
    }
    return Optional.of(maps);
  }

  /** A map that is not in the file. */
  Keys standIn(String name, JsonValue.Obj content) {
    return new Keys(reading, place(name), content);
  }

  /** Whether there is a key that was not asked for yet. */
  boolean hasMore() {
    return !asked.containsAll(map.fields().keySet());
  }

  boolean has(String name) {
    return map.fields().containsKey(name);
  }

  /** Notes what is wrong about the named value beyond its kind. */
  void wrong(String name, String words) {
    JsonValue found = map.fields().get(name);
    reading.wrong(reading.line(found == null ? map : found), "'" + place(name) + "' " + words);
  }

  /** Notes every key that was not asked for. */
  void end() {
    for (Map.Entry<String, JsonValue> field : map.fields().entrySet()) {
      if (!asked.contains(field.getKey())) {
        String name = shown(field.getKey());
        reading.wrong(
            reading.line(field.getValue()), "unknown key '" + place(name) + "'" + advice(name));
      }
    }
  }

  private String advice(String name) {
    Optional<String> near = Nearest.of(name, asked);
    if (near.isPresent()) {
      return ", did you mean '" + near.get() + "'?";
    }
    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
    for (String secret : SECRETS) {
      if (plain.contains(secret)) {
        return ": it looks like a secret, and none belongs here (AWS is reached by the instance's"
            + " role, TLS by key files)";
      }
    }
    return "";
  }

  private @Nullable JsonValue take(String name) {
    asked.add(name);
    return map.fields().get(name);
  }

  private <T> @Nullable T read(String name, JsonValue found, ValueKind<T> kind) {
    T value = kind.read(found);
    if (value == null) {
      reading.wrong(
          reading.line(found), "'" + place(name) + "' is not " + kind.words() + quoted(found));
    }
    return value;
  }

  private List<JsonValue> items(String name, @Nullable JsonValue found) {
    if (found instanceof JsonValue.Arr list) {
      return list.items();
    }
    if (found != null) {
      reading.wrong(reading.line(found), "'" + place(name) + "' is not a list");
    }
    return List.of();
  }

  private void add(String name, JsonValue value, boolean isDefault, @Nullable JsonValue found) {
    int line = found == null ? 0 : reading.line(found);
    reading.add(new Setting(place(name), value, isDefault, line));
  }

  private String place(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  static JsonValue.Obj map(Reading reading, String what, @Nullable JsonValue found) {
    if (found instanceof JsonValue.Obj object) {
      return object;
    }
    if (found != null) {
      reading.wrong(reading.line(found), what + " is not a map of keys");
    }
    return new JsonValue.Obj(Map.of());
  }

  // what has a colon may be an address with a password in it
  private static String quoted(JsonValue value) {
    String text = ValueKind.text(value);
    return text == null || text.indexOf(':') >= 0 ? "" : ": '" + shown(text) + "'";
  }

  /** Text of the file, fit for a message. */
  static String shown(String text) {
    return Text.safe(Style.fit(text, 80));
  }
}
