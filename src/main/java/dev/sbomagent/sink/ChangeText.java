package dev.sbomagent.sink;

import dev.sbomagent.report.Change;
import java.util.List;

/** A change in one line for a person: {@code upgraded deb openssl 3.0.8 -> 3.0.9}. */
final class ChangeText {
  private ChangeText() {}

  static String of(Change change) {
    StringBuilder text = new StringBuilder(120);
    text.append(change.kind()).append(' ').append(change.ecosystem()).append(' ');
    if (!change.group().isEmpty()) {
      text.append(change.group()).append('/');
    }
    text.append(change.name());
    values(text, " ", change.expected());
    values(text, change.expected().isEmpty() ? " " : " -> ", change.observed());
    return text.toString();
  }

  private static void values(StringBuilder text, String before, List<String> values) {
    String separator = before;
    for (String value : values) {
      text.append(separator).append(value);
      separator = ", ";
    }
  }
}
