package dev.sbomagent.cli;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import dev.sbomagent.json.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code agent.yaml}, strictly: every problem at once, an unknown key is one. */
final class SettingsFile {
  static final Path DEFAULT = Path.of("/etc/sbom-agent/agent.yaml");
  private static final int MAX_BYTES = 1 << 20;
  private static final List<String> KEYS =
      List.of("golden", "signature", "trust", "exclude", "include", "max-golden-bytes");

  private final List<String> problems = new ArrayList<>();

  private SettingsFile() {}

  static Settings read(Optional<Path> named) throws Refusal {
    if (named.isEmpty() && !Files.exists(DEFAULT, LinkOption.NOFOLLOW_LINKS)) {
      return Settings.DEFAULTS;
    }
    Path file = named.orElse(DEFAULT);
    return parse(file.toString(), bytes(file));
  }

  private static byte[] bytes(Path file) throws Refusal {
    if (!Files.exists(file)) {
      throw Refusal.config("no configuration at '" + file + "'", "check --config");
    }
    if (!Files.isRegularFile(file)) {
      throw Refusal.config("configuration is not a file: '" + file + "'", "check --config");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw Refusal.config("configuration is larger than 1 MiB: '" + file + "'", "");
      }
      return bytes;
    } catch (IOException broken) {
      throw Refusal.config(
          "cannot read configuration '" + file + "': " + ReportFile.words(broken), "run as root");
    }
  }

  static Settings parse(String name, byte[] bytes) throws Refusal {
    SettingsFile file = new SettingsFile();
    Settings settings = file.settings(tree(name, bytes));
    if (!file.problems.isEmpty()) {
      throw Refusal.config(
          "configuration '" + name + "': " + String.join("; ", file.problems),
          "known keys: " + String.join(", ", KEYS));
    }
    return settings;
  }

  private static JsonValue tree(String name, byte[] bytes) throws Refusal {
    try {
      return Yaml.parse(bytes, JsonLimits.ofBytes(MAX_BYTES));
    } catch (JsonException broken) {
      throw Refusal.config("configuration '" + name + "': " + broken.getMessage(), "");
    }
  }

  private Settings settings(JsonValue tree) {
    if (!(tree instanceof JsonValue.Obj object)) {
      problems.add("not a map of keys");
      return Settings.DEFAULTS;
    }
    for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
      if (!KEYS.contains(field.getKey())) {
        problems.add(
            "unknown key '"
                + field.getKey()
                + "'"
                + Nearest.of(field.getKey(), KEYS)
                    .map(near -> ", did you mean '" + near + "'?")
                    .orElse(""));
      }
    }
    return new Settings(
        path(object, "golden"),
        path(object, "signature"),
        path(object, "trust").map(Path::of).orElse(Settings.DEFAULT_TRUST),
        paths(object, "exclude"),
        paths(object, "include"),
        size(object, "max-golden-bytes"));
  }

  private Optional<String> path(JsonValue.Obj object, String key) {
    return object.field(key).flatMap(value -> absolute(key, value));
  }

  private Optional<String> absolute(String key, JsonValue value) {
    if (value instanceof JsonValue.Str text && text.value().startsWith("/")) {
      return Optional.of(Path.of(text.value()).normalize().toString());
    }
    problems.add("'" + key + "' is not an absolute path");
    return Optional.empty();
  }

  private List<String> paths(JsonValue.Obj object, String key) {
    List<String> paths = new ArrayList<>();
    Optional<JsonValue> value = object.field(key);
    if (value.isPresent() && value.get() instanceof JsonValue.Arr list) {
      for (JsonValue item : list.items()) {
        absolute(key, item).ifPresent(paths::add);
      }
    } else if (value.isPresent()) {
      problems.add("'" + key + "' is not a list");
    }
    return paths;
  }

  private long size(JsonValue.Obj object, String key) {
    Optional<JsonValue> value = object.field(key);
    if (value.isEmpty()) {
      return Settings.DEFAULTS.maxGoldenBytes();
    }
    try {
      if (value.get() instanceof JsonValue.Literal number) {
        long bytes = Long.parseLong(number.text());
        if (bytes >= 1024 && bytes <= 1L << 30) {
          return bytes;
        }
      }
    } catch (NumberFormatException wrong) {
      // said below, with every other wrong value
    }
    problems.add("'" + key + "' is not a number of bytes from 1024 to 1073741824");
    return Settings.DEFAULTS.maxGoldenBytes();
  }
}
