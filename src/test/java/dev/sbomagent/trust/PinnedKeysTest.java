package dev.sbomagent.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedKeysTest {
  private static final Path FIXTURES = Path.of("test-fixtures", "signatures");
  private static final Path KEYS = FIXTURES.resolve("keys");

  @TempDir Path folder;

  private Path copy(String key, String name) throws IOException {
    return Files.copy(KEYS.resolve(key), folder.resolve(name));
  }

  private UntrustedException refusal() {
    return assertThrows(UntrustedException.class, () -> PinnedKeys.folder(folder));
  }

  private Reason refusal(byte[] key) throws IOException {
    Path file = Files.write(folder.resolve("k.pub"), key);
    return assertThrows(UntrustedException.class, () -> PinnedKeys.load(List.of(file))).reason();
  }

  private static byte[] spki(String key) throws IOException {
    return Base64.getDecoder()
        .decode(
            Files.readString(KEYS.resolve(key))
                .replaceAll("-----[A-Z ]*-----", "")
                .replace("\n", ""));
  }

  @Test
  void loads_a_folder_by_name_and_names_the_key_that_signed() throws Exception {
    copy("other.pub", "1-old.pub");
    copy("p256.pub", "2-new.pub");
    copy("ed25519.pub", "3.pub");
    Files.writeString(folder.resolve("README"), "keys");
    PinnedKeys keys = PinnedKeys.folder(folder);
    assertEquals(
        List.of("1-old.pub", "2-new.pub", "3.pub"),
        keys.keys().stream().map(key -> key.file().getFileName().toString()).toList());
    VerifiedBytes verified =
        keys.verify(
            SignatureCases.files()
                .read(FIXTURES.resolve("artifact.json"), FIXTURES.resolve("p256-v3-bare.sig")));
    assertEquals(folder.resolve("2-new.pub"), verified.keyFile());
    assertEquals(keys.keys().get(1).id(), verified.keyId());
    assertEquals(71, verified.keyId().length());
  }

  @Test
  void takes_a_file_for_a_folder_of_one_whatever_lies_beside_it() throws Exception {
    Path key = copy("p256.pub", "cosign.pub");
    copy("other.pub", "other.pub");
    assertEquals(
        List.of(key), PinnedKeys.at(key).keys().stream().map(PinnedKeys.Key::file).toList());
    assertEquals(2, PinnedKeys.at(folder).keys().size());
  }

  @Test
  void has_no_trusted_key_without_folder_or_keys() throws Exception {
    assertEquals(Reason.NO_TRUSTED_KEY, refusal().reason());
    Files.writeString(folder.resolve("README"), "keys");
    assertEquals(Reason.NO_TRUSTED_KEY, refusal().reason());
    Path missing = folder.resolve("none");
    assertEquals(
        Reason.NO_TRUSTED_KEY,
        assertThrows(UntrustedException.class, () -> PinnedKeys.folder(missing)).reason());
    assertEquals(
        Reason.NO_TRUSTED_KEY,
        assertThrows(UntrustedException.class, () -> PinnedKeys.load(List.of())).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage.pub", "rsa1024.pub", "private-as-public.pub"})
  void refuses_a_folder_with_one_unusable_key(String bad) throws Exception {
    copy("p256.pub", "a.pub");
    Path file = copy(bad, "b.pub");
    UntrustedException refusal = refusal();
    assertEquals(Reason.UNUSABLE_KEY, refusal.reason());
    assertTrue(refusal.what().contains(file.toString()), refusal.what());
  }

  @Test
  void refuses_a_private_key_beside_the_keys_whatever_its_name() throws Exception {
    copy("p256.pub", "a.pub");
    Path leaked = copy("p256.key", "notes.txt");
    assertEquals(Reason.UNUSABLE_KEY, refusal().reason());
    assertTrue(refusal().what().contains(leaked.toString()));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    Files.write(leaked, generator.generateKeyPair().getPrivate().getEncoded());
    assertEquals(Reason.UNUSABLE_KEY, refusal().reason());
  }

  @Test
  void refuses_links_to_nothing_and_folders_called_keys() throws Exception {
    copy("p256.pub", "a.pub");
    Path link = Files.createSymbolicLink(folder.resolve("b.pub"), folder.resolve("none"));
    assertEquals(Reason.UNUSABLE_KEY, refusal().reason());
    Files.delete(link);
    Files.createDirectory(link);
    assertEquals(Reason.UNUSABLE_KEY, refusal().reason());
  }

  @Test
  void refuses_keys_anyone_may_write() throws Exception {
    Path key = copy("p256.pub", "a.pub");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertEquals(Reason.UNSAFE_PERMISSIONS, refusal().reason());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertEquals(Reason.UNSAFE_PERMISSIONS, refusal().reason());
  }

  @Test
  void takes_pkcs1_as_the_same_key() throws Exception {
    byte[] spki = spki("rsa2048.pub");
    byte[] pkcs1 = Arrays.copyOfRange(spki, 24, spki.length);
    Path file = Files.writeString(folder.resolve("k.pub"), Pem.print("RSA PUBLIC KEY", pkcs1));
    assertEquals(
        PinnedKeys.load(List.of(KEYS.resolve("rsa2048.pub"))).keys().get(0).id(),
        PinnedKeys.load(List.of(file)).keys().get(0).id());
  }

  @Test
  void refuses_a_point_off_its_curve() throws Exception {
    byte[] spki = spki("p256.pub");
    spki[spki.length - 1] ^= 1;
    assertEquals(Reason.UNUSABLE_KEY, refusal(Pem.print("PUBLIC KEY", spki).getBytes(US_ASCII)));
    byte[] edwards = spki("ed25519.pub");
    Arrays.fill(edwards, 12, 44, (byte) 0); // of order 4
    assertEquals(Reason.UNUSABLE_KEY, refusal(Pem.print("PUBLIC KEY", edwards).getBytes(US_ASCII)));
  }

  @Test
  void refuses_other_curves_and_trailing_bytes() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
    byte[] other = generator.generateKeyPair().getPublic().getEncoded();
    assertEquals(Reason.UNUSABLE_KEY, refusal(Pem.print("PUBLIC KEY", other).getBytes(US_ASCII)));
    generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    byte[] spki = generator.generateKeyPair().getPublic().getEncoded();
    byte[] longer = Arrays.copyOf(spki, spki.length + 1);
    assertEquals(Reason.UNUSABLE_KEY, refusal(Pem.print("PUBLIC KEY", longer).getBytes(US_ASCII)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s%s",
        "%sx",
        "x%s",
        "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----",
        "",
        "\u0000%s"
      })
  void refuses_anything_around_the_one_block(String form) throws Exception {
    String pem = Files.readString(KEYS.resolve("p256.pub"));
    assertEquals(Reason.UNUSABLE_KEY, refusal(form.replace("%s", pem).getBytes(US_ASCII)));
  }

  @Test
  void takes_white_space_and_carriage_returns_around_the_block() throws Exception {
    String pem = "\n \t" + Files.readString(KEYS.resolve("p256.pub")).replace("\n", "\r\n") + "\n";
    Path file = Files.writeString(folder.resolve("k.pub"), pem);
    assertEquals("ecdsa-p256", PinnedKeys.load(List.of(file)).keys().get(0).algorithm());
  }
}
