package dev.sbomagent.golden;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 and what is made of it. */
final class Digests {
  private static final int ID_BYTES = 8;

  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  static String hex(byte[] bytes) {
    return hex(bytes, 0, bytes.length);
  }

  static String hex(byte[] bytes, int from, int to) {
    StringBuilder hex = new StringBuilder(2 * (to - from));
    for (int i = from; i < to; i++) {
      hex.append(Character.forDigit(bytes[i] >> 4 & 15, 16));
      hex.append(Character.forDigit(bytes[i] & 15, 16));
    }
    return hex.toString();
  }

  /** Sixteen hexadecimal digits that stand for these words and no others. */
  static String id(String... words) {
    MessageDigest digest = sha256();
    for (String word : words) {
      digest.update(word.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return hex(digest.digest(), 0, ID_BYTES);
  }

  /** A UUID of version 8 (RFC 9562 section 5.8) made of a digest, as a serial number. */
  static String uuid(byte[] digest) {
    byte[] uuid = digest.clone();
    uuid[6] = (byte) ((uuid[6] & 0x0f) | 0x80);
    uuid[8] = (byte) ((uuid[8] & 0x3f) | 0x80);
    return "urn:uuid:"
        + hex(uuid, 0, 4)
        + "-"
        + hex(uuid, 4, 6)
        + "-"
        + hex(uuid, 6, 8)
        + "-"
        + hex(uuid, 8, 10)
        + "-"
        + hex(uuid, 10, 16);
  }
}
