package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of some words.
 *
 * @param choices in the order they are shown in
 */
record Choice<T>(Map<String, T> choices) implements ValueKind<T> {
  Choice {
    choices = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(choices));
  }

  /** The constants of an enum, in lower case, with hyphens. */
  static <E extends Enum<E>> Choice<E> of(Class<E> type) {
    Map<String, E> choices = new java.util.LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), constant);
    }
    return new Choice<>(choices);
  }

  @Override
  public @Nullable T read(JsonValue value) {
    return value instanceof JsonValue.Str word ? choices.get(word.value()) : null;
  }

  @Override
  public JsonValue show(T value) {
    return new JsonValue.Str(word(value));
  }

  @Override
  public String words() {
    return "one of " + String.join(", ", choices.keySet());
  }

  /** The word for a value that is one of the choices. */
  String word(T value) {
    for (Map.Entry<String, T> choice : choices.entrySet()) {
      if (choice.getValue().equals(value)) {
        return choice.getKey();
      }
    }
    throw new IllegalArgumentException("no choice: " + value);
  }
}
