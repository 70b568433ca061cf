package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sbomagent.sink.SinkSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonSettingsTest {
  private static Configuration whole(String text) throws Refusal {
    return SettingsFile.whole(Optional.of("f"), text.getBytes(StandardCharsets.UTF_8));
  }

  private static DaemonSettings parse(String text) throws Refusal {
    Configuration whole = whole(text);
    assertEquals(List.of(), whole.problems());
    return whole.settings();
  }

  private static List<SinkSettings> sinks(String text) throws Refusal {
    return parse("sinks:\n" + text).sinks();
  }

  private static List<String> problems(String text) throws Refusal {
    List<String> problems = new ArrayList<>();
    whole(text).problems().forEach(problem -> problems.add(problem.toString()));
    return problems;
  }

  @Test
  void without_a_word_everything_is_its_default() throws Exception {
    assertEquals(
        new DaemonSettings(
            Settings.DEFAULTS,
            Path.of("/var/lib/sbom-agent"),
            Path.of("/var/lib/sbom-agent-ship"),
            Path.of("/run/sbom-agent"),
            new DaemonSettings.Checks(
                Duration.ofMinutes(30),
                Duration.ofHours(24),
                Duration.ofSeconds(3),
                Duration.ofHours(24)),
            new DaemonSettings.Sweep(true, Duration.ofHours(24), 20L << 20),
            Duration.ofHours(1),
            "",
            new DaemonSettings.Limits(5, 256L << 20),
            new DaemonSettings.Outbox(64L << 20, Duration.ofDays(30)),
            new SinkSettings.CloudSettings(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            List.of(new SinkSettings.Journald("journald", Path.of("/run/systemd/journal/socket")))),
        parse(""));
  }

  @Test
  void every_section_is_read() throws Exception {
    DaemonSettings settings =
        parse(
            """
            state: /s
            ship-state: /p
            runtime: /r
            check: {interval: 90s, reminder: 2d, settle: 10s, full-walk: 6h}
            sweep: {enabled: false, interval: 7d, bytes-per-second: 1MB}
            heartbeat: {interval: 5m}
            fleet: web/eu
            limits: {cpu-percent: 10, memory: 134217728}
            outbox: {max-bytes: 1GB, max-age: 90d}
            cloud:
              metadata: false
              endpoint: http://127.0.0.1:1338
              region: eu-central-1
              account: 012345678901
              instance: i-1
              image: ami-1
            sinks:
            - {type: syslog, facility: local3, format: cef}
            """);
    assertEquals(
        new DaemonSettings(
            settings.settings(),
            Path.of("/s"),
            Path.of("/p"),
            Path.of("/r"),
            new DaemonSettings.Checks(
                Duration.ofSeconds(90),
                Duration.ofDays(2),
                Duration.ofSeconds(10),
                Duration.ofHours(6)),
            new DaemonSettings.Sweep(false, Duration.ofDays(7), 1 << 20),
            Duration.ofMinutes(5),
            "web/eu",
            new DaemonSettings.Limits(10, 128L << 20),
            new DaemonSettings.Outbox(1L << 30, Duration.ofDays(90)),
            new SinkSettings.CloudSettings(
                false,
                Optional.of(URI.create("http://127.0.0.1:1338")),
                Optional.of("eu-central-1"),
                Optional.of("012345678901"),
                Optional.of("i-1"),
                Optional.of("ami-1")),
            List.of(
                new SinkSettings.LocalSyslog(
                    "syslog", Path.of("/dev/log"), SinkSettings.Layout.CEF, 19))),
        settings);
  }

  @Test
  void sinks_have_the_defaults_of_their_type() throws Exception {
    assertEquals(
        List.of(
            new SinkSettings.NetworkSyslog(
                "network-syslog",
                "logs.example.org",
                6514,
                SinkSettings.Transport.TLS,
                SinkSettings.Layout.NATIVE,
                10,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                32473),
            new SinkSettings.NetworkSyslog(
                "network-syslog-2",
                "::1",
                514,
                SinkSettings.Transport.RELP_TLS,
                SinkSettings.Layout.OCSF,
                10,
                Optional.of(Path.of("/ca")),
                Optional.of(Path.of("/c")),
                Optional.of(Path.of("/k")),
                Optional.of("logs"),
                7),
            new SinkSettings.LineFile(
                "file", Path.of("/l"), SinkSettings.Layout.NATIVE, 16L << 20, 5),
            new SinkSettings.CloudWatch(
                "logs", "/g", Optional.empty(), false, "web", Optional.empty(), true),
            new SinkSettings.SecurityHub(
                "security-hub",
                "sbom-agent",
                "Example Ltd.",
                Optional.of(URI.create("https://hub")),
                false)),
        parse(
                """
                fleet: web
                sinks:
                - {type: network-syslog, host: logs.example.org}
                - type: network-syslog
                  host: '::1'
                  transport: relp-tls
                  format: ocsf
                  ca: /ca
                  certificate: /c
                  key: /k
                  server-name: logs
                  enterprise: 7
                - {type: file, path: /l}
                - {type: cloudwatch, name: logs, group: /g, fips: true}
                - {type: security-hub, company: Example Ltd., endpoint: 'https://hub'}
                """)
            .sinks());
  }

  @Test
  void every_problem_has_its_place_and_line() throws Exception {
    assertEquals(
        List.of(
            "line 2: 'interval' is there a second time",
            "line 3: 'sweep' is not a map of keys",
            "line 4: 'limits.cpu-percent' is not a number from 1 to 100: '0'",
            "line 4: 'limits.memory' is not a number of bytes from 64MB to 4GB: '1 MB'",
            "line 5: 'cloud.endpoint' is not a URL like https://host[:port], without user or query",
            "line 7: 'sinks[0].port' is not a number from 1 to 65535: '65536'",
            "line 7: 'sinks[0].ca' needs transport tls or relp-tls",
            "line 7: unknown key 'sinks[0].prot', did you mean 'port'?",
            "line 8: 'sinks[1].path' is missing: an absolute path",
            "line 9: 'sinks[2].type' is not one of journald, syslog, network-syslog, file,"
                + " cloudwatch, security-hub: 'kafka'",
            "line 10: 'sinks[3].type' is missing: one of journald, syslog, network-syslog, file,"
                + " cloudwatch, security-hub",
            "line 11: 'sinks[4].name' is another sink's, too: 'file'",
            "line 12: 'sinks[5]' is not a map of keys",
            "line 13: unknown key 'snks', did you mean 'sinks'?"),
        problems(
            """
            check: {interval: 5m,
             interval: 6m}
            sweep:
            limits: {cpu-percent: 0, memory: 1 MB}
            cloud: {endpoint: 'https://user:hunter2@host'}
            sinks:
            - {type: network-syslog, host: a, transport: udp, port: 65536, ca: /a, prot: 1}
            - {type: file}
            - {type: kafka, topic: x}
            - {topic: x}
            - {type: syslog, name: file}
            - journald
            snks: []
            """));
  }

  @ParameterizedTest
  @CsvSource({
    "'sinks: []', 'sinks'",
    "'sinks: {}', 'sinks'",
    "'sinks: [{type: file, path: /a}, {type: file, path: /b/../a}]', 'sinks[1].path'",
    "'sinks: [{type: file, path: /a, name: .a}]', 'sinks[0].name'",
    "'sinks: [{type: file, path: /a, name: a/b}]', 'sinks[0].name'",
    "'sinks: [{type: network-syslog, host: a b}]', 'sinks[0].host'",
    "'sinks: [{type: network-syslog, host: a, certificate: /c}]', 'sinks[0].certificate'",
    "'sinks: [{type: network-syslog, host: a, key: /c}]', 'sinks[0].key'",
    "'sinks: [{type: network-syslog, host: a, transport: tcp, server-name: b}]', 'sinks[0].server-name'",
    "'sinks: [{type: cloudwatch, group: g, fips: true, endpoint: \"https://h\"}]', 'sinks[0].fips'",
    "'sinks: [{type: cloudwatch, group: \"a:*\"}]', 'sinks[0].group'",
    "'state: /a\nship-state: /a/', 'ship-state'",
    "'runtime: /var/lib/sbom-agent', 'runtime'",
    "'check: {interval: 0900s}', 'check.interval'",
    "'check: {interval: 25h}', 'check.interval'",
    "'check: {interval: 59s}', 'check.interval'",
    "'check: {interval: -5m}', 'check.interval'",
    "'check: {interval: 99999999999999999999d}', 'check.interval'",
    "'outbox: {max-bytes: 999999999999GB}', 'outbox.max-bytes'",
    "'outbox: {max-bytes: 64M}', 'outbox.max-bytes'",
    "'sweep: {enabled: \"true\"}', 'sweep.enabled'",
    "'sweep: {enabled: yes}', 'sweep.enabled'",
    "'cloud: {account: 12}', 'cloud.account'",
    "'trust: \"/a\\0b\"', 'trust'",
    "'trust: \"/a\\ud800b\"', 'trust'",
  })
  void what_is_wrong_is_named(String text, String place) throws Exception {
    List<String> problems = problems(text + "\n");
    assertEquals(1, problems.size(), problems::toString);
    assertEquals("'" + place + "'", problems.get(0).split(" ", -1)[2], problems::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "password",
    "tls-passphrase",
    "secret_access_key",
    "AccessKey-access-key",
    "auth-token",
  })
  void a_secret_is_refused_and_not_repeated(String key) throws Exception {
    String said = problems("cloud: {" + key + ": hunter2}\n").toString();
    assertEquals(
        "[line 1: unknown key 'cloud."
            + key
            + "': it looks like a secret, and none belongs here (AWS is reached by the instance's"
            + " role, TLS by key files)]",
        said);
    assertFalse(said.contains("hunter2"));
  }

  @Test
  void the_second_of_a_type_has_a_number() throws Exception {
    List<String> names = new ArrayList<>();
    sinks("- type: syslog\n- type: journald\n- type: syslog\n- {type: syslog, name: x}\n")
        .forEach(sink -> names.add(sink.name()));
    assertEquals(List.of("syslog", "journald", "syslog-2", "x"), names);
  }
}
