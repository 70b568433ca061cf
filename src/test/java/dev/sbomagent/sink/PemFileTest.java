package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFileTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.write(folder.resolve("file.pem"), text.getBytes(US_ASCII));
  }

  private static String pem(PrivateKey key) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  @Test
  void keys_of_each_algorithm_are_read() throws IOException, GeneralSecurityException {
    for (String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
      PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
      assertEquals(key, PemFile.privateKey(file("a comment\n" + pem(key))), algorithm);
    }
  }

  @Test
  void what_is_no_key_is_named() throws IOException {
    for (String wrong :
        new String[] {
          "",
          "-----BEGIN PRIVATE KEY-----\n",
          "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
          "-----BEGIN PRIVATE KEY-----\n=\n-----END PRIVATE KEY-----\n",
          "-----END PRIVATE KEY-----\n-----BEGIN PRIVATE KEY-----\n",
          "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
          "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
        }) {
      Path file = file(wrong);
      GeneralSecurityException refused =
          assertThrows(GeneralSecurityException.class, () -> PemFile.privateKey(file), wrong);
      assertTrue(String.valueOf(refused.getMessage()).startsWith(file + ": "), wrong);
    }
  }

  @Test
  void what_is_no_certificate_is_named() throws IOException {
    for (String wrong :
        new String[] {
          "", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        }) {
      Path file = file(wrong);
      GeneralSecurityException refused =
          assertThrows(GeneralSecurityException.class, () -> PemFile.certificates(file), wrong);
      assertTrue(String.valueOf(refused.getMessage()).startsWith(file + ": "), wrong);
    }
  }

  @Test
  void a_file_without_an_end_is_not_read_to_it() {
    assertThrows(IOException.class, () -> PemFile.certificates(Path.of("/dev/zero")));
    assertThrows(IOException.class, () -> PemFile.privateKey(Path.of("/dev/zero")));
  }

  @Test
  void any_bytes_are_read_or_refused() throws IOException, GeneralSecurityException {
    tryFor(1_000_000_000L);
  }

  @Test
  @Tag("fuzz")
  void any_bytes_are_read_or_refused_for_long() throws IOException, GeneralSecurityException {
    tryFor(Long.getLong("fuzz.seconds", 20) * 1_000_000_000L);
  }

  private void tryFor(long nanos) throws IOException, GeneralSecurityException {
    PrivateKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
    String both = pem(key) + pem(key).replace("PRIVATE KEY", "CERTIFICATE");
    long end = System.nanoTime() + nanos;
    for (long seed = System.nanoTime(); System.nanoTime() < end; seed++) {
      Random random = new Random(seed);
      byte[] bytes = both.getBytes(US_ASCII);
      for (int i = random.nextInt(8); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("any.pem"), bytes);
      try {
        PemFile.privateKey(file);
      } catch (GeneralSecurityException refused) {
        // with the reason
      }
      try {
        PemFile.certificates(file);
      } catch (GeneralSecurityException refused) {
        // with the reason
      }
    }
  }
}
