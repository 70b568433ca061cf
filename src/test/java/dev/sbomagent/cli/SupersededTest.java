package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.interop.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A check by hand of the configured golden, which has expired: so nothing of the machine that runs
 * this test is looked at.
 */
class SupersededTest {
  private static final String SCHEMA = "\"schema\":\"sbom-agent/accepted/1\"";

  @TempDir private Path folder;
  private Path state = Path.of("state");

  @BeforeEach
  void configure() throws Exception {
    Machine machine = new Machine(folder);
    machine.metadata(
        "'properties':[{'name':'sbom-agent:not-after','value':'2026-11-22T00:00:00Z'}],");
    Files.createDirectory(folder.resolve("trust"));
    Files.copy(machine.key, folder.resolve("trust/golden.pub"));
    state = Files.createDirectory(folder.resolve("state"));
    Files.writeString(
        folder.resolve("agent.yaml"),
        "{golden: $/golden.cdx.json, trust: $/trust, state: $/state}"
            .replace("$", folder.toString()));
  }

  private void accepted(String timestamp) throws IOException {
    Files.writeString(
        state.resolve("accepted.json"), "{" + SCHEMA + ",\"timestamp\":\"" + timestamp + "\"}\n");
  }

  private String reason(String... more) {
    List<String> args =
        new ArrayList<>(List.of("check", "--config", folder.resolve("agent.yaml").toString()));
    args.addAll(List.of("--format", "json"));
    args.addAll(List.of(more));
    Machine.Run run = Machine.run(args.toArray(new String[0]));
    assertEquals(3, run.status(), run::toString);
    return Json.parse(run.out()).at("reason").text("code");
  }

  @Test
  void an_older_golden_than_the_daemon_accepted_is_superseded() throws Exception {
    accepted("2026-11-01T00:00:01Z");
    assertEquals("superseded", reason());
  }

  @Test
  void the_same_golden_is_not() throws Exception {
    accepted("2026-11-01T00:00:00Z");
    assertEquals("expired", reason());
  }

  @Test
  void another_golden_or_another_root_is_not_judged_by_it() throws Exception {
    accepted("2026-11-01T00:00:01Z");
    assertEquals("expired", reason("--golden", folder.resolve("golden.cdx.json").toString()));
    assertEquals("expired", reason("--root", "/"));
  }

  @Test
  void what_cannot_be_read_there_is_no_error_and_nothing_is_written() throws Exception {
    assertEquals("expired", reason());
    assertFalse(Files.exists(state.resolve("accepted.json")));
    Files.createSymbolicLink(state.resolve("accepted.json"), Path.of("accepted.json"));
    assertEquals("expired", reason());
    Files.delete(state.resolve("accepted.json"));
    Files.writeString(state.resolve("accepted.json"), "{");
    assertEquals("expired", reason());
    assertEquals("{", Files.readString(state.resolve("accepted.json")));
    try (var left = Files.list(state)) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void the_report_says_what_to_do() throws Exception {
    accepted("2026-11-05T00:00:00Z");
    Machine.Run run = Machine.run("check", "--config", folder.resolve("agent.yaml").toString());
    assertTrue(run.out().contains("one of 2026-11-05T00:00:00Z was accepted before"), run.out());
    assertTrue(run.out().contains("install the newest golden"), run.out());
  }
}
