package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.sbomagent.daemon.Daemon;
import dev.sbomagent.interop.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole daemon on a small machine, heard through a file. */
class DaemonTest {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir private Path temporary;
  private Machine machine;
  private @Nullable Running running;

  @BeforeEach
  void bake() throws IOException, GeneralSecurityException {
    machine = new Machine(temporary).installed("bash 5.2-1", "dash 0.5-1");
    machine.golden("bash 5.2-1", "dash 0.5-1");
    Files.createDirectory(temporary.resolve("trust"));
    Files.copy(machine.key, temporary.resolve("trust/golden.pub"));
    install();
    configure("");
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (running != null) {
      running.stop();
    }
  }

  /** Puts the golden where the daemon looks for it. */
  private void install() throws IOException {
    for (String name : List.of("golden.cdx.json", "golden.cdx.json.sig")) {
      machine.write("/etc/sbom-agent/" + name, Files.readString(machine.folder.resolve(name)));
    }
  }

  private void configure(String more) throws IOException {
    String text =
        """
        trust: $/trust
        state: $/state
        ship-state: $/ship
        runtime: $
        check: {settle: 1s}
        limits: {memory: 4GB}
        sinks:
        - type: file
          path: $/events
        """
            .replace("$", temporary.toString());
    Files.writeString(temporary.resolve("agent.yaml"), text + more);
  }

  private Running start() {
    Running started = new Running(temporary, machine.root);
    running = started;
    return started;
  }

  @Test
  void a_change_is_told_when_it_comes_and_when_it_goes() throws Exception {
    Running daemon = start();
    daemon.await("agent_start");
    assertEquals("in-sync", daemon.await("heartbeat").text("message"));

    machine.installed("bash 5.2-2", "dash 0.5-1");
    Json opened = daemon.await("drift");
    assertEquals("opened", opened.text("transition"));
    assertEquals("1 finding: 1 upgraded", opened.text("message"));

    machine.installed("bash 5.2-2");
    Json changed = daemon.await("drift");
    assertEquals("changed", changed.text("transition"));
    assertEquals(opened.text("finding_uid"), changed.text("replaces_uid"));
    assertEquals(opened.text("since"), changed.text("since"));

    machine.installed("bash 5.2-1", "dash 0.5-1");
    Json resolved = daemon.await("drift");
    assertEquals("resolved", resolved.text("transition"));
    assertEquals(changed.text("finding_uid"), resolved.text("finding_uid"));

    daemon.stop();
    assertEquals("agent_stop", daemon.last().text("event_type"));
  }

  @Test
  void what_happened_while_it_was_down_is_told_at_start_and_only_once() throws Exception {
    start().await("heartbeat");
    running().stop();
    machine.installed("bash 5.2-2", "dash 0.5-1");
    start().await("drift");
    running().stop();
    Running third = start();
    third.await("agent_start");
    third.await("heartbeat");
    third.stop();
    assertEquals(1, third.count("drift"));
  }

  @Test
  void an_altered_golden_is_its_own_event_and_a_restored_one_resolves() throws Exception {
    Running daemon = start();
    daemon.await("heartbeat");
    machine.write("/etc/sbom-agent/golden.cdx.json", "{}");
    Json altered = daemon.await("artifact_changed");
    assertEquals("critical", altered.text("severity"));
    Json failed = daemon.await("verification_failure");
    assertEquals("opened", failed.text("transition"));
    assertEquals("bad-signature", failed.text("reason"));
    install();
    daemon.await("artifact_changed");
    assertEquals("resolved", daemon.await("verification_failure").text("transition"));
    daemon.stop();
    assertEquals(0, daemon.count("drift"));
  }

  @Test
  void a_wrong_configuration_is_not_taken_over() throws Exception {
    Running daemon = start();
    daemon.await("heartbeat");
    configure("chekc: {}\n");
    daemon.daemon().reload();
    String message = daemon.await("config_rejected").text("message");
    assertTrue(message.contains("chekc"), message);
    configure("exclude: [/opt]\n");
    daemon.daemon().reload();
    assertTrue(daemon.await("scope_changed").text("message").contains("/opt"));
  }

