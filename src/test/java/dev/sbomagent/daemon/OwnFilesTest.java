package dev.sbomagent.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.trust.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {
  private static final String JAR = "/usr/lib/sbom-agent/sbom-agent.jar";
  private static final String LAUNCHER = "/usr/bin/sbom-agent";
  private static final String MAN = "/usr/share/man/man8/sbom-agent.8.gz";
  private static final String SBOM = "/usr/share/sbom-agent/sbom-agent.cdx.json";

  @TempDir Path root;

  @BeforeEach
  void installs() throws Exception {
    String files = "";
    for (String path : List.of(LAUNCHER, JAR, MAN)) {
      write(path, "content of " + path);
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(("content of " + path).getBytes(UTF_8));
      files +=
          (files.isEmpty() ? "" : ",")
              + "{\"type\":\"file\",\"name\":\""
              + path
              + "\",\"hashes\":[{\"alg\":\"SHA-256\",\"content\":\""
              + HexFormat.of().formatHex(digest)
              + "\"}]}";
    }
    String sbom =
        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[" + files + "]}";
    SigningKey key = SigningKey.generate(new SecureRandom());
    write(SBOM, sbom);
    write(
        SBOM + ".sigstore.json",
        new String(key.bundle(sbom.getBytes(UTF_8), new SecureRandom()), UTF_8));
    write("/usr/share/sbom-agent/sbom-agent.pub", key.publicPem());
  }

  @Test
  void nothing_is_said_of_an_untouched_package() {
    assertEquals(List.of(), look());
  }

  @Test
  void what_was_altered_removed_or_replaced_is_named() throws Exception {
    write(JAR, "another");
    Files.delete(at(LAUNCHER));
    Files.createSymbolicLink(at(LAUNCHER), at(JAR));
    assertEquals(
        List.of(
            "altered: its files differ from its SBOM: replaced '"
                + LAUNCHER
                + "', altered '"
                + JAR
                + "'"),
        look());
    Files.delete(at(JAR));
    Files.delete(at(LAUNCHER));
    assertEquals(
        List.of(
            "altered: its files differ from its SBOM: removed '"
                + LAUNCHER
                + "', removed '"
                + JAR
                + "'"),
        look());
  }

  @Test
  void documentation_may_be_left_out_but_not_altered() throws Exception {
    Files.delete(at(MAN));
    assertEquals(List.of(), look());
    write(MAN, "another");
    assertEquals(List.of("altered: its files differ from its SBOM: altered '" + MAN + "'"), look());
  }

  @Test
  void an_sbom_that_is_altered_unsigned_or_gone_is_not_believed() throws Exception {
    String before = Files.readString(at(SBOM));
    write(SBOM, before.replace(MAN, "/tmp/x"));
    assertEquals(1, look().size());
    write(SBOM, before);
    assertEquals(List.of(), look());
    Files.delete(at(SBOM + ".sigstore.json"));
    assertEquals(true, look().get(0).startsWith("altered: its own SBOM is not accepted: "));
    Files.delete(at(SBOM));
    assertEquals(true, look().get(0).startsWith("altered: its own SBOM is not accepted: "));
  }

  @Test
  void a_package_that_nobody_signed_says_so() throws Exception {
    Files.delete(at("/usr/share/sbom-agent/sbom-agent.pub"));
    assertEquals(
        List.of(
            "unverified: its package holds no key to verify its files by: "
                + "'/usr/share/sbom-agent/sbom-agent.pub'"),
        look());
  }

  private List<String> look() {
    try (OwnFiles own = new OwnFiles(root, 1 << 30)) {
      List<Impairment> found = null;
      while (found == null) {
        found = own.step(Duration.ofSeconds(1));
      }
      return found.stream().map(Impairment::line).toList();
    }
  }

  private Path at(String path) {
    return root.resolve(path.substring(1));
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(at(path).getParent());
    Files.writeString(at(path), text);
  }
}
