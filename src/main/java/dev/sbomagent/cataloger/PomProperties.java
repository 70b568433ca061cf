package dev.sbomagent.cataloger;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code pom.properties}, which Maven puts into what it builds. Not read as a Java property file:
 * syft (java/parse_pom_properties.go, 1.54.1) knows neither escapes nor continued lines, and a line
 * without a separator spoils the file for it.
 *
 * @param folder where it lies in the archive
 * @param group empty when not stated
 */
record PomProperties(String folder, String group, String artifact, String version) {
  private static final int MAX_LINE = 1 << 20;
  private static final int MAX_KEYS = 10_000;

  /** Null for a file that is broken, or that lacks artifact or version. */
  static @Nullable PomProperties parse(String folder, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Map<String, String> values = new HashMap<>();
    int from = 0;
    while (from < text.length()) {
      int newline = text.indexOf('\n', from);
      int end = newline < 0 ? text.length() : newline;
      if (end - from >= MAX_LINE
          || values.size() > MAX_KEYS
          || !line(text.substring(from, end), values)) {
        return null;
      }
      from = end + 1;
    }
    String artifact = value(values, "artifactId");
    String version = value(values, "version");
    return artifact.isEmpty() || version.isEmpty()
        ? null
        : new PomProperties(folder, value(values, "groupId"), artifact, version);
  }

  private static boolean line(String line, Map<String, String> values) {
    int start = 0;
    while (start < line.length() && line.charAt(start) == ' ') {
      start++;
    }
    if (line.startsWith("#", start) || GoText.trim(line).isEmpty()) {
      return true;
    }
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    int separator = equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    if (separator < 0) {
      return false;
    }
    values.put(
        GoText.trim(line.substring(0, separator)), GoText.trim(line.substring(separator + 1)));
    return true;
  }

  /** By its name, else by its name in any case (mapstructure). */
  private static String value(Map<String, String> values, String name) {
    String exact = values.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        return entry.getValue();
      }
    }
    return "";
  }
}
