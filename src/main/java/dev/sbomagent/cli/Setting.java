package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;

/**
 * One value that is in force.
 *
 * @param place the key with all above it: {@code sinks[1].port}
 * @param value a string, number or boolean, a list of strings, or null for none
 * @param isDefault whether it is what is in force without being said
 * @param line where the file says it, from 1; 0 when it does not
 */
record Setting(String place, JsonValue value, boolean isDefault, int line) {
  /** The value without quotes. */
  String text() {
    String text = ValueKind.text(value);
    return text == null ? "" : text;
  }
}