  @Test
  void an_older_golden_is_a_step_back() throws Exception {
    Running daemon = start();
    daemon.await("heartbeat");
    machine.metadata("");
    Files.writeString(
        machine.golden, Files.readString(machine.golden).replace("2026-11-01", "2026-10-01"));
    machine.sign(Files.readAllBytes(machine.golden));
    install();
    assertEquals("superseded", daemon.await("verification_failure").text("reason"));
  }

  @Test
  void the_chain_has_no_gap_and_no_edit() throws Exception {
    start().await("heartbeat");
    running().stop();
    Running second = start();
    second.await("heartbeat");
    second.stop();
    String previous = "sha256:" + "0".repeat(64);
    int seq = 0;
    for (String line : Files.readAllLines(temporary.resolve("events"))) {
      Json event = Json.parse(line);
      if (event.text("schema").equals("sbom-agent/event/1")) {
        assertEquals(String.valueOf(++seq), event.text("seq"));
        assertEquals(previous, event.text("prev_hash"));
        previous = event.text("hash");
      }
    }
    assertTrue(seq >= 6, "events: " + seq);
  }

  private Running running() {
    Running now = running;
    return now == null ? fail("not started") : now;
  }

  /** A daemon in a thread, and what it was heard to say. */
  private static final class Running {
    private final Path folder;
    private final Path root;
    private final Thread thread;
    private final Map<String, Integer> heard = new HashMap<>();
    private volatile @Nullable Daemon daemon;
    private volatile @Nullable Throwable broken;

    Running(Path folder, Path root) {
      this.folder = folder;
      this.root = root;
      lines().forEach(event -> heard.merge(event.text("event_type"), 1, Integer::sum));
      thread = new Thread(this::run, "daemon under test");
      thread.start();
    }

    private void run() {
      try {
        PrintStream out =
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Syntax syntax = new Syntax();
        new RunCommand().describe(syntax);
        syntax.common();
        Arguments arguments =
            Arguments.plain(
                    syntax,
                    new String[] {
                      "--root", root.toString(), "--config", folder.resolve("agent.yaml").toString()
                    })
                .orElseThrow();
        Terminal terminal =
            new Terminal(
                new ByteArrayInputStream(new byte[0]), new Output(out), out, Environment.BARE);
        RunCommand.run(
            new Invocation(terminal, Clock.systemUTC(), arguments),
            started -> {
              daemon = started;
              started.run(Duration.ofSeconds(5));
            });
      } catch (Refusal | RuntimeException | Error problem) {
        broken = problem;
      }
    }

    Daemon daemon() {
      Daemon now = daemon;
      return now == null ? fail("not started") : now;
    }

    void stop() throws InterruptedException {
      Daemon now = daemon;
      if (now != null) {
        now.stop();
      }
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      assertTrue(!thread.isAlive(), "does not stop");
    }

    int count(String type) {
      return (int) lines().stream().filter(e -> e.text("event_type").equals(type)).count();
    }

    Json last() {
      List<Json> all = lines();
      return all.get(all.size() - 1);
    }

    private List<Json> lines() {
      List<Json> events = new ArrayList<>();
      try {
        Path file = folder.resolve("events");
        String text = Files.exists(file) ? Files.readString(file) : "";
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
          if (line.startsWith("{\"schema\":\"sbom-agent/event/1\"")) {
            events.add(Json.parse(line));
          }
        }
      } catch (IOException gone) {
        fail(gone);
      }
      return events;
    }

    /** Waits for the next event of a type, heard by its file's changes. */
    Json await(String type) throws IOException, InterruptedException {
      int known = heard.merge(type, 1, Integer::sum);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      try (WatchService watch = folder.getFileSystem().newWatchService()) {
        folder.register(
            watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
        while (System.nanoTime() < end) {
          List<Json> found =
              lines().stream().filter(e -> e.text("event_type").equals(type)).toList();
          if (found.size() >= known) {
            return found.get(known - 1);
          }
          if (broken != null) {
            return fail(broken);
          }
          var key = watch.poll(1, TimeUnit.SECONDS);
          if (key != null) {
            key.pollEvents();
            key.reset();
          }
        }
      }
      return fail("no " + type + " after " + lines());
    }
  }
}
