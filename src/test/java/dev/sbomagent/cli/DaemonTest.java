package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.interop.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole daemon on a small machine, heard through a file. */
class DaemonTest {
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

  private Machine machine() {
    return watched().machine;
  }

  private RunningDaemon start() {
    return watched().start();
  }

  @Test
  void a_change_is_told_when_it_comes_and_when_it_goes() throws Exception {
    RunningDaemon daemon = start();
    daemon.await("agent_start");
    assertEquals("in-sync", daemon.await("heartbeat").text("message"));

    machine().installed("bash 5.2-2", "dash 0.5-1");
    Json opened = daemon.await("drift");
    assertEquals("opened", opened.text("transition"));
    assertEquals("1 finding: 1 upgraded", opened.text("message"));

    machine().installed("bash 5.2-2");
    Json changed = daemon.await("drift");
    assertEquals("changed", changed.text("transition"));
    assertEquals(opened.text("finding_uid"), changed.text("replaces_uid"));
    assertEquals(opened.text("since"), changed.text("since"));

    machine().installed("bash 5.2-1", "dash 0.5-1");
    Json resolved = daemon.await("drift");
    assertEquals("resolved", resolved.text("transition"));
    assertEquals(changed.text("finding_uid"), resolved.text("finding_uid"));

    daemon.stop();
    assertEquals("agent_stop", daemon.heard().last().text("event_type"));
  }

  @Test
  void what_happened_while_it_was_down_is_told_at_start_and_only_once() throws Exception {
    start().await("heartbeat");
    watched().stop();
    machine().installed("bash 5.2-2", "dash 0.5-1");
    start().await("drift");
    watched().stop();
    RunningDaemon third = start();
    third.await("agent_start");
    third.await("heartbeat");
    third.stop();
    assertEquals(1, third.heard().count("drift"));
  }

  @Test
  void an_altered_golden_is_its_own_event_and_a_restored_one_resolves() throws Exception {
    RunningDaemon daemon = start();
    daemon.await("heartbeat");
    machine().write("/etc/sbom-agent/golden.cdx.json", "{}");
    Json altered = daemon.await("artifact_changed");
    assertEquals("critical", altered.text("severity"));
    Json failed = daemon.await("verification_failure");
    assertEquals("opened", failed.text("transition"));
    assertEquals("bad-signature", failed.text("reason"));
    watched().install();
    daemon.await("artifact_changed");
    assertEquals("resolved", daemon.await("verification_failure").text("transition"));
    daemon.stop();
    assertEquals(0, daemon.heard().count("drift"));
  }

  @Test
  void a_wrong_configuration_is_not_taken_over() throws Exception {
    RunningDaemon daemon = start();
    daemon.await("heartbeat");
    watched().configure("chekc: {}\n");
    daemon.daemon().reload();
    String message = daemon.await("config_rejected").text("message");
    assertTrue(message.contains("chekc"), message);
    watched().configure("exclude: [/opt]\n");
    daemon.daemon().reload();
    assertTrue(daemon.await("scope_changed").text("message").contains("/opt"));
  }

  @Test
  void an_older_golden_is_a_step_back() throws Exception {
    RunningDaemon daemon = start();
    daemon.await("heartbeat");
    machine().metadata("");
    Files.writeString(
        machine().golden, Files.readString(machine().golden).replace("2026-11-01", "2026-10-01"));
    machine().sign(Files.readAllBytes(machine().golden));
    watched().install();
    assertEquals("superseded", daemon.await("verification_failure").text("reason"));
  }

  @Test
  void the_chain_has_no_gap_and_no_edit() throws Exception {
    start().await("heartbeat");
    watched().stop();
    RunningDaemon second = start();
    second.await("heartbeat");
    second.stop();
    int seq = second.heard().assertUnbroken();
    assertTrue(seq >= 6, "events: " + seq);
  }

  @Test
  void a_reload_says_what_is_in_force_and_what_needs_a_restart() throws Exception {
    RunningDaemon daemon = start();
    daemon.await("heartbeat");
    watched().configure("heartbeat: {interval: 2h}\n");
    daemon.daemon().reload();
    assertEquals("configuration taken over", daemon.await("config_changed").text("message"));
    watched().configure("heartbeat: {interval: 2h}\nfleet: web\noutbox: {max-age: 7d}\n");
    daemon.daemon().reload();
    String but = "configuration taken over, but for what needs a restart: fleet, outbox";
    assertEquals(but, daemon.await("config_changed").text("message"));
    assertTrue(daemon.log().contains(but), daemon.log());
    daemon.stop();
    // what is in force from now on is what the next reload is held against
    RunningDaemon next = start();
    next.await("heartbeat");
    next.daemon().reload();
    assertEquals("configuration taken over", next.await("config_changed").text("message"));
  }

  @Test
  void over_its_limits_it_says_so_and_checks_all_the_same() throws Exception {
    watched().configure("limits: {memory: 64MB}\n");
    byte[] ballast = new byte[80 << 20];
    ballast[ballast.length - 1] = 1;
    RunningDaemon daemon = start();
    String message = daemon.await("heartbeat").text("message");
    assertTrue(message.startsWith("in-sync; degraded: more memory than allowed, "), message);
    machine().installed("bash 5.2-2", "dash 0.5-1");
    assertEquals("opened", daemon.await("drift").text("transition"));
    assertEquals(1, ballast[ballast.length - 1]);
  }

