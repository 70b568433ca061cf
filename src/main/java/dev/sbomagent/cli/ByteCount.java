package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A number of bytes, plain or with KB, MB or GB, which are powers of 1024 as in systemd.syntax(7),
 * within bounds.
 */
record ByteCount(long least, long most) implements ValueKind<Long> {
  static final long KB = 1 << 10;
  static final long MB = 1 << 20;
  static final long GB = 1 << 30;

  @Override
  public @Nullable Long read(JsonValue value) {
    String text = ValueKind.text(value);
    if (text == null) {
      return null;
    }
    long unit = text.endsWith("KB") ? KB : text.endsWith("MB") ? MB : text.endsWith("GB") ? GB : 1;
    long number = ValueKind.digits(unit == 1 ? text : text.substring(0, text.length() - 2));
    long bytes = number < 0 || number > most / unit ? -1 : number * unit;
    return bytes < least ? null : bytes;
  }

  @Override
  public JsonValue show(Long bytes) {
    return bytes % KB == 0 && bytes > 0
        ? new JsonValue.Str(text(bytes))
        : new JsonValue.Literal(Long.toString(bytes));
  }

  @Override
  public String words() {
    return "a number of bytes from " + text(least) + " to " + text(most);
  }

  /** The number in the largest unit that says it exactly. */
  static String text(long bytes) {
    if (bytes == 0 || bytes % KB != 0) {
      return Long.toString(bytes);
    }
    return bytes % GB == 0
        ? bytes / GB + "GB"
        : bytes % MB == 0 ? bytes / MB + "MB" : bytes / KB + "KB";
  }
}
