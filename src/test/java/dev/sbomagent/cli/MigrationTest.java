package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine that was checked by a script of its owner's: the layout and the lines of the README.
 */
class MigrationTest {
  @TempDir private Path folder;
  private Machine machine;
  private Path sbom;
  private Path config;

  @BeforeEach
  void lay_out_as_the_script_wants_it() throws Exception {
    machine = new Machine(folder);
    machine.installed("curl 1.0").golden("curl 1.0");
    sbom = Files.createDirectories(machine.root.resolve("etc/sbom"));
    Files.move(machine.golden, sbom.resolve("golden.json"));
    Files.move(folder.resolve("golden.cdx.json.sig"), sbom.resolve("golden.json.sig"));
    Files.move(machine.key, sbom.resolve("cosign.pub"));
    config = folder.resolve("agent.yaml");
  }

  /** Of a root that is not the machine's own, keys alone are looked up outside. */
  private Machine.Run check(List<String> lines) throws IOException {
    List<String> here = new ArrayList<>(lines);
    here.replaceAll(line -> line.replace("trust: /etc/sbom", "trust: " + sbom));
    Files.write(config, here);
    return Machine.run("check", "--root", machine.root.toString(), "--config", config.toString());
  }

  private static List<String> documented() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    int from = lines.indexOf("<!-- cron -->") + 2;
    return lines.subList(from, from + 3);
  }

  @Test
  void three_lines_of_configuration_are_all_it_takes() throws Exception {
    Machine.Run run = check(documented());
    assertEquals(0, run.status(), run::toString);
    assertTrue(run.out().startsWith("IN SYNC"), run.out());
    machine.installed("curl 1.0", "hping3 3.a2");
    assertEquals(2, check(documented()).status());
  }

  @Test
  void a_signature_of_another_name_is_found_beside_the_golden() throws Exception {
    Files.move(sbom.resolve("golden.json.sig"), sbom.resolve("golden.json.bundle"));
    List<String> lines = new ArrayList<>(documented());
    lines.remove(1);
    assertEquals(0, check(lines).status());
  }

  @Test
  void without_them_it_says_what_to_do() throws Exception {
    // not the folder that the machine under this test may have
    Machine.Run keys = check(List.of("trust: " + folder.resolve("none")));
    assertEquals(3, keys.status(), keys::toString);
    assertTrue(keys.out().contains("no-trusted-key"), keys.out());
    assertTrue(keys.out().contains("'trust' in agent.yaml"), keys.out());
    Machine.Run golden = check(documented().subList(2, 3));
    assertEquals(3, golden.status(), golden::toString);
    assertTrue(golden.out().contains("missing-golden"), golden.out());
    assertTrue(golden.out().contains("'golden' in agent.yaml"), golden.out());
  }
}
