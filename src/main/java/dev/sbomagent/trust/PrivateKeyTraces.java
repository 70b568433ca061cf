package dev.sbomagent.trust;

import java.nio.charset.StandardCharsets;

/**
 * Whether bytes look like a private key: PEM of any kind, or DER of PKCS#8 (RFC 5958), PKCS#1 (RFC
 * 8017 appendix A.1.2) or SEC 1. A private key has no place on the machine it is to judge.
 */
final class PrivateKeyTraces {
  /** How much of a file is looked at. */
  static final int LOOK_BYTES = 64 * 1024;

  private static final byte[] PEM = "PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);

  private PrivateKeyTraces() {}

  static boolean in(byte[] file, int length) {
    int looked = Math.min(length, LOOK_BYTES);
    return pem(file, looked) || der(file, looked);
  }

  private static boolean pem(byte[] file, int length) {
    for (int i = 0; i <= length - PEM.length; i++) {
      if (file[i] == 'P' && java.util.Arrays.equals(file, i, i + PEM.length, PEM, 0, PEM.length)) {
        return true;
      }
    }
    return false;
  }

  /** A sequence that starts with the version number 0 or 1, as no public key does. */
  private static boolean der(byte[] file, int length) {
    if (length < 8 || file[0] != Der.SEQUENCE) {
      return false;
    }
    int octets = file[1] >= 0 ? 0 : file[1] & 0x7f;
    int version = 2 + octets;
    if (octets > 4 || version + 4 > length) {
      return false;
    }
    int after = file[version + 3];
    return file[version] == Der.INTEGER
        && file[version + 1] == 1
        && (file[version + 2] == 0 || file[version + 2] == 1)
        && (after == Der.SEQUENCE || after == Der.INTEGER || after == Der.OCTET_STRING);
  }
}
