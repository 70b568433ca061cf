package dev.sbomagent.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signature algorithms a key stands for, against signatures by the Java runtime. */
class AlgorithmsTest {
  private static final byte[] MESSAGE = "golden".getBytes(UTF_8);

  private static byte[] sign(KeyPair pair, String algorithm, @Nullable AlgorithmParameterSpec spec)
      throws Exception {
    Signature signer = Signature.getInstance(algorithm);
    if (spec != null) {
      signer.setParameter(spec);
    }
    signer.initSign(pair.getPrivate());
    signer.update(MESSAGE);
    return signer.sign();
  }

  private static KeyPair pair(String algorithm, @Nullable String curve, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (curve != null) {
      generator.initialize(new ECGenParameterSpec(curve));
    } else if (bits > 0) {
      generator.initialize(bits);
    }
    return generator.generateKeyPair();
  }

  private static PinnedKey pinned(KeyPair pair) throws Exception {
    return PublicKeys.ofSpki(pair.getPublic().getEncoded(), Path.of("k.pub"));
  }

  private static boolean takes(PinnedKey key, byte[] signature) {
    return key.verifies(SignedMessage.of(MESSAGE), signature);
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, SHA256withECDSA, true",
    "secp256r1, SHA384withECDSA, false",
    "secp384r1, SHA384withECDSA, true",
    "secp384r1, SHA256withECDSA, true",
    "secp384r1, SHA512withECDSA, false",
    "secp521r1, SHA512withECDSA, true",
    "secp521r1, SHA256withECDSA, true",
    "secp521r1, SHA384withECDSA, false",
    "secp256r1, SHA256withECDSAinP1363Format, false"
  })
  void takes_ecdsa_over_the_hashes_cosign_uses(String curve, String algorithm, boolean taken)
      throws Exception {
    KeyPair pair = pair("EC", curve, 0);
    assertEquals(taken, takes(pinned(pair), sign(pair, algorithm, null)));
  }

  /** A modulus of 2049 bits has a first byte of its own in PSS. */
  @ParameterizedTest
  @ValueSource(ints = {2048, 2049, 2052, 3072})
  void takes_rsa_pkcs1_and_pss_with_sha256(int bits) throws Exception {
    KeyPair pair = pair("RSA", null, bits);
    PinnedKey key = pinned(pair);
    assertEquals("rsa-" + bits, key.algorithm());
    byte[] pkcs1 = sign(pair, "SHA256withRSA", null);
    byte[] pss = sign(pair, "RSASSA-PSS", pss("SHA-256", MGF1ParameterSpec.SHA256, 32));
    assertTrue(takes(key, pkcs1));
    assertTrue(takes(key, pss));
    for (byte[] signature : new byte[][] {pkcs1, pss}) {
      assertFalse(key.verifies(SignedMessage.of(new byte[0]), signature));
      assertFalse(takes(key, Arrays.copyOf(signature, signature.length + 1)));
      signature[signature.length / 2] ^= 1;
      assertFalse(takes(key, signature));
    }
    assertFalse(takes(key, sign(pair, "SHA512withRSA", null)));
    assertFalse(takes(key, sign(pair, "SHA1withRSA", null)));
    assertFalse(takes(key, sign(pair, "RSASSA-PSS", pss("SHA-256", MGF1ParameterSpec.SHA256, 20))));
    assertFalse(takes(key, sign(pair, "RSASSA-PSS", pss("SHA-256", MGF1ParameterSpec.SHA1, 32))));
    assertFalse(takes(key, sign(pair, "RSASSA-PSS", pss("SHA-512", MGF1ParameterSpec.SHA512, 64))));
  }

  private static PSSParameterSpec pss(String hash, MGF1ParameterSpec mask, int salt) {
    return new PSSParameterSpec(hash, "MGF1", mask, salt, PSSParameterSpec.TRAILER_FIELD_BC);
  }

  @Test
  void takes_ed25519_pure_and_prehashed() throws Exception {
    KeyPair pair = pair("Ed25519", null, 0);
    PinnedKey key = pinned(pair);
    byte[] pure = sign(pair, "Ed25519", null);
    assertTrue(takes(key, pure));
    assertTrue(takes(key, sign(pair, "Ed25519", new EdDSAParameterSpec(true))));
    assertFalse(takes(key, sign(pair, "Ed25519", new EdDSAParameterSpec(false, new byte[] {1}))));
    assertFalse(takes(key, Arrays.copyOf(pure, 65)));
    pure[0] ^= 1;
    assertFalse(takes(key, pure));
  }
}
