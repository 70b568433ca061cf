package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A kind of value in the configuration: how it is written, and how it is shown. */
interface ValueKind<T> {
  /** The value; null when it is not of this kind. */
  @Nullable T read(JsonValue value);

  /** The one text for this value, however it was written. */
  JsonValue show(T value);

  /** What the kind is, to follow "is not". */
  String words();

  /** The text of a string or a number, as written; null for anything else. */
  static @Nullable String text(JsonValue value) {
    if (value instanceof JsonValue.Str text) {
      return text.value();
    }
    return value instanceof JsonValue.Literal literal ? literal.text() : null;
  }

  /**
   * A whole number of at most 12 digits without sign or leading zero, negative for anything else.
   */
  static long digits(String text) {
    if (text.isEmpty() || text.length() > 12 || (text.length() > 1 && text.charAt(0) == '0')) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
