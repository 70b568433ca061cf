package dev.sbomagent.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactFilesTest {
  private final ArtifactFiles files = new ArtifactFiles(1000, Links.REAL);

  @TempDir Path folder;

  private Path golden;

  @BeforeEach
  void name() {
    golden = folder.resolve("golden.json");
  }

  private Path write(Path file, int length) throws IOException {
    return mode(Files.write(file, "x".repeat(length).getBytes(US_ASCII)), "rw-r--r--");
  }

  private static Path mode(Path file, String permissions) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private Reason refusal() {
    return assertThrows(UntrustedException.class, () -> files.read(golden)).reason();
  }

  private Reason refusal(Path signature) {
    return assertThrows(UntrustedException.class, () -> files.read(golden, signature)).reason();
  }

  @Test
  void reads_golden_without_signature() throws Exception {
    write(golden, 1000);
    SignedArtifact read = files.read(golden);
    assertEquals(Optional.empty(), read.signaturePath());
    assertArrayEquals(Files.readAllBytes(golden), read.golden());
  }

  @Test
  void tells_missing_from_unreadable() throws Exception {
    assertEquals(Reason.MISSING_GOLDEN, refusal());
    Files.createSymbolicLink(golden, folder.resolve("nothing"));
    assertEquals(Reason.UNREADABLE_GOLDEN, refusal());
  }

  @Test
  void refuses_loop_of_links() throws Exception {
    Files.createSymbolicLink(golden, golden);
    assertEquals(Reason.UNREADABLE_GOLDEN, refusal());
  }

  @Test
  void refuses_folder_and_socket_without_opening_them() throws Exception {
    Files.createDirectory(golden);
    assertEquals(Reason.UNREADABLE_GOLDEN, refusal());
    Files.delete(golden);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(golden));
      assertEquals(Reason.UNREADABLE_GOLDEN, refusal());
    }
  }

  @Test
  void refuses_a_pipe_without_waiting_for_its_writer() throws Exception {
    new ProcessBuilder("mkfifo", golden.toString()).start().waitFor();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(Reason.UNREADABLE_GOLDEN, refusal()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/tty", "/dev/null"})
  void refuses_device_behind_a_link(String device) throws Exception {
    Files.createSymbolicLink(golden, Path.of(device));
    assertEquals(Reason.UNREADABLE_GOLDEN, refusal());
  }

  @Test
  void refuses_too_large_golden_and_signature() throws Exception {
    write(golden, 1001);
    assertEquals(Reason.TOO_LARGE, refusal());
    write(golden, 10);
    Path signature = write(folder.resolve("golden.json.sig"), 16 * 1024 + 1);
    assertEquals(Reason.TOO_LARGE, refusal());
    assertEquals(Reason.TOO_LARGE, refusal(signature));
  }

  @Test
  void allows_an_attestation_a_third_more() throws Exception {
    Files.writeString(golden, "{\"payload\":\"" + "A".repeat(1200) + "\"}");
    files.read(golden);
    Files.writeString(golden, "{\"bomFormat\":\"" + "A".repeat(1200) + "\"}");
    assertEquals(Reason.TOO_LARGE, refusal());
  }

  @Test
  void follows_link_to_regular_file() throws Exception {
    Path real = write(folder.resolve("real"), 10);
    Files.createSymbolicLink(golden, real);
    assertEquals(golden, files.read(golden).path());
  }

  @Test
  void refuses_what_anyone_may_write() throws Exception {
    mode(write(golden, 10), "rw-r--rw-");
    assertEquals(Reason.UNSAFE_PERMISSIONS, refusal());
  }

  @Test
  void a_signature_that_anyone_may_write_is_judged_by_what_it_says() throws Exception {
    write(golden, 10);
    mode(write(folder.resolve("golden.json.sig"), 10), "rw-rw-rw-");
    files.read(golden);
  }

  @Test
  void finds_the_first_signature_that_exists() throws Exception {
    write(golden, 10);
    for (String suffix : new String[] {".intoto.sigstore.json", ".sig", ".bundle"}) {
      Path signature = write(folder.resolve("golden.json" + suffix), 10);
      assertEquals(Optional.of(signature), files.read(golden).signaturePath());
    }
    Files.createSymbolicLink(folder.resolve("golden.json.sigstore.json"), folder.resolve("none"));
    assertEquals(Reason.UNREADABLE_SIGNATURE, refusal());
    Files.delete(folder.resolve("golden.json.sigstore.json"));
    Files.createDirectory(folder.resolve("golden.json.sigstore.json"));
    assertEquals(Reason.UNREADABLE_SIGNATURE, refusal());
  }

  @Test
  void tells_missing_signature_from_unreadable() throws Exception {
    write(golden, 10);
    Path signature = folder.resolve("other.sig");
    assertEquals(Reason.MISSING_SIGNATURE, refusal(signature));
    Files.createSymbolicLink(signature, signature);
    assertEquals(Reason.UNREADABLE_SIGNATURE, refusal(signature));
  }

  @Test
  void follows_links_as_it_is_told() throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    write(root.resolve("real.json"), 10);
    Path named = root.resolve("golden.json");
    Files.createSymbolicLink(named, Path.of("/real.json"));
    Links inside =
        path ->
            Files.isSymbolicLink(path)
                ? root.resolve(Path.of("/").relativize(Files.readSymbolicLink(path)))
                : path.toRealPath();
    assertEquals(10, new ArtifactFiles(1000, inside).read(named).golden().length);
  }
}
