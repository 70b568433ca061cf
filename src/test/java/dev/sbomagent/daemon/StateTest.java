package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.report.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

  private static State state() {
    Sighting drift =
        new Sighting(
            "drift/0123456789abcdef",
            Severity.HIGH,
            null,
            "1 finding: 1 added",
            "sha256:00",
            List.of("added|deb||bash|amd64||5.2-1\n"),
            List.of());
    return State.NEW
        .with(Topic.DRIFT, Open.of(drift, NOON, NOON))
        .withArtifacts(Map.of("/etc/sbom-agent/trust/a\"b.pub", "absent"))
        .withExcluded(List.of("/opt configured"))
        .withSwept(NOON)
        .withDropped(3)
        .withDropped(4)
        .withRunning(true);
  }

  @Test
  void what_is_written_is_read_again() throws JsonException {
    assertEquals(state(), State.parse(state().line()));
    assertEquals(State.NEW, State.parse(State.NEW.line()));
  }

  @Test
  void what_was_given_up_adds_up() {
    assertEquals(7, state().dropped());
  }

  @Test
  void a_resolved_topic_is_gone() {
    assertEquals(Map.of(), state().with(Topic.DRIFT, null).open());
  }

  @Test
  void another_schema_is_refused() {
    assertThrows(
        JsonException.class, () -> State.parse(State.NEW.line().replace("state/1", "state/2")));
  }

  @Test
  void so_many_findings_that_they_cannot_be_kept_are_only_counted() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lines.add("added|deb||package-" + i + "|amd64||1\n");
    }
    Sighting drift =
        new Sighting("drift/0", Severity.LOW, null, "many", "sha256:0", lines, List.of());
    Open open = Open.of(drift, NOON, NOON);
    assertEquals(20_000, open.count());
    assertEquals(List.of(), open.lines());
  }

  @Property(tries = 500)
  void a_damaged_state_is_read_or_refused(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder line = new StringBuilder(state().line());
    for (int i = random.nextInt(3); i >= 0; i--) {
      line.setCharAt(random.nextInt(line.length()), (char) random.nextInt(0x180));
    }
    try {
      State.parse(line.toString());
    } catch (JsonException reason) {
      assertTrue(String.valueOf(reason.getMessage()).length() < 1000);
    }
  }
}
