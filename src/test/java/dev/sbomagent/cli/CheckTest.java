package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  private static final String HELLO =
      "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void debian() throws Exception {
    machine =
        new Machine(folder)
            .installed("bash 5.2-1", "dpkg 1.21.22")
            .golden("bash 5.2-1", "dpkg 1.21.22");
  }

  @Test
  void an_unchanged_machine_is_in_sync() {
    Machine.Run run = machine.check();
    assertEquals(0, run.status(), run::toString);
    assertTrue(run.out().contains("IN SYNC"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void one_real_change_is_exactly_that_change() throws Exception {
    machine.installed("bash 5.2-2", "dpkg 1.21.22");
    Machine.Run run = machine.check("--format", "json");
    assertEquals(2, run.status());
    assertTrue(run.out().contains("\"verdict\": \"drifted\""), run.out());
    assertTrue(run.out().contains("\"upgraded\": 1"), run.out());
    assertEquals(1, count(run.out(), "\"kind\":"));
  }

  @Test
  void two_runs_differ_in_their_times_only() throws Exception {
    machine.installed("bash 5.2-2", "zsh 1");
    assertEquals(
        timeless(machine.check("--format", "json").out()),
        timeless(machine.check("--format", "json").out()));
  }

  @Test
  void a_golden_without_signature_is_untrusted() throws Exception {
    Files.delete(folder.resolve("golden.cdx.json.sig"));
    assertUntrusted("missing-signature", machine.check("--format", "json"));
  }

  @Test
  void an_altered_golden_is_untrusted() throws Exception {
    Files.writeString(machine.golden, Files.readString(machine.golden).replace("5.2-1", "5.2-2"));
    assertUntrusted("bad-signature", machine.check("--format", "json"));
  }

  @Test
  void a_signed_file_that_is_no_golden_is_malformed() throws Exception {
    machine.sign("{\"hello\":1}".getBytes(StandardCharsets.UTF_8));
    assertUntrusted("malformed-golden", machine.check("--format", "json"));
  }

  @Test
  void an_expired_golden_is_untrusted() throws Exception {
    machine.metadata(
        "'properties':[{'name':'sbom-agent:not-after','value':'2026-11-22T11:59:59Z'}],");
    assertUntrusted("expired", machine.check("--format", "json"));
    machine.metadata(
        "'properties':[{'name':'sbom-agent:not-after','value':'2026-11-22T13:00:00+00:00'}],");
    assertEquals(0, machine.check().status());
  }

  @Test
  void a_golden_of_another_image_is_untrusted() throws Exception {
    machine.metadata("'properties':[{'name':'sbom-agent:image-id','value':'web-7'}],");
    assertUntrusted("wrong-image", machine.check("--format", "json"));
    machine.write("/etc/os-release", "ID=debian\nVERSION_ID=12\nIMAGE_ID=web-7\n");
    assertEquals(0, machine.check().status());
  }

  @Test
  void a_golden_of_another_architecture_is_untrusted() throws Exception {
    machine.write(
        "/var/lib/dpkg/status",
        "Package: dpkg\nStatus: install ok installed\nArchitecture: arm64\nVersion: 1.21.22\n");
    assertUntrusted("wrong-image", machine.check("--format", "json"));
  }

  @Test
  void a_database_that_is_gone_is_inconclusive_and_removes_nothing() throws Exception {
    Files.delete(machine.root.resolve("var/lib/dpkg/status"));
    Machine.Run run = machine.check("--format", "json");
    assertEquals(4, run.status());
    assertTrue(run.out().contains("\"code\": \"not-covered\""), run.out());
    assertEquals(0, count(run.out(), "\"kind\":"));
  }

  @Test
  void a_broken_database_is_inconclusive_and_removes_nothing() throws Exception {
    machine.write("/var/lib/dpkg/status", "Package: bash\nPackage: bash\n\n");
    Machine.Run run = machine.check("--format", "json");
    assertEquals(4, run.status());
    assertTrue(run.out().contains("\"code\": \"cataloger-failed\""), run.out());
    assertEquals(0, count(run.out(), "\"kind\":"));
  }

  @Test
  void files_are_compared_when_asked() throws Exception {
    machine.write("/usr/bin/hello", "hello\n").goldenFile("/usr/bin/hello", HELLO);
    assertEquals(0, machine.check("--files").status());
    machine.write("/usr/bin/hello", "hullo\n");
    assertEquals(0, machine.check().status());
    Machine.Run run = machine.check("--files", "--format", "ndjson");
    assertEquals(2, run.status());
    assertTrue(run.out().contains("\"kind\":\"altered\",\"severity\":\"high\""), run.out());
  }

  @Test
  void what_machines_change_by_themselves_is_tolerated_but_not_as_a_link() throws Exception {
    machine.write("/etc/hostname", "other\n").goldenFile("/etc/hostname", HELLO);
    Machine.Run tolerated = machine.check("--files", "--format", "json");
    assertEquals(0, tolerated.status(), tolerated::toString);
    assertTrue(tolerated.out().contains("\"tolerated\": ["), tolerated.out());
    assertEquals(2, machine.check("--files", "--strict").status());
    Files.delete(machine.root.resolve("etc/hostname"));
    Files.createSymbolicLink(machine.root.resolve("etc/hostname"), Path.of("/etc/other"));
    assertEquals(2, machine.check("--files").status());
  }

  @Test
  void files_fold_into_their_package_only_as_its_database_records_them() throws Exception {
    machine
        .installed("bash 5.2-2", "dpkg 1.21.22")
        .write("/usr/bin/bash", "hullo\n")
        .write("/usr/bin/bashbug", "tampered\n")
        .write("/var/lib/dpkg/info/bash.postinst", "new\n")
        .write("/var/lib/dpkg/info/dpkg.postinst", "tampered\n")
        .write(
            "/var/lib/dpkg/info/bash.md5sums",
            "8a387fac5645c619277b00f27cc590b9  usr/bin/bash\nffffffffffffffffffffffffffffffff  usr/bin/bashbug\n")
        .goldenFile("/usr/bin/bash", HELLO)
        .goldenFile("/usr/bin/bashbug", HELLO)
        .goldenFile("/var/lib/dpkg/info/bash.postinst", HELLO)
        .goldenFile("/var/lib/dpkg/info/dpkg.postinst", HELLO)
        .goldenFile("/var/lib/dpkg/status", HELLO);
    Machine.Run run = machine.check("--files", "--format", "json");
    assertEquals(2, run.status(), run::toString);
    assertTrue(run.out().contains("\"fileCount\": 2"), run.out());
    assertTrue(run.out().contains("\"name\": \"/usr/bin/bashbug\""), run.out());
    assertTrue(run.out().contains("\"name\": \"/var/lib/dpkg/info/dpkg.postinst\""), run.out());
    assertEquals(3, count(run.out(), "\"kind\":"), run.out());
  }

  @Test
  void a_cache_may_change_and_lose_files_but_not_hide_a_link() throws Exception {
    machine
        .write("/var/cache/x/a", "other\n")
        .goldenFile("/var/cache/x/a", HELLO)
        .goldenFile("/var/cache/x/gone", HELLO)
        .goldenFile("/srv/old.deb", HELLO);
    Machine.Run run = machine.check("--files", "--format", "json");
    assertEquals(0, run.status(), run::toString);
    assertTrue(run.out().contains("\"reason\": \"cache\""), run.out());
    assertTrue(run.out().contains("\"reason\": \"outside-scope\""), run.out());
    Files.delete(machine.root.resolve("var/cache/x/a"));
    Files.createSymbolicLink(machine.root.resolve("var/cache/x/a"), Path.of("/etc/other"));
    assertEquals(2, machine.check("--files").status());
  }

  @Test
  void a_missing_file_of_a_declared_component_is_removed_unless_files_are_not_asked_for()
      throws Exception {
    machine.goldenDeclared("/srv/app/package-lock.json", "left-pad 1.3.0");
    Machine.Run missing = machine.check("--format", "json");
    assertEquals(2, missing.status(), missing::toString);
    assertTrue(missing.out().contains("\"name\": \"/srv/app/package-lock.json\""), missing.out());
    assertEquals(0, machine.check("--only", "deb").status());
    machine.write("/srv/app/package-lock.json", "{}");
    Machine.Run there = machine.check("--format", "json");
    assertEquals(0, there.status(), there::toString);
    assertTrue(there.out().contains("\"reason\": \"by-presence\""), there.out());
    assertEquals(4, machine.check("--fail-on", "unverified").status());
  }

  @Test
  void a_package_of_another_root_is_outside_the_scope() throws Exception {
    machine.goldenAt("/srv/chroot/var/lib/dpkg/status", "zsh 5.9");
    Machine.Run run = machine.check("--format", "json");
    assertEquals(0, run.status(), run::toString);
    assertTrue(run.out().contains("\"reason\": \"outside-scope\""), run.out());
  }

  @Test
  void fail_on_narrows_the_status_and_not_the_verdict() throws Exception {
    machine.installed("bash 5.2-2", "dpkg 1.21.22");
    Machine.Run run = machine.check("--fail-on", "medium", "--format", "json");
    assertEquals(0, run.status());
    assertTrue(run.out().contains("\"verdict\": \"drifted\""));
    assertEquals(2, machine.check("--fail-on", "upgraded").status());
    assertEquals(2, machine.check("--fail-on", "low").status());
    assertEquals(64, machine.check("--fail-on", "grave").status());
  }

  @Test
  void only_speaks_for_what_was_asked() throws Exception {
    assertEquals(0, machine.check("--only", "deb").status());
    assertEquals(4, machine.check("--only", "rpm").status());
    assertEquals(64, machine.check("--only", "nonsense").status());
  }

  @Test
  void quiet_says_nothing_on_stdout() {
    assertEquals(new Machine.Run(0, "", ""), machine.check("--quiet"));
  }

  @Test
  void a_report_file_is_replaced_as_a_whole() throws Exception {
    Path file = folder.resolve("report.json");
    Files.writeString(file, "old");
    Machine.Run run = machine.check("--format", "json=" + file, "--format", "table");
    assertEquals(0, run.status());
    assertTrue(Files.readString(file).startsWith("{\n  \"schema\": \"sbom-agent/report/1\""));
    assertTrue(run.out().startsWith("IN SYNC") || run.out().contains("\nIN SYNC"));
  }

  @Test
  void a_report_file_that_cannot_be_written_is_an_error() {
    Machine.Run run = machine.check("--format", "json=" + folder.resolve("no/such/report.json"));
    assertEquals(1, run.status());
    assertTrue(run.err().contains("cannot write"), run.err());
  }

  @Test
  void usage_errors_are_64_with_a_suggestion() {
    Machine.Run run = machine.check("--file");
    assertEquals(64, run.status());
    assertTrue(run.err().contains("--files"), run.err());
    assertEquals(64, machine.check("--format", "json", "--format", "table").status());
    assertEquals(64, machine.check("--format", "json=a", "--format", "table=./a").status());
    assertEquals(64, Machine.run("check", "--root", folder.resolve("nowhere").toString()).status());
    assertEquals(64, Machine.run("chekc").status());
    assertTrue(Machine.run("chekc").err().contains("did you mean 'check'"));
  }

  @Test
  void configuration_errors_are_78() throws Exception {
    assertEquals(78, machine.check("--config", folder.resolve("none.yaml").toString()).status());
    Path config = folder.resolve("agent.yaml");
    Files.writeString(config, "goldn: /a\nexclude: 3\n");
    Machine.Run run = machine.check("--config", config.toString());
    assertEquals(78, run.status());
    assertTrue(run.err().contains("did you mean 'golden'"), run.err());
    assertTrue(run.err().contains("'exclude' is not a list"), run.err());
  }

  @Test
  void an_exclusion_over_what_the_golden_lists_is_inconclusive() throws Exception {
    machine.write("/usr/bin/hello", "hello\n").goldenFile("/usr/bin/hello", HELLO);
    Path config = folder.resolve("agent.yaml");
    Files.writeString(config, "exclude: [/usr/bin]\n");
    Machine.Run run = machine.check("--config", config.toString(), "--format", "json");
    assertEquals(4, run.status(), run::toString);
    assertTrue(run.out().contains("\"why\": \"configured\""), run.out());
  }

  @Test
  void a_long_list_is_cut_in_the_table_and_counted() throws Exception {
    for (int i = 0; i < 250; i++) {
      machine.goldenFile("/usr/share/gone/" + i, HELLO);
    }
    Machine.Run run = machine.check("--files");
    assertEquals(2, run.status());
    assertTrue(run.out().startsWith("DRIFTED  250 removed\n"), run.out());
    assertTrue(run.out().contains("… and 50 more (--format json lists all)"), run.out());
    assertEquals(250, count(machine.check("--files", "--format", "json").out(), "\"kind\":"));
  }

  @Test
  void colour_and_width_are_for_a_terminal_only() throws Exception {
    machine.goldenFile("/usr/share/" + "x".repeat(100), HELLO);
    Path file = folder.resolve("table");
    Machine.Run shown = machine.check(terminal(false), "--files");
    assertTrue(shown.out().contains("\u001b[1;31mDRIFTED"), shown.out());
    assertTrue(shown.out().contains("xxx…xxx"), shown.out());
    Machine.Run plain =
        machine.check(terminal(true), "--files", "--format", "table", "--format", "table=" + file);
    assertFalse(plain.out().contains("\u001b"), plain.out());
    machine.check(terminal(false), "--files", "--format", "table=" + file);
    String written = Files.readString(file);
    assertFalse(written.contains("\u001b"), written);
    assertTrue(written.contains("x".repeat(100)), written);
  }

  private static Environment terminal(boolean noColor) {
    return new Environment(false, true, false, 80, noColor, Optional.empty(), Optional.empty());
  }

  @Test
  void control_characters_never_reach_a_terminal() throws Exception {
    machine.goldenFile("/usr/bin/\\u001b[31mred", HELLO);
    Machine.Run run = machine.check("--files");
    assertEquals(2, run.status());
    assertFalse(run.out().contains("\u001b"), run.out());
    assertTrue(run.out().contains("\\u001b[31mred"), run.out());
  }

  @Test
  void nothing_inside_a_foreign_root_configures_the_judge() throws Exception {
    machine.write("/etc/sbom-agent/agent.yaml", "exclude: [/]\nnonsense: 1\n");
    Files.createDirectories(machine.root.resolve("etc/sbom-agent/trust"));
    Files.copy(machine.key, machine.root.resolve("etc/sbom-agent/trust/golden.pub"));
    assertEquals(0, machine.check().status());
    machine.write("/etc/sbom-agent/golden.cdx.json", Files.readString(machine.golden));
    machine.write(
        "/etc/sbom-agent/golden.cdx.json.sig",
        Files.readString(folder.resolve("golden.cdx.json.sig")));
    Machine.Run judged =
        Machine.run("check", "--root", machine.root.toString(), "--key", machine.key.toString());
    assertEquals(0, judged.status(), judged::toString);
    Machine.Run keyless = Machine.run("check", "--root", machine.root.toString());
    assertEquals(3, keyless.status(), keyless::toString);
  }

  private static void assertUntrusted(String code, Machine.Run run) {
    assertEquals(3, run.status(), run::toString);
    assertTrue(run.out().contains("\"verdict\": \"untrusted\""), run.out());
    assertTrue(run.out().contains("\"code\": \"" + code + "\""), run.out());
    assertEquals(0, count(run.out(), "\"kind\":"));
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  private static String timeless(String json) {
    return json.replaceAll("\"(startedAt|durationMs)\": [^\\n]*", "");
  }
}
