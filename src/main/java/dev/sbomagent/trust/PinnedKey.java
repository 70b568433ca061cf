package dev.sbomagent.trust;

import java.nio.file.Path;

/** A public key the operator named, already found sound. Safe for many threads. */
abstract sealed class PinnedKey permits EcKey, RsaKey, Ed25519Key {
  private final byte[] spki;
  private final byte[] fingerprint;
  private final Path file;

  PinnedKey(byte[] spki, Path file) {
    this.spki = spki;
    this.fingerprint = Hash.sha256(spki);
    this.file = file;
  }

  /** What it is, {@code ecdsa-p256} for example. */
  abstract String algorithm();

  /**
   * Whether the signature is one of this key over the message. Anything that is not a signature in
   * its one strict encoding is not: JCA alone takes more (negative numbers, trailing bytes).
   */
  abstract boolean verifies(SignedMessage message, byte[] signature);

  /** SubjectPublicKeyInfo, DER. */
  final byte[] spki() {
    return spki;
  }

  /** SHA-256 of {@link #spki}. */
  final byte[] fingerprint() {
    return fingerprint;
  }

  /** {@code sha256:<hex of the fingerprint>}. */
  final String keyId() {
    return "sha256:" + Hash.hex(fingerprint);
  }

  final Path file() {
    return file;
  }
}
