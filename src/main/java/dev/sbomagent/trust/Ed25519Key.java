package dev.sbomagent.trust;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Ed25519 (RFC 8032), pure or over a SHA-512 digest (Ed25519ph): cosign signs pure without a
 * transparency log and ph with one. The two are separated by a prefix, so trying both is safe.
 *
 * <p>Pure Ed25519 needs the whole message at once; JCA copies it.
 */
final class Ed25519Key extends PinnedKey {
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  Ed25519Key(byte[] spki, Path file) {
    super(spki, file);
  }

  static boolean claims(byte[] spki) {
    return spki.length == PREFIX.length + KEY_BYTES
        && Arrays.equals(spki, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
  }

  /**
   * Whether the key is the canonical encoding of a point of the curve (RFC 8032 section 5.1.3) that
   * is not one of the eight of small order, for which anyone can make signatures.
   */
  static boolean holds(byte[] spki) {
    byte[] bigEndian = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      bigEndian[i] = spki[spki.length - 1 - i];
    }
    bigEndian[0] &= 0x7f;
    BigInteger y = new BigInteger(1, bigEndian);
    if (y.compareTo(P) >= 0) {
      return false;
    }
    BigInteger y2 = y.multiply(y);
    BigInteger u = y2.subtract(BigInteger.ONE).mod(P);
    BigInteger v = y2.multiply(D).add(BigInteger.ONE).mod(P);
    BigInteger x2 = u.multiply(v.modInverse(P)).mod(P);
    boolean onCurve = x2.modPow(P.subtract(BigInteger.ONE).shiftRight(1), P).equals(BigInteger.ONE);
    return onCurve && !smallOrder(x2, y2.mod(P));
  }

  /**
   * The points of order 1, 2 and 4 have x or y 0. Those of order 8 double to a point with y 0, and
   * y of the double is (y² + x²) / (1 - dx²y²).
   */
  private static boolean smallOrder(BigInteger x2, BigInteger y2) {
    return x2.signum() == 0 || y2.signum() == 0 || y2.add(x2).mod(P).signum() == 0;
  }

  @Override
  String algorithm() {
    return "ed25519";
  }

  @Override
  boolean verifies(SignedMessage message, byte[] signature) {
    return signature.length == SIGNATURE_BYTES
        && (verifies(message, signature, null)
            || verifies(message, signature, new EdDSAParameterSpec(true)));
  }

  private boolean verifies(
      SignedMessage message, byte[] signature, @Nullable EdDSAParameterSpec variant) {
    try {
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki()));
      if (!Arrays.equals(key.getEncoded(), spki())) {
        throw new GeneralSecurityException("the runtime reads another key than the one pinned");
      }
      Signature verifier = Signature.getInstance("Ed25519");
      if (variant != null) {
        verifier.setParameter(variant);
      }
      verifier.initVerify(key);
      verifier.update(message.head());
      verifier.update(message.body());
      return verifier.verify(signature);
    } catch (SignatureException notASignature) {
      return false;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java runtime cannot verify ed25519", broken);
    }
  }
}
