package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sbomagent.golden.Sbom;
import dev.sbomagent.golden.SbomException;
import dev.sbomagent.golden.SbomLimits;
import dev.sbomagent.trust.Reason;
import dev.sbomagent.trust.UntrustedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedTest {
  private static final Sbom OLD = made("'timestamp':'2026-10-01T00:00:00Z',");
  private static final Sbom NEW = made("'timestamp':'2026-11-01T00:00:00+01:00',");
  private static final Sbom UNDATED = made("");

  @TempDir private Path state;

  private static Sbom made(String timestamp) {
    String document =
        "{'bomFormat':'CycloneDX','specVersion':'1.6','metadata':{%s'component':{'type':'file','name':'/'}}}"
            .formatted(timestamp);
    try {
      return Sbom.parse(
          document.replace('\'', '"').getBytes(StandardCharsets.UTF_8), SbomLimits.standard());
    } catch (SbomException broken) {
      throw new AssertionError(broken);
    }
  }

  private Path file() {
    return state.resolve("accepted.json");
  }

  private static void assertSuperseded(Accepted accepted, Sbom golden) {
    UntrustedException refused =
        assertThrows(UntrustedException.class, () -> accepted.require(golden));
    assertEquals(Reason.SUPERSEDED, refused.reason());
  }

  @Test
  void an_older_golden_is_superseded_and_the_same_or_a_newer_one_is_not() throws Exception {
    Accepted accepted = Accepted.in(state);
    accepted.remember(OLD);
    accepted.require(OLD);
    accepted.require(NEW);
    accepted.remember(NEW);
    assertSuperseded(accepted, OLD);
    accepted.require(NEW);
  }

  @Test
  void the_next_process_knows_it() throws Exception {
    Accepted.in(state).remember(NEW);
    assertSuperseded(Accepted.in(state), OLD);
  }

  @Test
  void an_older_one_is_never_remembered() throws Exception {
    Accepted accepted = Accepted.in(state);
    accepted.remember(NEW);
    byte[] kept = Files.readAllBytes(file());
    accepted.remember(OLD);
    assertEquals(
        new String(kept, StandardCharsets.UTF_8), Files.readString(file()), "it only ever grows");
    assertSuperseded(accepted, OLD);
  }

  @Test
  void a_golden_without_a_time_neither_supersedes_nor_is_superseded() throws Exception {
    Accepted accepted = Accepted.in(state);
    accepted.remember(UNDATED);
    assertFalse(Files.exists(file()));
    accepted.remember(NEW);
    accepted.require(UNDATED);
  }

  @Test
  void what_cannot_be_kept_is_known_meanwhile_and_kept_when_it_can_be() throws Exception {
    Path late = state.resolve("late");
    Accepted accepted = Accepted.in(late);
    assertThrows(IOException.class, () -> accepted.remember(NEW));
    assertSuperseded(accepted, OLD);
    Files.createDirectory(late);
    accepted.remember(NEW);
    assertSuperseded(Accepted.in(late), OLD);
  }

  @Test
  void another_machine_begins_anew() throws Exception {
    Accepted accepted = Accepted.in(state);
    accepted.remember(NEW);
    accepted.forget();
    accepted.require(OLD);
    Accepted.in(state).require(OLD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "{\"schema\":\"sbom-agent/accepted/1\"}",
        "{\"schema\":\"sbom-agent/accepted/1\",\"timestamp\":\"soon\"}",
        "{\"schema\":\"sbom-agent/accepted/2\",\"timestamp\":\"2026-11-01T00:00:00Z\"}"
      })
  void a_damaged_file_refuses_nothing_and_is_replaced(String damaged) throws Exception {
    Files.writeString(file(), damaged);
    Accepted accepted = Accepted.in(state);
    accepted.require(OLD);
    accepted.remember(NEW);
    assertSuperseded(Accepted.in(state), OLD);
  }

  @Test
  void no_file_at_all_is_no_reason_to_wait() throws Exception {
    Files.createDirectory(file());
    assertDoesNotThrow(() -> Accepted.in(state).require(OLD));
    Files.delete(file());
    Process mkfifo = new ProcessBuilder("mkfifo", file().toString()).inheritIO().start();
    assertEquals(0, mkfifo.waitFor());
    assertDoesNotThrow(() -> Accepted.in(state).require(OLD));
  }
}
