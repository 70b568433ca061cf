package dev.sbomagent.trust;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * Works the public key out from the private one, which PKCS#8 need not hold. The Java runtime does
 * not offer that; nothing that verifies may load this class.
 */
final class PublicHalf {
  private static final String ED25519 = "302a300506032b6570032100";
  private static final String RSA = "300d06092a864886f70d0101010500";

  private PublicHalf() {}

  /** SubjectPublicKeyInfo, DER, not yet checked to be of a kind we take. */
  static byte[] of(PrivateKey key) throws SigningKeyException {
    if (key instanceof ECPrivateKey ec) {
      return ec(ec);
    }
    if (key instanceof RSAPrivateCrtKey rsa) {
      byte[] numbers =
          Der.encode(
              Der.SEQUENCE,
              Der.encode(Der.INTEGER, rsa.getModulus().toByteArray()),
              Der.encode(Der.INTEGER, rsa.getPublicExponent().toByteArray()));
      return Der.encode(
          Der.SEQUENCE,
          HexFormat.of().parseHex(RSA),
          Der.encode(Der.BIT_STRING, new byte[] {0}, numbers));
    }
    if (key instanceof EdECPrivateKey ed && ed.getBytes().isPresent()) {
      byte[] seed = ed.getBytes().get();
      byte[] point = new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
      return joined(HexFormat.of().parseHex(ED25519), point);
    }
    throw SigningKeyException.unusable("its algorithm is not ECDSA, RSA or Ed25519");
  }

  private static byte[] ec(ECPrivateKey key) throws SigningKeyException {
    BigInteger order = key.getParams().getOrder();
    for (Curve curve : Curve.values()) {
      if (curve.order().equals(order)) {
        if (key.getS().signum() <= 0 || key.getS().compareTo(order) >= 0) {
          throw SigningKeyException.unusable("its number is not one of the curve");
        }
        X9ECParameters parameters = CustomNamedCurves.getByName(curve.secName());
        byte[] point = parameters.getG().multiply(key.getS()).getEncoded(false);
        return joined(curve.prefix(), point);
      }
    }
    throw SigningKeyException.unusable("its curve is not P-256, P-384 or P-521");
  }

  private static byte[] joined(byte[] start, byte[] end) {
    byte[] joined = java.util.Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, joined, start.length, end.length);
    return joined;
  }
}
