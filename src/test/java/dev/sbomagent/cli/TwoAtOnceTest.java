package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that want the same folders: within one process a lock would not part them. */
class TwoAtOnceTest {
  @TempDir private Path temporary;
  private @Nullable WatchedMachine watched;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void bake() throws IOException, GeneralSecurityException {
    watched = new WatchedMachine(temporary);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  private WatchedMachine watched() {
    return Objects.requireNonNull(watched);
  }

  private Process start(String... command) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sbomagent.cli.Main"));
    words.addAll(List.of(command));
    words.addAll(
        List.of(
            "--root",
            watched().machine.root.toString(),
            "--config",
            temporary.resolve("agent.yaml").toString()));
    Process process = new ProcessBuilder(words).start();
    started.add(process);
    return process;
  }

  /** How a process ended that does so by itself. */
  private static String ended(Process process) throws IOException, InterruptedException {
    String said =
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
            + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS), "does not end");
    return process.exitValue() + " " + said;
  }

  private static Runnable lives(Process process) {
    return () -> assertTrue(process.isAlive(), () -> "ended: " + process.exitValue());
  }

  @Test
  void a_second_daemon_says_why_it_ends_and_leaves_the_first_alone() throws Exception {
    Heard heard = new Heard(temporary);
    Process first = start("run");
    heard.await("heartbeat", lives(first));
    String second = ended(start("run"));
    assertTrue(second.startsWith("78 sbom-agent: "), second);
    assertTrue(second.contains("another sbom-agent runs: see 'sbom-agent status'"), second);
    watched().machine.installed("bash 5.2-2", "dash 0.5-1");
    assertEquals("opened", heard.await("drift", lives(first)).text("transition"));
    first.destroy();
    assertTrue(first.waitFor(5, TimeUnit.SECONDS), "SIGTERM ends it within five seconds");
    assertEquals("agent_stop", heard.last().text("event_type"));
    assertEquals(1, heard.count("agent_start"));
    heard.assertUnbroken();
  }

  @Test
  void a_second_ship_says_why_it_ends_and_leaves_the_first_alone() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      watched()
          .configure(
              """
              - type: network-syslog
                host: 127.0.0.1
                transport: relp
                port: %d
              """
                  .formatted(server.getLocalPort()));
      Heard heard = new Heard(temporary);
      Process daemon = start("run", "--no-ship");
      heard.await("heartbeat", lives(daemon));
      server.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Heard.PATIENCE_SECONDS));
      Process first = start("ship");
      try (Socket hung = server.accept();
          InputStream in = hung.getInputStream()) {
        assertTrue(in.read() > 0, "it has begun, and gets no answer");
        String second = ended(start("ship"));
        assertTrue(second.startsWith("78 sbom-agent: "), second);
        assertTrue(second.contains("another process delivers; nothing is lost"), second);
        assertTrue(first.isAlive(), "the first waits for its answer");
        first.destroy();
        assertTrue(first.waitFor(5, TimeUnit.SECONDS), "SIGTERM ends it within five seconds");
      }
      assertTrue(daemon.isAlive());
      // what was not taken waits
      try (var kept = Files.newDirectoryStream(temporary.resolve("state/outbox"), "*.record")) {
        if (!kept.iterator().hasNext()) {
          fail("nothing is kept");
        }
      }
    }
  }
}
