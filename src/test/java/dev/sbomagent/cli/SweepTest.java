package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.interop.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File contents, compared by the daemon once a day of a time that the test lets pass. */
class SweepTest {
  private static final String TEXT = "welcome\n";

  @TempDir private Path temporary;
  private @Nullable WatchedMachine watched;

  @BeforeEach
  void bake() throws IOException, GeneralSecurityException {
    WatchedMachine baked = new WatchedMachine(temporary);
    baked.machine.write("/etc/motd", TEXT).goldenFile("/etc/motd", sha256(TEXT));
    baked.install();
    // a reminder would come at about the time of the second sweep
    baked.configure("check: {settle: 1s, reminder: 30d}\n");
    watched = baked;
  }

  @AfterEach
  void stop() throws InterruptedException {
    watched().stop();
  }

  private WatchedMachine watched() {
    return Objects.requireNonNull(watched);
  }

  private static String sha256(String text) throws GeneralSecurityException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** A day passes, and something happens that the daemon notices. */
  private void pass(Duration time) throws IOException {
    watched().clock.pass(time);
    Path file = watched().machine.root.resolve("var/lib/dpkg/triggers.tmp");
    Files.createFile(file);
    Files.delete(file);
  }

  private static String uid(Json event) {
    return event.text("finding_uid");
  }

  @Test
  void an_altered_file_is_found_by_the_sweep_and_its_restoring_by_the_next() throws Exception {
    RunningDaemon daemon = watched().start();
    daemon.await("heartbeat");
    watched().machine.write("/etc/motd", "owned\n");
    pass(Duration.ofHours(1));
    Json opened = daemon.await("drift");
    assertEquals("opened", opened.text("transition"));
    assertEquals("high", opened.text("severity"));
    assertTrue(uid(opened).startsWith("files/"), uid(opened));

    // what a plain check finds meanwhile is another condition, and resolves nothing of this one
    watched().machine.installed("bash 5.2-2", "dash 0.5-1");
    Json packages = daemon.await("drift");
    assertTrue(uid(packages).startsWith("drift/"), uid(packages));
    assertEquals("opened", packages.text("transition"));
    watched().machine.installed("bash 5.2-1", "dash 0.5-1");
    assertEquals("resolved", daemon.await("drift").text("transition"));

    watched().machine.write("/etc/motd", TEXT);
    pass(Duration.ofHours(23));
    watched().machine.installed("bash 5.2-3", "dash 0.5-1");
    assertTrue(uid(daemon.await("drift")).startsWith("drift/"), "a day is not over");
    pass(Duration.ofHours(1));
    Json resolved = daemon.await("drift");
    assertEquals("resolved", resolved.text("transition"));
    assertEquals(uid(opened), uid(resolved));
  }

  @Test
  void what_a_sweep_found_is_still_open_after_a_restart_and_said_once() throws Exception {
    watched().machine.write("/etc/motd", "owned\n");
    RunningDaemon first = watched().start();
    first.await("heartbeat");
    pass(Duration.ofHours(1));
    Json opened = first.await("drift");
    first.stop();
    watched().machine.write("/etc/motd", TEXT);
    RunningDaemon second = watched().start();
    second.await("heartbeat");
    // the last was an hour ago: the next is due when its day is over
    pass(Duration.ofHours(25));
    Json resolved = second.await("drift");
    assertEquals("resolved", resolved.text("transition"));
    assertEquals(uid(opened), uid(resolved));
    second.stop();
    assertEquals(2, second.heard().count("drift"));
  }

  @Test
  void there_is_none_where_none_is_wanted_or_too_much_was_used() throws Exception {
    for (String why : new String[] {"sweep: {enabled: false}\n", "limits: {memory: 64MB}\n"}) {
      watched().configure(why);
      watched().machine.write("/etc/motd", "owned\n");
      byte[] ballast = new byte[80 << 20];
      ballast[ballast.length - 1] = 1;
      RunningDaemon daemon = watched().start();
      daemon.await("heartbeat");
      pass(Duration.ofHours(25));
      daemon.await("heartbeat");
      daemon.stop();
      assertEquals(0, daemon.heard().count("drift"));
      assertEquals(1, ballast[ballast.length - 1]);
    }
  }

  @Test
  void a_sweep_keeps_to_its_budget_and_a_check_need_not_wait_for_it() throws Exception {
    watched().machine.write("/etc/motd", "x".repeat(300_000));
    watched().configure("sweep: {bytes-per-second: 100KB}\n");
    RunningDaemon daemon = watched().start();
    daemon.await("heartbeat");
    pass(Duration.ofHours(1));
    long begun = System.nanoTime();
    watched().machine.installed("bash 5.2-2", "dash 0.5-1");
    Json packages = daemon.await("drift");
    assertTrue(uid(packages).startsWith("drift/"), uid(packages));
    assertTrue(uid(daemon.await("drift")).startsWith("files/"));
    long tookMillis = (System.nanoTime() - begun) / 1_000_000;
    // all but the first second's worth, which may be there at once
    assertTrue(tookMillis > 1_500, "took " + tookMillis + " ms");
  }

  @Test
  void a_golden_that_is_verified_again_and_is_the_same_does_not_begin_it_anew() throws Exception {
    watched().machine.write("/etc/motd", "x".repeat(300_000));
    watched().configure("sweep: {bytes-per-second: 100KB}\n");
    RunningDaemon daemon = watched().start();
    daemon.await("heartbeat");
    pass(Duration.ofHours(1));
    Path golden = watched().machine.root.resolve("etc/sbom-agent/golden.cdx.json");
    // touched every second, where a sweep takes two
    Json altered =
        daemon
            .heard()
            .await(
                "drift",
                () ->
                    assertTrue(
                        golden.toFile().setLastModified(watched().clock.millis()), "not touched"));
    assertTrue(uid(altered).startsWith("files/"), uid(altered));
  }
}
