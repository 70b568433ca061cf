package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path folder;

  private static Settings parse(String text) throws Refusal {
    return SettingsFile.parse("agent.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(String text) {
    return String.valueOf(assertThrows(Refusal.class, () -> parse(text)).getMessage());
  }

  @Test
  void places_to_look_at_are_paths_sorted_and_once_each() throws Exception {
    Settings settings = parse("include: [/var/cache/b, /var/cache/a/, /x/../var/cache/b]\n");
    assertEquals(List.of("/var/cache/a", "/var/cache/b"), settings.include());
    assertEquals(settings.include(), settings.places().include());
    assertEquals(List.of(), settings.exclude());
    assertEquals(List.of(), parse("exclude: [/srv]\n").include());
  }

  @Test
  void a_place_to_look_at_is_another_configuration() throws Exception {
    assertNotEquals(parse("include: [/srv]\n").sha256(), parse("exclude: [/srv]\n").sha256());
    assertNotEquals(parse("include: [/srv]\n").sha256(), Settings.DEFAULTS.sha256());
    assertEquals(parse("include: [/a, /b]\n").sha256(), parse("include:\n- /b\n- /a\n").sha256());
  }

  @Test
  void every_problem_is_said_at_once_with_its_line() {
    String said =
        refusal("include: /srv\nexclude: [srv]\ninclude-more: 1\ncheck:\n  interval: 5\n");
    assertEquals(
        "configuration 'agent.yaml': line 1: 'include' is not a list;"
            + " line 2: 'exclude' is not an absolute path: 'srv';"
            + " line 3: unknown key 'include-more';"
            + " line 5: 'check.interval' is not a duration from 1m to 24h: '5'",
        said);
    assertTrue(refusal("include: [7]\n").contains("'include' is not an absolute path"));
  }

  @Test
  void a_file_of_comments_alone_says_nothing() throws Exception {
    assertEquals(Settings.DEFAULTS, parse("# golden: /x\n\n  # more\n"));
    assertEquals(Settings.DEFAULTS, parse("# \u00e9\n"));
    assertEquals(Optional.of("/x"), parse("# golden\ngolden: /x\n").golden());
    assertTrue(refusal("# a comment\n'# no comment'\n").contains("not a map of keys"));
  }

  @Test
  void the_digest_covers_every_key_and_not_how_it_is_written() throws Exception {
    String none = Settings.DEFAULTS.sha256();
    assertEquals("5177124b27a970441f4dafebed16af7796a986ac19c79b67ea0e3e37fd2c6c26", none);
    assertEquals(none, parse("check: {interval: 1800s, full-walk: 1440m}\n").sha256());
    assertEquals(none, parse("sinks: [{type: journald, name: journald}]\n").sha256());
    assertEquals(none, parse("max-golden-bytes: 128MB\n").sha256());
    assertNotEquals(none, parse("check: {interval: 31m}\n").sha256());
    assertNotEquals(none, parse("sinks: [{type: journald, name: j}]\n").sha256());
    assertEquals(
        parse("sweep: {interval: 2d}\nheartbeat: {interval: 2h}\n").sha256(),
        parse("heartbeat:\n  interval: 120m\nsweep:\n  interval: 48h\n").sha256());
  }

  @Test
  void a_check_and_the_daemon_see_one_configuration() throws Exception {
    Path file = folder.resolve("agent.yaml");
    for (String text : List.of("", "trust: /t\n", "fleet: web\nsinks: [{type: syslog}]\n")) {
      Files.writeString(file, text);
      assertEquals(
          SettingsFile.read(Optional.of(file)), DaemonSettings.read(Optional.of(file)).settings());
    }
  }

  @Test
  void a_place_in_a_cache_is_looked_at_when_it_is_included() throws Exception {
    Machine machine =
        new Machine(folder)
            .installed("bash 5.2-1")
            .write(
                "/var/cache/app/six-1.16.0.dist-info/METADATA",
                "Metadata-Version: 2.1\nName: six\nVersion: 1.16.0\n");
    Path config = folder.resolve("agent.yaml");
    Files.writeString(config, "include: [/var/cache/app]\n");
    String[] plain = {"inventory", "--root", machine.root.toString(), "--format", "json"};
    String[] configured = {
      "inventory",
      "--root",
      machine.root.toString(),
      "--format",
      "json",
      "--config",
      config.toString()
    };
    assertFalse(Machine.run(plain).out().contains("pkg:pypi/six@1.16.0"));
    String out = Machine.run(configured).out();
    assertTrue(out.contains("pkg:pypi/six@1.16.0"), out);
    assertTrue(out.contains("\"why\": \"cache\""), out);
  }
}
