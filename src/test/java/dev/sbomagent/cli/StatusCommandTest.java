package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Sink;
import dev.sbomagent.report.Status;
import dev.sbomagent.report.StatusJson;
import dev.sbomagent.report.Verdict;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path root;
  private Path file;

  @BeforeEach
  void folders() throws Exception {
    Path runtime = Files.createDirectories(root.resolve("run/sbom-agent"));
    file = runtime.resolve("status.json");
    process("java) 1 (", 4711);
  }

  /** Process 123. */
  private void process(String command, long ticks) throws Exception {
    Path folder = Files.createDirectories(root.resolve("proc/123"));
    Files.writeString(
        folder.resolve("stat"),
        "123 ("
            + command
            + ") S 1 123 123 0 -1 4194560 100 0 0 0 31 7 0 0 20 0 15 0 "
            + ticks
            + " 3000000000 12000 18446744073709551615 0 0\n");
  }

  private Machine.Run status(String... more) {
    List<String> args = new ArrayList<>(List.of("status", "--root", root.toString()));
    args.addAll(List.of(more));
    return Machine.run(args.toArray(new String[0]));
  }

  private static Status.Destination sink(String name, Sink.Guarantee guarantee, Duration oldest) {
    boolean none = oldest.isZero();
    return new Status.Destination(
        name,
        guarantee,
        none ? 0 : 3,
        none ? null : NOW.minus(oldest),
        NOW.minusSeconds(600),
        none ? null : "connection refused",
        none ? null : NOW.plusSeconds(60),
        none ? 0 : 1);
  }

  private void written(Duration ago, List<Status.Destination> sinks, String... degraded)
      throws Exception {
    Status status =
        new Status(
            123,
            4711,
            NOW.minus(Duration.ofDays(3)),
            NOW.minus(ago),
            Status.State.IDLE,
            new Status.LastCheck(
                NOW.minusSeconds(720),
                Verdict.DRIFTED,
                null,
                Duration.ofMillis(480),
                1,
                "sha256:d"),
            NOW.plusSeconds(1080),
            NOW.minus(Duration.ofHours(5)),
            new Event.Golden("/etc/sbom-agent/golden.cdx.json", "ab", "sha256:cd"),
            List.of(
                new Status.OpenCondition(
                    "drift/1", Severity.MEDIUM, NOW.minusSeconds(7300), "1 added")),
            new Status.Queue(3, 5000, NOW.minusSeconds(3000), 2),
            sinks,
            new Status.Cost(Duration.ofMillis(1234), 44L << 20, NOW.minus(Duration.ofDays(3))),
            List.of(degraded));
    try (OutputStream out = Files.newOutputStream(file)) {
      StatusJson.line(status, out);
    }
  }

  @Test
  void a_daemon_that_is_well_is_healthy() throws Exception {
    written(
        Duration.ofMinutes(80),
        List.of(
            sink("journald", Sink.Guarantee.ACKNOWLEDGED, Duration.ZERO),
            sink("udp", Sink.Guarantee.BEST_EFFORT, Duration.ofMinutes(50))));
    Machine.Run run = status();
    assertEquals(
        """
        HEALTHY  process 123, idle, started 3 days ago
          last check   drifted, 1 finding, 12 min ago in 480 ms
          next check   in 18 min
          files        compared 5 h ago
          golden       /etc/sbom-agent/golden.cdx.json, sha256 ab
          signed by    sha256:cd
          outbox       3 events, 5 KB, the oldest 50 min ago; 2 dropped, ever
          cost         1.2 CPU seconds since 3 days ago, 44 MB resident

        OPEN
          medium   1 added, since 2 h ago

        SINKS
          journald  nothing waits; last taken 10 min ago
          udp       3 waiting, the oldest 50 min ago; last sent 10 min ago (best effort: nobody says \
        that it arrives); connection refused, again in 60 s; 1 refused, ever
        """,
        run.out());
    assertEquals(0, run.status());
  }

  @Test
  void a_sink_that_waits_its_turn_has_not_failed() throws Exception {
    Instant turn = NOW.plusSeconds(120);
    written(
        Duration.ofMinutes(1),
        List.of(
            new Status.Destination(
                "hub", Sink.Guarantee.ACKNOWLEDGED, 2, NOW.minusSeconds(60), null, null, turn, 0)));
    Machine.Run run = status();
    assertEquals(0, run.status());
    assertTrue(
        run.out()
            .contains(
                "  hub  2 waiting, the oldest 60 s ago; last taken never; its turn comes in 2 min\n"),
        run.out());
  }

  @Test
  void what_a_sink_promises_is_known_before_it_is_tried() throws Exception {
    Path config = root.resolve("agent.yaml");
    Files.writeString(
        config,
        """
        sinks:
        - {type: file, path: /var/log/events}
        - {type: syslog}
        """);
    Files.createDirectories(root.resolve("var/lib/sbom-agent/outbox"));
    String text = status("--config", config.toString()).out();
    assertTrue(text.contains("  file    nothing waits; last taken never\n"), text);
    assertTrue(text.contains("  syslog  nothing waits; last sent never (best effort: "), text);
  }

  @Test
  void what_the_daemon_itself_laments_is_degraded() throws Exception {
    written(Duration.ofMinutes(1), List.of(), "over its budget of CPU");
    Machine.Run run = status();
    assertEquals(2, run.status());
    assertTrue(run.out().startsWith("DEGRADED  process 123"), run.out());
    assertTrue(run.out().contains("  because      over its budget of CPU\n"), run.out());
  }

  @Test
  void a_daemon_that_is_silent_is_degraded() throws Exception {
    written(Duration.ofMinutes(91), List.of());
    assertEquals(2, status().status());
    Path config = root.resolve("agent.yaml");
    Files.writeString(config, "check: {interval: 31m}\n");
    assertEquals(0, status("--config", config.toString()).status());
    written(Duration.ofMinutes(-91), List.of());
    assertEquals(2, status().status());
  }

  @Test
  void a_sink_that_waits_too_long_is_degraded() throws Exception {
    written(
        Duration.ofMinutes(1),
        List.of(sink("relp", Sink.Guarantee.ACKNOWLEDGED, Duration.ofMinutes(61))));
    Machine.Run run = status();
    assertEquals(2, run.status());
    assertTrue(run.out().contains("sink relp has not taken an event of 61 min ago"), run.out());
  }

  @Test
  void what_was_delivered_since_the_daemon_wrote_no_longer_waits() throws Exception {
    written(
        Duration.ofMinutes(1),
        List.of(
            sink("journald", Sink.Guarantee.ACKNOWLEDGED, Duration.ofMinutes(61)),
            sink("relp", Sink.Guarantee.ACKNOWLEDGED, Duration.ofMinutes(50))));
    assertEquals(2, status().status());
    Files.createDirectories(root.resolve("var/lib/sbom-agent/outbox"));
    Machine.Run run = status();
    assertEquals(0, run.status());
    assertTrue(run.out().contains("\n  journald  nothing waits"), run.out());
    assertTrue(run.out().contains("\n  relp      3 waiting, the oldest 50 min ago"), run.out());
  }

  @Test
  void without_a_daemon_what_it_left_is_shown() throws Exception {
    written(Duration.ofMinutes(1), List.of());
    process("java", 4712);
    Machine.Run other = status();
    assertEquals(4, other.status());
    assertTrue(other.out().startsWith("NOT RUNNING"), other.out());
    assertTrue(other.out().contains("process 123 is gone"), other.out());
    assertTrue(other.out().contains("last check   drifted"), other.out());
    Files.delete(root.resolve("proc/123/stat"));
    assertEquals(other, status());
  }

  @Test
  void without_a_file_it_is_not_running() {
    Machine.Run run = status();
    assertEquals(4, run.status());
    assertTrue(run.out().contains("there is no '/run/sbom-agent/status.json'"), run.out());
    assertTrue(run.out().contains("next         start it: systemctl start"), run.out());
  }

  @Test
  void without_a_daemon_the_files_tell_what_waits() throws Exception {
    Path outbox = Files.createDirectories(root.resolve("var/lib/sbom-agent/outbox"));
    Machine.Run nothing = status();
    assertTrue(nothing.out().contains("\nSINKS\n  journald  nothing waits"), nothing.out());
    assertTrue(status("--format", "ndjson").out().contains("\"sinks\":[{\"name\":\"journald\""));
    Files.delete(outbox);
    Files.writeString(outbox, "");
    Machine.Run run = status();
    assertEquals(4, run.status());
    assertTrue(run.out().contains("  sinks        cannot read "), run.out());
  }

  @Test
  void what_cannot_be_read_is_said() throws Exception {
    Files.writeString(file, "{\"schema\":\"sbom-agent/status/1\"");
    Machine.Run run = status();
    assertEquals(4, run.status());
    assertTrue(run.out().contains("cannot read the daemon's status: "), run.out());
    assertTrue(run.out().contains(": /run/sbom-agent/status.json\n"), run.out());
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("status.json"));
    assertTrue(status().out().contains("cannot read the daemon's status: "), status()::toString);
  }

  @Test
  void the_runtime_folder_is_configured() throws Exception {
    written(Duration.ofMinutes(1), List.of());
    Path config = root.resolve("agent.yaml");
    Files.writeString(config, "runtime: /tmp/elsewhere\n");
    assertEquals(4, status("--config", config.toString()).status());
    Files.createDirectories(root.resolve("tmp"));
    Files.createSymbolicLink(root.resolve("tmp/elsewhere"), Path.of("/run/sbom-agent"));
    assertEquals(0, status("--config", config.toString()).status());
  }

  @Test
  void json_holds_the_answer_and_what_the_daemon_wrote() throws Exception {
    written(Duration.ofMinutes(1), List.of(), "slow");
    Machine.Run run = status("--format", "ndjson");
    assertEquals(2, run.status());
    String left = Files.readString(file).strip();
    assertEquals(
        "{\"schema\":\"sbom-agent/health/1\",\"health\":\"degraded\",\"reasons\":[\"slow\"],"
            + "\"hint\":\"see: journalctl -u sbom-agent\",\"status\":"
            + left
            + "}\n",
        run.out());
  }

  @Test
  void the_start_of_a_process_is_read_as_the_kernel_writes_it() {
    assertTrue(ProcessStart.ticks(Path.of("/proc"), "self").isPresent());
    assertEquals(OptionalLong.empty(), ProcessStart.ticks(Path.of("/proc"), "0"));
    assertEquals(OptionalLong.empty(), ProcessStart.parse("1 (a) S 2 3"));
    assertEquals(OptionalLong.empty(), ProcessStart.parse(""));
  }
}
