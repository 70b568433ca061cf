package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The templates of a golden image, as packer reads them, and what judges the image afterwards. */
@Tag("interop")
class PackerTest {
  private static final Path FOLDER = Peers.PROJECT.resolve("packaging/packer");
  private static final Path WORK = Peers.work("packer");

  @Test
  void templates_are_formatted() {
    packer("fmt", "-check", FOLDER.toString()).must();
    packer("fmt", "-check", FOLDER.resolve("plugins").toString()).must();
  }

  @ParameterizedTest
  @ValueSource(strings = {"qemu.golden", "amazon-ebs.golden"})
  void the_template_is_valid_for(String source) {
    validate(source).must();
  }

  /** Packer looks at its arguments, not only at the syntax. */
  @Test
  void a_variable_that_the_template_does_not_know_is_refused() {
    assertNotEquals(0, validate("amazon-ebs.golden").with("-var", "sygner=x").run().status());
  }

  @Test
  void a_disk_with_the_public_key_alone_passes() throws IOException {
    Path disk = disk("clean", key("golden.pub"));
    assertEquals(0, absent(disk).status());
  }

  @Test
  void a_private_key_in_a_disk_is_found() throws IOException {
    Path disk = disk("leaked", key("golden.pub"), key("golden.key"));
    assertEquals(1, absent(disk).status());
  }

  /** A search that finds no key at all proves nothing. */
  @Test
  void a_disk_without_the_public_key_is_refused() throws IOException {
    assertEquals(1, absent(disk("blind")).status());
  }

  private static Tool validate(String source) {
    Path login = WORK.resolve("login");
    Tool.of("rm", "-f", login.toString(), login + ".pub").must();
    Tool.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", login.toString()).must();
    String given = Tool.write(WORK.resolve("given"), "").toString();
    return packer("validate", "-only=" + source)
        .with("-var", "package=" + given, "-var", "public_key=" + given)
        .with("-var", "signing_key=awskms:///alias/golden", "-var", "output=" + WORK)
        .with("-var", "base=" + WORK, "-var", "login_key=" + login)
        .with(FOLDER.toString());
  }

  private static Tool packer(String... arguments) {
    return Tool.of("packer").with(arguments).env("CHECKPOINT_DISABLE", "1");
  }

  private static Tool.Ended absent(Path disk) {
    return Tool.of(FOLDER.resolve("absent").toString(), disk.toString())
        .with(key("golden.pub").toString(), key("golden.key").toString())
        .run();
  }

  private static Path key(String name) {
    return Keys.PREFIX.resolveSibling(name);
  }

  private static final class Keys {
    static final Path PREFIX = new Cosign("3.1.3").generateKeyPair(WORK.resolve("golden"));
  }

  /** Zeroes with these files somewhere in between. */
  private static Path disk(String name, Path... files) throws IOException {
    Path disk = WORK.resolve(name + ".raw");
    Files.write(disk, new byte[1 << 20]);
    for (Path file : files) {
      Tool.of("dd", "if=" + file, "of=" + disk, "bs=4096", "oflag=append", "conv=notrunc").must();
      Tool.of("truncate", "--size=%4096", disk.toString()).must();
    }
    return disk;
  }
}
