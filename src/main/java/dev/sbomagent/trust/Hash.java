package dev.sbomagent.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The digests that occur in signatures. */
enum Hash {
  SHA256("SHA-256", "SHA2_256", "sha256"),
  SHA384("SHA-384", "SHA2_384", "sha384"),
  SHA512("SHA-512", "SHA2_512", "sha512");

  private final String jcaName;
  private final String protobufName;
  private final String rekorName;

  Hash(String jcaName, String protobufName, String rekorName) {
    this.jcaName = jcaName;
    this.protobufName = protobufName;
    this.rekorName = rekorName;
  }

  /**
   * By the name in {@code dev.sigstore.common.v1.HashAlgorithm}; null when it is not one of ours.
   */
  static @Nullable Hash ofProtobuf(String name) {
    for (Hash hash : values()) {
      if (hash.protobufName.equals(name)) {
        return hash;
      }
    }
    return null;
  }

  /** By the name in a Rekor v1 entry; null when it is not one of ours. */
  static @Nullable Hash ofRekor(String name) {
    for (Hash hash : values()) {
      if (hash.rekorName.equals(name)) {
        return hash;
      }
    }
    return null;
  }

  /** The name in a bundle. */
  String protobufName() {
    return protobufName;
  }

  /** A new digest; every Java runtime has all three. */
  MessageDigest digest() {
    try {
      return MessageDigest.getInstance(jcaName);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static byte[] sha256(byte[] bytes) {
    return SHA256.digest().digest(bytes);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
