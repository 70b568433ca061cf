package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
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
  void verify_needs_no_host() {
    Machine.Run run = verify("--format", "json");
    assertEquals(0, run.status(), run::toString);
    assertTrue(run.out().contains("\"schema\": \"sbom-agent/verification/1\""), run.out());
    assertTrue(run.out().contains("\"verdict\": \"trusted\""), run.out());
    assertTrue(run.out().contains("\"form\": \"bare\""), run.out());
  }

  @Test
  void verify_says_why_not() throws Exception {
    Files.writeString(machine.golden, "{}");
    Machine.Run run = verify("--format", "ndjson");
    assertEquals(3, run.status());
    assertTrue(run.out().contains("\"code\":\"bad-signature\""), run.out());
  }

  @Test
  void inventory_lists_what_is_installed() {
    Machine.Run run =
        Machine.run("inventory", "--root", machine.root.toString(), "--format", "json");
    assertEquals(0, run.status(), run::toString);
    assertTrue(run.out().contains("\"purl\": \"pkg:deb/debian/bash@5.2-1?arch=amd64"), run.out());
  }

  @Test
  void inventory_that_failed_is_inconclusive() throws Exception {
    machine.write("/var/lib/dpkg/status", "nonsense\n");
    Machine.Run run = Machine.run("inventory", "--root", machine.root.toString());
    assertEquals(4, run.status());
    assertTrue(run.err().contains("line 1"), run.err());
  }

  @Test
  void diff_follows_the_rules_of_a_check() throws Exception {
    Path other = folder.resolve("other.json");
    Files.writeString(other, Files.readString(machine.golden).replace("5.2-1", "5.2-2"));
    Machine.Run same = Machine.run("diff", machine.golden.toString(), machine.golden.toString());
    assertEquals(0, same.status(), same::toString);
    Machine.Run run =
        Machine.run("diff", machine.golden.toString(), other.toString(), "--format", "json");
    assertEquals(2, run.status());
    assertTrue(run.out().contains("\"upgraded\": 1"), run.out());
    Files.writeString(other, "hello");
    assertEquals(3, Machine.run("diff", machine.golden.toString(), other.toString()).status());
    assertEquals(64, Machine.run("diff", machine.golden.toString()).status());
  }

  @Test
  void a_baseline_is_signed_and_found_in_sync() throws Exception {
    machine
        .write("/usr/bin/hello", "hello\n")
        .write("/var/lib/dpkg/info/bash.list", "/.\n/usr/bin/hello\n")
        .write(
            "/var/lib/dpkg/info/bash.md5sums", "b1946ac92492d2347c6235b4d2611184  usr/bin/hello\n");
    Path golden = folder.resolve("baseline.json");
    assertEquals(0, baseline(golden).status());
    byte[] first = Files.readAllBytes(golden);
    assertEquals(0, baseline(golden).status());
    assertArrayEquals(first, Files.readAllBytes(golden));
    assertEquals(0, keygen("key").status());
    Machine.Run signed =
        Machine.run(
            "sign",
            golden.toString(),
            "--key",
            folder.resolve("key.key").toString(),
            "--password-file",
            password().toString());
    assertEquals(0, signed.status(), signed::toString);
    Machine.Run run = checkBaseline(golden);
    assertEquals(0, run.status(), run::toString);
    machine.write("/usr/bin/hello", "hullo\n");
    assertEquals(2, checkBaseline(golden).status());
  }

  @Test
  void a_baseline_of_what_cannot_be_read_is_not_written() throws Exception {
    machine.write("/var/lib/dpkg/status", "nonsense\n");
    Path golden = folder.resolve("baseline.json");
    assertEquals(4, baseline(golden).status());
    assertFalse(Files.exists(golden));
  }

  @Test
  void keygen_never_overwrites_and_keeps_the_private_key_private() throws Exception {
    assertEquals(0, keygen("key").status());
    byte[] before = Files.readAllBytes(folder.resolve("key.key"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.key"))));
    assertEquals(64, keygen("key").status());
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("key.key")));
  }

  @Test
  void sign_refuses_a_wrong_password() throws Exception {
    assertEquals(0, keygen("key").status());
    Path wrong = folder.resolve("wrong");
    Files.writeString(wrong, "wrong");
    Machine.Run run =
        Machine.run(
            "sign",
            machine.golden.toString(),
            "--key",
            folder.resolve("key.key").toString(),
            "--password-file",
            wrong.toString());
    assertEquals(64, run.status());
    assertFalse(Files.exists(folder.resolve("golden.cdx.json.sigstore.json")));
  }

  @Test
  void without_terminal_or_password_nothing_waits() {
    Machine.Run run = Machine.run("keygen", "--output-key-prefix", folder.resolve("k").toString());
    assertEquals(64, run.status());
    assertTrue(run.err().contains("COSIGN_PASSWORD"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"check", "verify", "inventory", "diff", "baseline", "keygen", "sign", "status"})
  void every_command_has_help(String command) {
    Machine.Run run = Machine.run(command, "--help");
    assertEquals(0, run.status(), run::toString);
    assertTrue(run.out().startsWith("Usage: sbom-agent " + command), run.out());
    assertTrue(run.out().contains("Exit status:"), run.out());
    assertTrue(Machine.run("--help").out().contains("  " + command + " "));
  }

  private Machine.Run verify(String... more) {
    String[] args = new String[5 + more.length];
    args[0] = "verify";
    args[1] = "--golden";
    args[2] = machine.golden.toString();
    args[3] = "--key";
    args[4] = machine.key.toString();
    System.arraycopy(more, 0, args, 5, more.length);
    return Machine.run(args);
  }

  private Machine.Run baseline(Path golden) {
    return Machine.run("baseline", "--root", machine.root.toString(), "-o", golden.toString());
  }

  private Machine.Run checkBaseline(Path golden) {
    return Machine.run(
        "check",
        "--files",
        "--root",
        machine.root.toString(),
        "--golden",
        golden.toString(),
        "--key",
        folder.resolve("key.pub").toString());
  }

  private Machine.Run keygen(String prefix) throws Exception {
    return Machine.run(
        "keygen",
        "--output-key-prefix",
        folder.resolve(prefix).toString(),
        "--password-file",
        password().toString());
  }

  private Path password() throws Exception {
    Path file = folder.resolve("password");
    Files.writeString(file, "worthless\n");
    return file;
  }
}