  @Test
  void a_golden_whose_whole_folder_is_moved_away_is_missed() throws Exception {
    RunningDaemon daemon = start();
    daemon.await("heartbeat");
    Path folder = machine().root.resolve("etc/sbom-agent");
    Path aside = machine().root.resolve("etc/aside");
    Files.move(folder, aside);
    assertEquals("missing-golden", daemon.await("verification_failure").text("reason"));
    Files.move(aside, folder);
    assertEquals("resolved", daemon.await("verification_failure").text("transition"));
    // and its new folder is watched: not the one that was moved
    machine().write("/etc/sbom-agent/golden.cdx.json", "{}");
    assertEquals("bad-signature", daemon.await("verification_failure").text("reason"));
  }

  @Test
  void the_first_key_is_noticed_in_an_empty_folder_and_in_one_that_comes() throws Exception {
    Path trust = temporary.resolve("trust");
    Path key = trust.resolve("golden.pub");
    Files.delete(key);
    RunningDaemon daemon = start();
    assertEquals("no-trusted-key", daemon.await("verification_failure").text("reason"));
    daemon.await("heartbeat");
    Files.copy(machine().key, key);
    assertEquals("resolved", daemon.await("verification_failure").text("transition"));
    Files.delete(key);
    assertEquals("opened", daemon.await("verification_failure").text("transition"));
    Files.delete(trust);
    Files.createDirectory(trust);
    Files.copy(machine().key, key);
    assertEquals("resolved", daemon.await("verification_failure").text("transition"));
  }

  @Test
  void one_key_file_is_watched_as_a_folder_of_keys_is() throws Exception {
    Path key = Files.copy(machine().key, temporary.resolve("cosign.pub"));
    Path config = temporary.resolve("agent.yaml");
    Files.writeString(config, Files.readString(config).replace("/trust\n", "/cosign.pub\n"));
    RunningDaemon daemon = start();
    assertEquals("in-sync", daemon.await("heartbeat").text("message"));
    Files.delete(key);
    assertEquals("no-trusted-key", daemon.await("verification_failure").text("reason"));
    Files.copy(machine().key, key);
    assertEquals("resolved", daemon.await("verification_failure").text("transition"));
  }

  @Test
  void a_clock_that_jumps_years_loses_doubles_and_blocks_nothing() throws Exception {
    Duration years = Duration.ofDays(3650);
    RunningDaemon daemon = start();
    daemon.await("heartbeat");
    watched().clock.set(years);
    machine().installed("bash 5.2-2", "dash 0.5-1");
    assertEquals("opened", daemon.await("drift").text("transition"));
    watched().clock.set(years.multipliedBy(-2));
    for (int i = 0; i < 3; i++) {
      daemon.daemon().reload();
      daemon.await("config_changed");
    }
    assertEquals("reminder", daemon.await("drift").text("transition"));
    machine().installed("bash 5.2-1", "dash 0.5-1");
    assertEquals("resolved", daemon.await("drift").text("transition"));
    daemon.stop();
    // the last word is of the time before: a start in any other is a start
    for (Duration jump : List.of(years.multipliedBy(3), years.multipliedBy(-3))) {
      watched().clock.set(jump);
      RunningDaemon next = start();
      assertEquals("started", next.await("agent_start").text("message"));
      next.await("heartbeat");
      next.stop();
    }
    assertEquals(3, daemon.heard().count("drift"));
    assertEquals(0, daemon.heard().count("events_dropped"));
    daemon.heard().assertUnbroken();
  }

  @Test
  void rounds_go_by_the_time_that_passes_not_by_the_clock() throws Exception {
    RunningDaemon daemon = start();
    daemon.await("heartbeat");
    machine().installed("bash 5.2-2", "dash 0.5-1");
    daemon.await("drift");
    watched().clock.set(Duration.ofDays(-3650));
    for (int i = 0; i < 3; i++) {
      watched().clock.pass(Duration.ofHours(1));
      wake();
      daemon.await("heartbeat");
    }
    // one, because the clock was set back
    assertEquals("reminder", daemon.await("drift").text("transition"));
    watched().clock.pass(Duration.ofHours(25));
    wake();
    assertEquals("reminder", daemon.await("drift").text("transition"));
    daemon.stop();
    assertEquals(3, daemon.heard().count("drift"));
  }

  @Test
  void a_clone_says_that_it_is_one_and_reports_its_own_drift_on_its_own_chain() throws Exception {
    machine().write("/etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    RunningDaemon first = start();
    first.await("heartbeat");
    machine().installed("bash 5.2-2", "dash 0.5-1");
    first.await("drift");
    first.stop();
    machine().write("/etc/machine-id", "fedcba9876543210fedcba9876543210\n");
    RunningDaemon clone = start();
    assertEquals("1", clone.await("identity_changed").text("seq"));
    assertEquals("2", clone.await("agent_start").text("seq"));
    assertEquals("opened", clone.await("drift").text("transition"));
    clone.await("heartbeat");
    clone.stop();
    RunningDaemon again = start();
    again.await("agent_start");
    again.await("heartbeat");
    again.stop();
    assertEquals(1, again.heard().count("identity_changed"));
    assertEquals(2, again.heard().count("drift"));
  }

  /** Lets the daemon look at its clocks, which it does not know to be set. */
  private void wake() throws IOException {
    Path file = machine().root.resolve("var/lib/dpkg/triggers.tmp");
    Files.createFile(file);
    Files.delete(file);
  }
}
