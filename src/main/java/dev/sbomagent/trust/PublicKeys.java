package dev.sbomagent.trust;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Turns a key file into a {@link PinnedKey}. What is accepted is a short list, so that a key that
 * could never verify anything is called unusable at the start, not the golden tampered later.
 */
final class PublicKeys {
  private static final byte[] RSA_ALGORITHM =
      HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  private PublicKeys() {}

  /** Reads PEM: {@code PUBLIC KEY} (RFC 7468 section 13) or {@code RSA PUBLIC KEY} (PKCS#1). */
  static PinnedKey parse(byte[] file, Path path) throws UntrustedException {
    if (PrivateKeyTraces.in(file, file.length)) {
      throw unusable(path, "it holds a private key, give the public one");
    }
    Pem pem = Pem.parse(file);
    if (pem == null) {
      throw unusable(path, "expected exactly one PEM block and nothing else");
    }
    return switch (pem.label()) {
      case "PUBLIC KEY" -> ofSpki(pem.content(), path);
      case "RSA PUBLIC KEY" -> ofSpki(rsaSpki(pem.content()), path);
      case "CERTIFICATE" -> throw unusable(path, "it is a certificate, give its public key");
      default -> throw unusable(path, "it is not a PUBLIC KEY");
    };
  }

  /** SubjectPublicKeyInfo of a PKCS#1 RSAPublicKey (RFC 8017 appendix A.1.1). */
  private static byte[] rsaSpki(byte[] pkcs1) {
    return Der.encode(
        Der.SEQUENCE, RSA_ALGORITHM, Der.encode(Der.BIT_STRING, new byte[] {0}, pkcs1));
  }

  /** A sound key from its SubjectPublicKeyInfo. */
  static PinnedKey ofSpki(byte[] spki, Path path) throws UntrustedException {
    for (Curve curve : Curve.values()) {
      if (curve.claims(spki)) {
        if (!curve.holds(spki)) {
          throw unusable(path, "its point is not on the curve");
        }
        return new EcKey(curve, spki, path);
      }
    }
    if (startsWith(spki, "302a300506032b65700321")) {
      if (!Ed25519Key.claims(spki) || !Ed25519Key.holds(spki)) {
        throw unusable(path, "its point is not a usable one of ed25519");
      }
      return new Ed25519Key(spki, path);
    }
    return rsa(spki, path);
  }

  private static boolean startsWith(byte[] spki, String prefix) {
    byte[] start = HexFormat.of().parseHex(prefix);
    return spki.length >= start.length
        && java.util.Arrays.equals(spki, 0, start.length, start, 0, start.length);
  }

  private static PinnedKey rsa(byte[] spki, Path path) throws UntrustedException {
    BigInteger[] numbers = rsaNumbers(spki);
    if (numbers == null) {
      throw unusable(
          path, "expected a public key of ECDSA P-256, P-384 or P-521, RSA or Ed25519, in DER");
    }
    int bits = numbers[0].bitLength();
    if (bits < RsaKey.MIN_BITS || bits > RsaKey.MAX_BITS) {
      throw unusable(path, "an RSA key of 2048 to 8192 bits is needed, this one has " + bits);
    }
    BigInteger exponent = numbers[1];
    if (!numbers[0].testBit(0)
        || !exponent.testBit(0)
        || exponent.compareTo(BigInteger.valueOf(3)) < 0
        || exponent.bitLength() > RsaKey.MAX_EXPONENT_BITS) {
      throw unusable(path, "its RSA modulus or exponent is not a sound one");
    }
    return new RsaKey(numbers[0], exponent, spki, path);
  }

  /** Modulus and exponent of an rsaEncryption key (RFC 3279 section 2.3.1), or null. */
  private static BigInteger @Nullable [] rsaNumbers(byte[] spki) {
    try {
      Der whole = Der.of(spki);
      Der info = whole.inside(Der.SEQUENCE);
      whole.end();
      if (!java.util.Arrays.equals(info.element(Der.SEQUENCE), RSA_ALGORITHM)) {
        return null;
      }
      byte[] bits = info.inside(Der.BIT_STRING).rest();
      info.end();
      if (bits.length == 0 || bits[0] != 0) {
        return null;
      }
      Der inside = Der.of(java.util.Arrays.copyOfRange(bits, 1, bits.length));
      Der key = inside.inside(Der.SEQUENCE);
      inside.end();
      BigInteger modulus = key.natural();
      BigInteger exponent = key.natural();
      key.end();
      return new BigInteger[] {modulus, exponent};
    } catch (Der.DerException malformed) {
      return null;
    }
  }

  private static UntrustedException unusable(Path path, String why) {
    return new UntrustedException(Reason.UNUSABLE_KEY, "key cannot be used: " + why + ", " + path);
  }
}
