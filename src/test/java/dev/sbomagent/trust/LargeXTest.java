package dev.sbomagent.trust;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeXTest {
  /** On signatures that JCA does verify, it says the same. */
  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
  void agrees_with_the_runtime(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    KeyPair pair = generator.generateKeyPair();
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    byte[] digest = Hash.sha256(new byte[] {1});
    Signature signer = Signature.getInstance("NONEwithECDSA");
    signer.initSign(pair.getPrivate());
    signer.update(digest);
    BigInteger[] rs = Objects.requireNonNull(EcKey.pair(signer.sign()));
    assertTrue(LargeX.verifies(key, digest, rs[0], rs[1]));
    assertFalse(LargeX.verifies(key, digest, rs[0].add(BigInteger.ONE), rs[1]));
    digest[3] ^= 1;
    assertFalse(LargeX.verifies(key, digest, rs[0], rs[1]));
  }

  /** Wycheproof ecdsa_secp256r1_sha256, case 350. */
  @Test
  void verifies_a_signature_whose_x_is_beyond_the_order() throws Exception {
    byte[] spki =
        HexFormat.of()
            .parseHex(
                "3059301306072a8648ce3d020106082a8648ce3d030107034200040ad99500288d466940031d72a9f5445a4d43"
                    + "784640855bf0a69874d2de5fe103c5011e6ef2c42dcd50d5d3d29f99ae6eba2c80c9244f4c5422f0979ff0c3ba5e");
    byte[] signature =
        HexFormat.of()
            .parseHex(
                "303502104319055358e8617b0c46353d039cdaab022100ffffffff00000000ffffffffffff"
                    + "ffffbce6faada7179e84f3b9cac2fc63254e");
    PinnedKey key = PublicKeys.ofSpki(spki, Path.of("k.pub"));
    byte[] message = HexFormat.of().parseHex("313233343030");
    assertTrue(key.verifies(SignedMessage.of(message), signature));
    message[0] ^= 1;
    assertFalse(key.verifies(SignedMessage.of(message), signature));
  }
}
