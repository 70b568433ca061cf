package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A short text on one line: letters and digits of ASCII and some punctuation.
 *
 * @param words what it is
 * @param punctuation what else may be in it
 * @param most characters
 */
record Line(String words, String punctuation, int most) implements ValueKind<String> {
  @Override
  public @Nullable String read(JsonValue value) {
    if (!(value instanceof JsonValue.Str text)) {
      return null;
    }
    String line = text.value();
    if (line.isBlank() || line.length() > most) {
      return null;
    }
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && punctuation.indexOf(c) < 0) {
        return null;
      }
    }
    return line;
  }

  @Override
  public JsonValue show(String line) {
    return new JsonValue.Str(line);
  }
}
