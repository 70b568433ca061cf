package dev.sbomagent.cli;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads {@code agent.yaml}, strictly: every problem at once, an unknown key is one. A check loads
 * no more classes than the keys in the file call for: it starts cold, and often.
 */
final class SettingsFile {
  static final Path DEFAULT = Path.of("/etc/sbom-agent/agent.yaml");
  private static final int MAX_BYTES = 1 << 20;

  private SettingsFile() {}

  /** What a check needs of the named file, else of the default one if it is there. */
  static Settings read(Optional<Path> named) throws Refusal {
    Optional<Path> file = file(named);
    return file.isEmpty() ? Settings.DEFAULTS : parse(file.get().toString(), bytes(file.get()));
  }

  /** All of it; what is wrong in it is for the caller to look at. */
  static Configuration whole(Optional<Path> named) throws Refusal {
    Optional<Path> file = file(named);
    byte[] bytes = file.isEmpty() ? new byte[0] : bytes(file.get());
    return whole(file.map(Path::toString), bytes);
  }

  static Settings parse(String name, byte[] bytes) throws Refusal {
    if (saysNothing(bytes)) {
      return Settings.DEFAULTS;
    }
    Reading reading = reading(name, bytes);
    Keys root = reading.root();
    Settings settings = CheckKeys.read(root);
    if (root.hasMore()) {
      settings = DaemonKeys.read(reading, root, settings).settings();
    }
    root.end();
    Configuration.refuse(name, reading.problems());
    return settings;
  }

  static Configuration whole(Optional<String> name, byte[] bytes) throws Refusal {
    Reading reading = reading(name.orElse(""), bytes);
    Keys root = reading.root();
    DaemonSettings settings = DaemonKeys.read(reading, root, CheckKeys.read(root));
    root.end();
    return new Configuration(name, settings, reading.settings(), reading.problems());
  }

  private static Optional<Path> file(Optional<Path> named) {
    return named.isEmpty() && Files.exists(DEFAULT, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(DEFAULT)
        : named;
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

  private static Reading reading(String name, byte[] bytes) throws Refusal {
    try {
      return new Reading(Yaml.parse(bytes, JsonLimits.ofBytes(MAX_BYTES)));
    } catch (JsonException broken) {
      throw Refusal.config("configuration '" + name + "': " + broken.getMessage(), "");
    }
  }

  /**
   * Whether every line is empty or a comment, as in the file that is shipped: loading the YAML
   * reader to learn that would cost more than all else a check does with it.
   */
  private static boolean saysNothing(byte[] bytes) {
    boolean comment = false;
    boolean begins = true;
    for (byte b : bytes) {
      if (b == '\n') {
        comment = false;
        begins = true;
      } else if (b == '#' && begins) {
        comment = true;
      } else if (b < ' ' || b > '~' || (!comment && b != ' ')) {
        return false;
      }
      begins &= b == '\n' || b == ' ';
    }
    return true;
  }
}
