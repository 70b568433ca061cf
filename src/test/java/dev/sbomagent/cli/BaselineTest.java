package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a golden of our own lists on request. */
class BaselineTest {
  private static final String NPM = "/usr/lib/node_modules/left-pad/package.json";

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void debian() throws Exception {
    machine =
        new Machine(folder)
            .installed("bash 5.2-1", "dpkg 1.21.22")
            .write(NPM, "{\"name\":\"left-pad\",\"version\":\"1.3.0\"}");
    script("/usr/local/bin/tool", "#!/bin/sh\n");
  }

  private void script(String path, String text) throws Exception {
    machine.write(path, text);
    Files.setPosixFilePermissions(
        machine.root.resolve(path.substring(1)), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String baseline(String... options) {
    List<String> args =
        new ArrayList<>(List.of("baseline", "--root", machine.root.toString(), "-o", "-"));
    args.addAll(List.of(options));
    Machine.Run run = Machine.run(args.toArray(new String[0]));
    assertEquals(0, run.status(), run::toString);
    return run.out();
  }

  private void sign(String baseline) throws Exception {
    machine.sign(baseline.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void npm_packages_and_executables_are_not_listed_unasked() throws Exception {
    String golden = baseline();
    assertFalse(golden.contains("left-pad"), golden);
    assertFalse(golden.contains("/usr/local/bin/tool"), golden);
    sign(golden);
    script("/usr/local/bin/dropped", "#!/bin/sh\n");
    machine.write(NPM, "{\"name\":\"left-pad\",\"version\":\"1.3.1\"}");
    Machine.Run run = machine.check("--files");
    assertEquals(0, run.status(), run::toString);
  }

  @Test
  void an_untouched_machine_is_in_sync_with_all_that_was_asked_for() throws Exception {
    String golden = baseline("--npm", "--executables");
    assertTrue(golden.contains("pkg:npm/left-pad@1.3.0"), golden);
    assertTrue(golden.contains("/usr/local/bin/tool"), golden);
    assertEquals(golden, baseline("--npm", "--executables"));
    sign(golden);
    for (String option : List.of("--strict", "--files")) {
      Machine.Run run = machine.check(option, "--format", "json");
      assertEquals(0, run.status(), run::toString);
    }
  }

  @Test
  void an_npm_package_is_compared_where_the_golden_lists_them() throws Exception {
    sign(baseline("--npm"));
    machine.write(NPM, "{\"name\":\"left-pad\",\"version\":\"1.3.1\"}");
    Machine.Run run = machine.check("--format", "ndjson");
    assertEquals(2, run.status(), run::toString);
    assertTrue(run.out().contains("\"kind\":\"upgraded\""), run.out());
    assertTrue(run.out().contains("\"ecosystem\":\"npm\",\"name\":\"left-pad\""), run.out());
  }

  @Test
  void the_first_npm_package_is_added_where_the_golden_lists_them() throws Exception {
    Files.delete(machine.root.resolve(NPM.substring(1)));
    sign(baseline("--npm"));
    machine.write(NPM, "{\"name\":\"left-pad\",\"version\":\"1.3.0\"}");
    Machine.Run run = machine.check("--format", "ndjson");
    assertEquals(2, run.status(), run::toString);
    assertTrue(run.out().contains("\"kind\":\"added\""), run.out());
  }

  @Test
  void a_dropped_executable_is_an_added_file_unless_a_package_owns_it() throws Exception {
    sign(baseline("--executables"));
    script("/opt/dropped", "#!/bin/sh\n");
    script("/usr/bin/owned", "#!/bin/sh\n");
    machine.write("/opt/text", "#!/bin/sh\n");
    machine.write("/var/lib/dpkg/info/bash.list", "/.\n/usr/bin/owned\n");
    Machine.Run run = machine.check("--format", "ndjson");
    assertEquals(2, run.status(), run::toString);
    assertTrue(run.out().contains("\"name\":\"/opt/dropped\""), run.out());
    assertEquals(1, run.out().split("\"record\":\"finding\"", -1).length - 1, run.out());
    assertEquals(0, machine.check("--only", "deb").status());
  }

  @Test
  void an_altered_executable_is_found_with_files_alone() throws Exception {
    sign(baseline("--executables"));
    script("/usr/local/bin/tool", "#!/bin/sh\nrm -rf /\n");
    assertEquals(0, machine.check().status());
    Machine.Run run = machine.check("--files", "--format", "ndjson");
    assertEquals(2, run.status(), run::toString);
    assertTrue(run.out().contains("\"kind\":\"altered\""), run.out());
  }
}
