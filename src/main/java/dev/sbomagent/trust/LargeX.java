package dev.sbomagent.trust;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;

/**
 * ECDSA verification (FIPS 186-5 section 6.4.2) for the one case that JDK 17 gets wrong: a sound
 * signature whose point has an x between the curve's order and its field, so that r is x minus the
 * order. No signer meets it by chance (once in 2^129 for P-256, less for the others), but a sound
 * signature must not be called bad. Written for being read, over public numbers only; never loaded
 * otherwise.
 */
final class LargeX {
  private final BigInteger field;
  private final BigInteger a;
  private final BigInteger order;
  private final ECPoint generator;
  private final ECPoint key;

  private LargeX(ECPublicKey key) {
    this.field = ((ECFieldFp) key.getParams().getCurve().getField()).getP();
    this.a = key.getParams().getCurve().getA();
    this.order = key.getParams().getOrder();
    this.generator = key.getParams().getGenerator();
    this.key = key.getW();
  }

  /**
   * Whether r and s, both from 1 to less than the order, sign the digest.
   *
   * @param digest no longer than the order: every hash we pair with a curve is
   */
  static boolean verifies(ECPublicKey key, byte[] digest, BigInteger r, BigInteger s) {
    LargeX curve = new LargeX(key);
    BigInteger inverse = s.modInverse(curve.order);
    BigInteger u = new BigInteger(1, digest).multiply(inverse).mod(curve.order);
    BigInteger v = r.multiply(inverse).mod(curve.order);
    ECPoint point = curve.sum(curve.times(u, curve.generator), curve.times(v, curve.key));
    return !point.equals(ECPoint.POINT_INFINITY) && point.getAffineX().mod(curve.order).equals(r);
  }

  private ECPoint times(BigInteger factor, ECPoint point) {
    ECPoint product = ECPoint.POINT_INFINITY;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      product = sum(product, product);
      if (factor.testBit(bit)) {
        product = sum(product, point);
      }
    }
    return product;
  }

  private ECPoint sum(ECPoint one, ECPoint other) {
    if (one.equals(ECPoint.POINT_INFINITY)) {
      return other;
    }
    if (other.equals(ECPoint.POINT_INFINITY)) {
      return one;
    }
    BigInteger x = one.getAffineX();
    BigInteger y = one.getAffineY();
    BigInteger rise;
    BigInteger run;
    if (!x.equals(other.getAffineX())) {
      rise = other.getAffineY().subtract(y);
      run = other.getAffineX().subtract(x);
    } else if (y.equals(other.getAffineY()) && y.signum() != 0) {
      rise = x.multiply(x).multiply(BigInteger.valueOf(3)).add(a);
      run = y.shiftLeft(1);
    } else {
      return ECPoint.POINT_INFINITY;
    }
    BigInteger slope = rise.multiply(run.mod(field).modInverse(field)).mod(field);
    BigInteger sumX = slope.multiply(slope).subtract(x).subtract(other.getAffineX()).mod(field);
    BigInteger sumY = slope.multiply(x.subtract(sumX)).subtract(y).mod(field);
    return new ECPoint(sumX, sumY);
  }
}
