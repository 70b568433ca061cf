package dev.sbomagent.trust;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The three curves of cosign keys (SEC 2, FIPS 186-5). A public key is accepted in exactly one
 * encoding: named curve, uncompressed point (RFC 5480 section 2).
 */
enum Curve {
  P256(
      "ecdsa-p256",
      "secp256r1",
      "3059301306072a8648ce3d020106082a8648ce3d030107034200",
      "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
      "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
      "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
  P384(
      "ecdsa-p384",
      "secp384r1",
      "3076301006072a8648ce3d020106052b81040022036200",
      "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
          + "ffffffff0000000000000000ffffffff",
      "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875a"
          + "c656398d8a2ed19d2a85c8edd3ec2aef",
      "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf"
          + "581a0db248b0a77aecec196accc52973"),
  P521(
      "ecdsa-p521",
      "secp521r1",
      "30819b301006072a8648ce3d020106052b8104002303818600",
      "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
          + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
          + "ffff",
      "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef1"
          + "09e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b50"
          + "3f00",
      "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
          + "fffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e9138"
          + "6409");

  private final String algorithm;
  private final String secName;
  private final String prefix;
  private final BigInteger p;
  private final BigInteger b;
  private final BigInteger order;
  private final int fieldBytes;

  Curve(String algorithm, String secName, String prefix, String p, String b, String order) {
    this.algorithm = algorithm;
    this.secName = secName;
    this.prefix = prefix;
    this.p = new BigInteger(p, 16);
    this.b = new BigInteger(b, 16);
    this.order = new BigInteger(order, 16);
    this.fieldBytes = p.length() / 2;
  }

  String algorithm() {
    return algorithm;
  }

  /** The name in SEC 2. */
  String secName() {
    return secName;
  }

  /** What comes before the point in every SubjectPublicKeyInfo of this curve. */
  byte[] prefix() {
    return HexFormat.of().parseHex(prefix);
  }

  /** The number of points; r and s of a signature are from 1 to one less. */
  BigInteger order() {
    return order;
  }

  /**
   * Whether these bytes claim to be a key on this curve: the curve decides, then the point must.
   */
  boolean claims(byte[] spki) {
    byte[] start = prefix();
    return spki.length > start.length
        && Arrays.equals(spki, 0, start.length, start, 0, start.length);
  }

  /** Whether this r could be that of an x beyond the order; see {@link LargeX}. */
  boolean wraps(BigInteger r) {
    return r.add(order).compareTo(p) < 0;
  }

  /**
   * Whether the key's point is an uncompressed point of this curve: {@code y² = x³ - 3x + b}. JCA
   * takes any pair of numbers and then says false to every signature.
   */
  boolean holds(byte[] spki) {
    int x = prefix.length() / 2 + 1;
    if (spki.length != x + 2 * fieldBytes || spki[x - 1] != 4) {
      return false;
    }
    BigInteger px = new BigInteger(1, spki, x, fieldBytes);
    BigInteger py = new BigInteger(1, spki, x + fieldBytes, fieldBytes);
    if (px.compareTo(p) >= 0 || py.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right = px.multiply(px).subtract(BigInteger.valueOf(3)).multiply(px).add(b);
    return py.multiply(py).subtract(right).mod(p).signum() == 0;
  }
}
