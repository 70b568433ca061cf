package dev.sbomagent.trust;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** ECDSA on a NIST curve (FIPS 186-5 section 6), signatures in DER (RFC 3279 section 2.2.3). */
final class EcKey extends PinnedKey {
  private final Curve curve;

  EcKey(Curve curve, byte[] spki, Path file) {
    super(spki, file);
    this.curve = curve;
  }

  @Override
  String algorithm() {
    return curve.algorithm();
  }

  /**
   * P-384 and P-521 signatures are over SHA-384 and SHA-512, but cosign up to 2.5 signed with
   * SHA-256 whatever the curve: both are tried, the native one first.
   */
  @Override
  boolean verifies(SignedMessage message, byte[] signature) {
    // strict DER and 1 <= r, s < n; the P1363 form is refused, cosign never writes it
    BigInteger[] pair = pair(signature);
    if (pair == null || !inRange(pair[0]) || !inRange(pair[1])) {
      return false;
    }
    return switch (curve) {
      case P256 -> verifies(message.digest(Hash.SHA256), signature, pair);
      case P384 ->
          verifies(message.digest(Hash.SHA384), signature, pair)
              || verifies(message.digest(Hash.SHA256), signature, pair);
      case P521 ->
          verifies(message.digest(Hash.SHA512), signature, pair)
              || verifies(message.digest(Hash.SHA256), signature, pair);
    };
  }

  private boolean inRange(BigInteger number) {
    return number.signum() > 0 && number.compareTo(curve.order()) < 0;
  }

  /** The r and s of a strictly encoded signature, or null. */
  static BigInteger @Nullable [] pair(byte[] signature) {
    try {
      Der whole = Der.of(signature);
      Der pair = whole.inside(Der.SEQUENCE);
      whole.end();
      BigInteger r = pair.natural();
      BigInteger s = pair.natural();
      pair.end();
      return new BigInteger[] {r, s};
    } catch (Der.DerException malformed) {
      return null;
    }
  }

  private boolean verifies(byte[] digest, byte[] signature, BigInteger[] pair) {
    try {
      // over the digest, so that one pass over a large golden serves signature and report
      Signature verifier = Signature.getInstance("NONEwithECDSA");
      ECPublicKey key = key();
      verifier.initVerify(key);
      verifier.update(digest);
      return verifier.verify(signature)
          || (curve.wraps(pair[0]) && LargeX.verifies(key, digest, pair[0], pair[1]));
    } catch (SignatureException notASignature) {
      return false;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java runtime cannot verify " + algorithm(), broken);
    }
  }

  private ECPublicKey key() throws GeneralSecurityException {
    PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki()));
    if (key instanceof ECPublicKey ec && Arrays.equals(key.getEncoded(), spki())) {
      return ec;
    }
    throw new GeneralSecurityException("this Java runtime reads another key than the one pinned");
  }
}
