package dev.sbomagent.trust;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * RSA with SHA-256 (RFC 8017): PKCS#1 v1.5 first, then PSS with MGF1 of SHA-256 and a salt of 32.
 *
 * <p>Written here rather than asked of JCA, which hashes the message again for each scheme it is
 * asked about: the public operation is one {@code modPow} over public numbers, v1.5 is checked by
 * encoding and comparing (section 8.2.2), so no parser of the decrypted block can be lenient.
 */
final class RsaKey extends PinnedKey {
  static final int MIN_BITS = 2048;
  static final int MAX_BITS = 8192;

  // Go, and so cosign, refuses larger exponents
  static final int MAX_EXPONENT_BITS = 31;

  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 32;

  /** DigestInfo of SHA-256 up to the digest (section 9.2, note 1). */
  private static final byte[] DIGEST_INFO =
      HexFormat.of().parseHex("3031300d060960864801650304020105000420");

  private final BigInteger modulus;
  private final BigInteger exponent;

  RsaKey(BigInteger modulus, BigInteger exponent, byte[] spki, Path file) {
    super(spki, file);
    this.modulus = modulus;
    this.exponent = exponent;
  }

  @Override
  String algorithm() {
    return "rsa-" + modulus.bitLength();
  }

  /** Length of a signature in bytes. */
  int signatureBytes() {
    return (modulus.bitLength() + 7) / 8;
  }

  @Override
  boolean verifies(SignedMessage message, byte[] signature) {
    if (signature.length != signatureBytes()) {
      return false;
    }
    BigInteger s = new BigInteger(1, signature);
    if (s.compareTo(modulus) >= 0) {
      return false;
    }
    byte[] block = octets(s.modPow(exponent, modulus), signature.length);
    byte[] digest = message.digest(Hash.SHA256);
    return Arrays.equals(block, pkcs1(digest, block.length)) || pss(digest, block);
  }

  /** EMSA-PKCS1-v1_5, section 9.2: {@code 00 01 ff… 00 DigestInfo}. */
  private static byte[] pkcs1(byte[] digest, int length) {
    byte[] block = new byte[length];
    Arrays.fill(block, (byte) 0xff);
    int info = length - DIGEST_INFO.length - digest.length;
    block[0] = 0;
    block[1] = 1;
    block[info - 1] = 0;
    System.arraycopy(DIGEST_INFO, 0, block, info, DIGEST_INFO.length);
    System.arraycopy(digest, 0, block, length - digest.length, digest.length);
    return block;
  }

  /** EMSA-PSS-VERIFY, section 9.1.2; the steps are its steps. */
  private boolean pss(byte[] digest, byte[] block) {
    int bits = modulus.bitLength() - 1;
    int length = (bits + 7) / 8;
    int lead = block.length - length;
    if (lead == 1 && block[0] != 0) {
      return false;
    }
    byte[] encoded = Arrays.copyOfRange(block, lead, block.length);
    if (encoded[length - 1] != (byte) 0xbc) { // step 4
      return false;
    }
    int maskedBytes = length - HASH_BYTES - 1;
    byte[] hash = Arrays.copyOfRange(encoded, maskedBytes, maskedBytes + HASH_BYTES); // step 5
    int unused = 8 * length - bits;
    int used = 0xff >>> unused;
    if ((encoded[0] & 0xff & ~used) != 0) { // step 6
      return false;
    }
    byte[] opened = mask(hash, maskedBytes); // steps 7 and 8
    for (int i = 0; i < maskedBytes; i++) {
      opened[i] ^= encoded[i];
    }
    opened[0] = (byte) (opened[0] & used); // step 9
    int salt = maskedBytes - SALT_BYTES;
    for (int i = 0; i < salt - 1; i++) { // step 10
      if (opened[i] != 0) {
        return false;
      }
    }
    if (opened[salt - 1] != 1) {
      return false;
    }
    MessageDigest again = Hash.SHA256.digest(); // steps 12 and 13
    again.update(new byte[8]);
    again.update(digest);
    again.update(opened, salt, SALT_BYTES);
    return Arrays.equals(hash, again.digest()); // step 14
  }

  /** MGF1 of SHA-256, appendix B.2.1. */
  private static byte[] mask(byte[] seed, int length) {
    MessageDigest digest = Hash.SHA256.digest();
    byte[] mask = new byte[length];
    for (int counter = 0, at = 0; at < length; counter++, at += HASH_BYTES) {
      digest.update(seed);
      digest.update(
          new byte[] {
            (byte) (counter >> 24), (byte) (counter >> 16), (byte) (counter >> 8), (byte) counter
          });
      System.arraycopy(digest.digest(), 0, mask, at, Math.min(HASH_BYTES, length - at));
    }
    return mask;
  }

  /** I2OSP, section 4.1. */
  private static byte[] octets(BigInteger number, int length) {
    byte[] raw = number.toByteArray();
    byte[] octets = new byte[length];
    int skip = Math.max(0, raw.length - length);
    System.arraycopy(raw, skip, octets, length - (raw.length - skip), raw.length - skip);
    return octets;
  }
}
