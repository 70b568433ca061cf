package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A configuration as the YAML that means the same, each value with where it came from as a comment.
 */
final class SettingsYaml {
  private static final int ORIGIN_COLUMN = 50;

  /** Plain words that YAML 1.1 takes for something else (yaml.org/type). */
  private static final List<String> NO_STRINGS =
      List.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private final Configuration configuration;
  private final StringBuilder out = new StringBuilder(4096);
  private String section = "";

  SettingsYaml(Configuration configuration) {
    this.configuration = configuration;
  }

  String text() {
    String file = Text.safe(configuration.file().orElse("no file"));
    out.append("# ").append(file).append(", sha256 ");
    out.append(configuration.settings().settings().sha256()).append('\n');
    for (Setting setting : configuration.values()) {
      line(setting);
    }
    return out.toString();
  }

  private void line(Setting setting) {
    int dot = setting.place().lastIndexOf('.');
    String above = dot < 0 ? "" : setting.place().substring(0, dot);
    String indent = above.isEmpty() ? "" : above.endsWith("]") ? "    " : "  ";
    if (!above.isEmpty() && !above.equals(section)) {
      indent = open(above);
    }
    section = above;
    int start = out.length();
    // a key without value cannot be the first of its map, which a comment would not begin
    boolean none = setting.value() instanceof JsonValue.Null;
    out.append(indent).append(none ? "#" : "").append(setting.place().substring(dot + 1));
    out.append(": ").append(none ? "" : yaml(setting.value()));
    out.append(" ".repeat(Math.max(1, ORIGIN_COLUMN - (out.length() - start)))).append("# ");
    out.append(setting.line() == 0 ? "default" : "line " + setting.line()).append('\n');
  }

  /** Begins a section, and gives the indent of its first key. */
  private String open(String above) {
    int list = above.indexOf('[');
    if (list < 0) {
      out.append(above).append(":\n");
      return "  ";
    }
    if (above.endsWith("[0]")) {
      out.append(above, 0, list).append(":\n");
    }
    return "  - ";
  }

  private static String yaml(JsonValue value) {
    if (value instanceof JsonValue.Arr list) {
      List<String> items = new ArrayList<>();
      for (JsonValue item : list.items()) {
        items.add(yaml(item));
      }
      return "[" + String.join(", ", items) + "]";
    }
    if (value instanceof JsonValue.Str text) {
      boolean plain = isPlain(text.value()) || isQuantity(text.value());
      return plain ? text.value() : quoted(text.value());
    }
    return String.valueOf(ValueKind.text(value));
  }

  /** {@code 30m}, {@code 64MB}: digits, then letters that make no number of it. */
  private static boolean isQuantity(String text) {
    int unit = 0;
    while (unit < text.length() && text.charAt(unit) >= '0' && text.charAt(unit) <= '9') {
      unit++;
    }
    return unit > 0 && List.of("s", "m", "h", "d", "KB", "MB", "GB").contains(text.substring(unit));
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty() || NO_STRINGS.contains(text.toLowerCase(Locale.ROOT))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean inside = (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
      if (!letter && c != '/' && (i == 0 || !inside)) {
        return false;
      }
    }
    return true;
  }

  /** A single-quoted scalar (YAML 1.1 section 5.3.1): nothing but the quote has a meaning in it. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
