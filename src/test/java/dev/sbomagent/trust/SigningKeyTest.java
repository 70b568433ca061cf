package dev.sbomagent.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
  private static final byte[] PASSWORD = "worthless".getBytes(UTF_8);
  private static final Path KEYS = Path.of("test-fixtures", "signatures", "keys");
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  @Test
  void signs_what_the_pinned_key_verifies() throws Exception {
    SigningKey key = SigningKey.generate(RANDOM);
    Path golden = Files.writeString(folder.resolve("golden.json"), "{}");
    Path pub = Files.writeString(folder.resolve("k.pub"), key.publicPem());
    Files.write(
        folder.resolve("golden.json.sigstore.json"),
        key.bundle(Files.readAllBytes(golden), RANDOM));
    VerifiedBytes verified =
        PinnedKeys.load(List.of(pub)).verify(SignatureCases.files().read(golden));
    assertEquals(VerifiedBytes.Form.SIGSTORE_BUNDLE, verified.form());
    assertEquals(key.keyId(), verified.keyId());
    assertEquals(List.of(), verified.notes());
  }

  @Test
  void reads_back_the_key_it_wrote() throws Exception {
    SigningKey key = SigningKey.generate(RANDOM);
    byte[] file = key.privatePem(PASSWORD, RANDOM).getBytes(UTF_8);
    assertEquals(key.publicPem(), SigningKey.read(file, PASSWORD).publicPem());
    SigningKeyException refused =
        assertThrows(
            SigningKeyException.class, () -> SigningKey.read(file, "other".getBytes(UTF_8)));
    assertEquals(SigningKeyException.Reason.WRONG_PASSWORD, refused.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256", "p384", "p521", "rsa2048", "ed25519"})
  void signs_with_keys_made_by_cosign(String name) throws Exception {
    SigningKey key = SigningKey.read(Files.readAllBytes(KEYS.resolve(name + ".key")), PASSWORD);
    assertEquals(Files.readString(KEYS.resolve(name + ".pub")).strip(), key.publicPem().strip());
    byte[] golden = "golden".getBytes(UTF_8);
    Path path = Path.of("golden.json");
    SignedArtifact signed =
        SignedArtifact.of(path, golden, Path.of("golden.json.sig"), key.bundle(golden, RANDOM));
    PinnedKeys.load(List.of(KEYS.resolve(name + ".pub"))).verify(signed);
  }

  @Test
  void reads_plain_pkcs8() throws Exception {
    SigningKey made = SigningKey.generate(RANDOM);
    byte[] pkcs8 = EncryptedKey.open(inside(made), PASSWORD);
    byte[] plain = Pem.print("PRIVATE KEY", pkcs8).getBytes(UTF_8);
    assertEquals(made.keyId(), SigningKey.read(plain, new byte[0]).keyId());
  }

  @Test
  void refuses_scrypt_parameters_that_cosign_does_not_use() throws Exception {
    SigningKey made = SigningKey.generate(RANDOM);
    String document = new String(inside(made), UTF_8);
    for (String params : List.of("\"N\":1048576", "\"N\":65537", "\"N\":2")) {
      byte[] other = document.replace("\"N\":65536", params).getBytes(UTF_8);
      SigningKeyException refused =
          assertThrows(SigningKeyException.class, () -> EncryptedKey.open(other, PASSWORD));
      assertEquals(SigningKeyException.Reason.UNUSABLE_KEY, refused.reason());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256.pub", "garbage.pub", "rsa1024.pub"})
  void refuses_what_is_no_private_key(String name) throws Exception {
    byte[] file = Files.readAllBytes(KEYS.resolve(name));
    SigningKeyException refused =
        assertThrows(SigningKeyException.class, () -> SigningKey.read(file, PASSWORD));
    assertEquals(SigningKeyException.Reason.UNUSABLE_KEY, refused.reason());
  }

  private static byte[] inside(SigningKey key) {
    Pem pem = Pem.parse(key.privatePem(PASSWORD, RANDOM).getBytes(UTF_8));
    return Objects.requireNonNull(pem).content();
  }
}
