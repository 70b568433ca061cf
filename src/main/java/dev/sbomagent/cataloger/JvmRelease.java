package dev.sbomagent.cataloger;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JVM's {@code release} file: lines of {@code NAME="value"} (JEP 223, JEP 305). */
final class JvmRelease {
  /** With a longer line syft gives the file up (bufio.MaxScanTokenSize). */
  private static final int MAX_LINE = 64 << 10;

  private final Map<String, String> fields = new HashMap<>();

  private JvmRelease() {}

  /** Null when it is something else that is called {@code release}. */
  static @Nullable JvmRelease parse(byte[] bytes) {
    JvmRelease release = new JvmRelease();
    int from = 0;
    while (from < bytes.length) {
      int end = from;
      int equals = -1;
      while (end < bytes.length && bytes[end] != '\n') {
        equals = equals < 0 && bytes[end] == '=' ? end : equals;
        end++;
      }
      if (end - from >= MAX_LINE) {
        return null;
      }
      if (equals >= 0) {
        release.field(bytes, from, equals, end);
      }
      from = end + 1;
    }
    return release.has("JAVA_VERSION") || release.has("JAVA_RUNTIME_VERSION") ? release : null;
  }

  private void field(byte[] bytes, int from, int equals, int end) {
    String name = text(bytes, from, equals);
    switch (name) {
      case "JAVA_VERSION",
          "JAVA_RUNTIME_VERSION",
          "FULL_VERSION",
          "IMPLEMENTOR",
          "IMAGE_TYPE",
          "BUILD_TYPE",
          "SOURCE_REPO",
          "BUILD_SOURCE_REPO" -> {
        int last = end > equals + 1 && bytes[end - 1] == '\r' ? end - 1 : end;
        int first = equals + 1;
        while (first < last && bytes[first] == '"') {
          first++;
        }
        while (last > first && bytes[last - 1] == '"') {
          last--;
        }
        fields.put(name, text(bytes, first, last));
      }
      default -> {}
    }
  }

  private static String text(byte[] bytes, int from, int end) {
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  private boolean has(String name) {
    return fields.containsKey(name);
  }

  private String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The most exact version stated (jvmPackageVersion); empty when the fields are. */
  String version() {
    String runtime = field("JAVA_RUNTIME_VERSION");
    String full = field("FULL_VERSION");
    String java = field("JAVA_VERSION");
    if (!runtime.isEmpty()) {
      return runtime;
    }
    return !full.isEmpty() && major(full).equals(major(java)) ? full : java;
  }

  private static String major(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }

  String implementor() {
    return field("IMPLEMENTOR");
  }

  String imageType() {
    return field("IMAGE_TYPE");
  }

  String buildType() {
    return field("BUILD_TYPE");
  }

  /** Where its source is, empty when not stated. */
  String repository() {
    String source = field("SOURCE_REPO");
    return source.isEmpty() ? field("BUILD_SOURCE_REPO") : source;
  }
}
