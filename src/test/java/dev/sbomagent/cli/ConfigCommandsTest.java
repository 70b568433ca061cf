package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandsTest {
  private static final Path SHIPPED = Path.of("agent/etc/sbom-agent/agent.yaml");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("agent.yaml");
  }

  private Machine.Run config(String command, String... more) {
    List<String> args = new ArrayList<>(List.of("config", command, "--config", file.toString()));
    args.addAll(List.of(more));
    return Machine.run(args.toArray(new String[0]));
  }

  /** The shipped file with every key in force. */
  private static String uncommented() throws Exception {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readString(SHIPPED).lines().toList()) {
      text.append(line.matches("#([a-z]|  ).*") ? line.substring(1) : line).append('\n');
    }
    return text.toString();
  }

  private static Configuration whole(String text) throws Refusal {
    return SettingsFile.whole(Optional.of("f"), text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_right_configuration_is_ok() throws Exception {
    Files.writeString(file, "fleet: web\n");
    assertEquals(new Machine.Run(0, "ok: " + file + "\n", ""), config("check"));
  }

  @Test
  void everything_that_is_wrong_is_said_as_compilers_do() throws Exception {
    Files.writeString(file, "fleet: web\ntrust: x\n\nsinks: [{type: file}]\n");
    assertEquals(
        new Machine.Run(
            78,
            file
                + ":2: 'trust' is not an absolute path: 'x'\n"
                + file
                + ":4: 'sinks[0].path' is missing: an absolute path\n",
            ""),
        config("check"));
    String json = config("check", "--format", "ndjson").out();
    assertTrue(json.startsWith("{\"schema\":\"sbom-agent/config/1\",\"file\":"), json);
    assertTrue(json.contains("{\"line\":2,\"message\":\"'trust' is not an absolute path"), json);
    assertEquals(78, config("show").status());
  }

  @Test
  void a_file_that_is_no_yaml_is_refused_with_the_line() throws Exception {
    Files.writeString(file, "fleet: web\n\ttrust: /x\n");
    Machine.Run run = config("check");
    assertEquals(78, run.status());
    assertTrue(run.err().contains("line 2"), run.err());
  }

  @Test
  void config_alone_says_what_there_is() {
    assertEquals(64, Machine.run("config").status());
    assertTrue(Machine.run("config").err().contains("config check"));
    assertTrue(Machine.run("config", "chek").err().contains("did you mean 'config check'"));
    assertTrue(Machine.run("config", "--help").out().contains("  config show "));
    Machine.Run help = Machine.run("config", "show", "--help");
    assertTrue(help.out().startsWith("Usage: sbom-agent config show"), help::toString);
  }

  @Test
  void what_is_shown_says_where_it_came_from() throws Exception {
    Files.writeString(file, "fleet: web\ncheck:\n  interval: 3600s\nsinks:\n- {type: syslog}\n");
    String out = config("show").out();
    assertTrue(out.startsWith("# " + file + ", sha256 "), out);
    assertTrue(out.matches("(?s).*\nfleet: web {3,}# line 1\n.*"), out);
    assertTrue(out.matches("(?s).*\ncheck:\n  interval: 1h {3,}# line 3\n.*"), out);
    assertTrue(out.matches("(?s).*\n  reminder: 24h {3,}# default\n.*"), out);
    assertTrue(out.matches("(?s).*\n#golden: {3,}# default\n.*"), out);
    assertTrue(out.matches("(?s).*\nsinks:\n  - type: syslog {3,}# line 5\n    name: .*"), out);
    String json = config("show", "--format", "ndjson").out();
    assertTrue(
        json.contains(
            "{\"key\":\"check.interval\",\"value\":\"1h\",\"source\":\"file\",\"line\":3}"),
        json);
    assertTrue(json.contains("{\"key\":\"golden\",\"source\":\"default\"}"), json);
    assertTrue(
        json.contains("{\"key\":\"limits.cpu-percent\",\"value\":5,\"source\":\"default\"}"), json);
  }

  @Test
  void what_is_shown_means_the_same() throws Exception {
    for (String text :
        List.of(
            "",
            uncommented(),
            """
            fleet: 'no'
            exclude: [/a b, '/x: y', /it's]
            sinks:
            - {type: file, path: '/#', name: '1e3'}
            - {type: syslog, name: null-1}
            - {type: cloudwatch, group: '0x10', stream: 'true'}
            """)) {
      Configuration one = whole(text);
      one.refuse();
      Configuration other = whole(new SettingsYaml(one).text());
      assertEquals(List.of(), other.problems());
      assertEquals(one.settings(), other.settings());
    }
  }

  @Test
  void the_shipped_file_says_nothing() throws Exception {
    file = SHIPPED.toAbsolutePath();
    assertEquals(0, config("check").status());
    assertEquals(whole("").settings(), DaemonSettings.read(Optional.of(SHIPPED.toAbsolutePath())));
  }

  @Test
  void the_shipped_file_has_every_key_with_its_default() throws Exception {
    Configuration all = whole(uncommented());
    assertEquals(List.of(), all.problems());
    for (Setting setting : all.values()) {
      assertNotEquals(0, setting.line(), setting::toString);
    }
    assertEquals(SinkKeys.Type.values().length, all.settings().sinks().size());
    Configuration usual =
        whole(
            "sinks: [{type: journald}, {type: syslog}, {type: network-syslog, host: a},"
                + " {type: file, path: /a}, {type: cloudwatch, group: a}, {type: security-hub}]\n");
    assertEquals(places(all), places(usual));
    for (int i = 0; i < all.values().size(); i++) {
      Setting shipped = all.values().get(i);
      Setting setting = usual.values().get(i);
      if (setting.isDefault() && !(setting.value() instanceof JsonValue.Null)) {
        assertEquals(setting.value(), shipped.value(), shipped::toString);
      }
    }
  }

  private static List<String> places(Configuration configuration) {
    return configuration.values().stream().map(Setting::place).toList();
  }

  private static String key(Setting setting) {
    return setting.place().substring(setting.place().lastIndexOf('.') + 1);
  }

  @Test
  void the_manual_has_every_key() throws Exception {
    String page = Files.readString(Path.of("agent/usr/share/man/man5/agent.yaml.5"));
    TreeSet<String> missing = new TreeSet<>();
    for (Setting setting : whole(uncommented()).values()) {
      String key = key(setting).replace("-", "\\-");
      if (!page.contains("\n.B " + key + "\n") && !page.contains("\n.BR " + key + " ")) {
        missing.add(key);
      }
    }
    for (SinkKeys.Type type : SinkKeys.Type.values()) {
      String word = type.name().toLowerCase(java.util.Locale.ROOT).replace("_", "\\-");
      if (!page.contains("\n.B " + word + "\n")) {
        missing.add(word);
      }
    }
    assertEquals(new TreeSet<>(), missing);
  }
}
