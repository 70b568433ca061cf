package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.interop.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon whose outbox takes nothing for a while: its folder is away. */
class RefusedTest {
  private static final String REFUSED = "cannot keep an event, it will be tried again: ";

  @TempDir private Path temporary;
  private @Nullable WatchedMachine watched;

  @BeforeEach
  void bake() throws IOException, GeneralSecurityException {
    watched = new WatchedMachine(temporary);
  }

  @AfterEach
  void stop() throws InterruptedException {
    watched().stop();
  }

  private WatchedMachine watched() {
    return Objects.requireNonNull(watched);
  }

  private void away() {
    move("outbox", "away");
  }

  private void back() {
    move("away", "outbox");
  }

  private void move(String from, String to) {
    Path state = temporary.resolve("state");
    try {
      Files.move(state.resolve(from), state.resolve(to));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Waits for the next event of a type, for many minutes in which something is to be noticed. */
  private Json awaitLong(RunningDaemon daemon, String type) throws Exception {
    return daemon.heard().await(type, this::minuteLater);
  }

  private void minuteLater() {
    watched().clock.pass(Duration.ofMinutes(1));
    Path file = watched().machine.root.resolve("var/lib/dpkg/triggers.tmp");
    try {
      Files.createFile(file);
      Files.delete(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void a_start_is_said_once_and_before_anything_else_when_it_can_be() throws Exception {
    watched().machine.installed("bash 5.2-2", "dash 0.5-1");
    RunningDaemon daemon = watched().start(this::away);
    daemon.awaitLog(REFUSED);
    daemon.awaitLog("agent_start");
    back();
    assertEquals("1", awaitLong(daemon, "agent_start").text("seq"));
    assertEquals("opened", awaitLong(daemon, "drift").text("transition"));
    awaitLong(daemon, "heartbeat");
    daemon.stop();
    assertEquals(1, daemon.heard().count("agent_start"));
    daemon.heard().assertUnbroken();
  }

  @Test
  void a_clone_that_could_not_say_so_before_it_ended_does_so_the_next_time() throws Exception {
    watched().machine.write("/etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    RunningDaemon first = watched().start();
    first.await("heartbeat");
    first.stop();
    String chain = first.heard().last().text("chain");
    watched().machine.write("/etc/machine-id", "fedcba9876543210fedcba9876543210\n");
    RunningDaemon mute = watched().start(this::away);
    mute.awaitLog("identity_changed");
    mute.stop();
    back();
    RunningDaemon clone = watched().start();
    Json changed = clone.await("identity_changed");
    assertEquals("1", changed.text("seq"));
    assertEquals(chain, changed.at("detail").text("chain_before"));
    assertEquals("2", clone.await("agent_start").text("seq"));
    clone.await("heartbeat");
    clone.stop();
    RunningDaemon again = watched().start();
    again.await("agent_start");
    again.await("heartbeat");
    again.stop();
    assertEquals(1, again.heard().count("identity_changed"));
  }

  @Test
  void what_became_of_the_golden_is_said_when_it_can_be() throws Exception {
    RunningDaemon daemon = watched().start();
    daemon.await("heartbeat");
    away();
    watched().machine.write("/etc/sbom-agent/golden.cdx.json", "{}");
    daemon.awaitLog("artifact_changed");
    daemon.awaitLog("verification_failure");
    back();
    assertEquals("altered", awaitLong(daemon, "artifact_changed").at("detail").text("change"));
    assertEquals("opened", awaitLong(daemon, "verification_failure").text("transition"));
    daemon.stop();
    assertEquals(1, daemon.heard().count("artifact_changed"));
    daemon.heard().assertUnbroken();
  }
}
