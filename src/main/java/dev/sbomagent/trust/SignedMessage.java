package dev.sbomagent.trust;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * What a signature is over: a file, or a DSSE envelope's head and payload. Each digest is computed
 * once: hashing is most of what a check costs before the comparison. For one thread.
 */
final class SignedMessage {
  private static final byte[] NOTHING = {};

  private final byte[] head;
  private final byte[] body;
  private final Map<Hash, byte[]> digests = new HashMap<>();

  private SignedMessage(byte[] head, byte[] body) {
    this.head = head;
    this.body = body;
  }

  static SignedMessage of(byte[] file) {
    return new SignedMessage(NOTHING, file);
  }

  static SignedMessage of(byte[] head, byte[] body) {
    return new SignedMessage(head, body);
  }

  /** The bytes before {@link #body}; empty for a plain file. */
  byte[] head() {
    return head;
  }

  byte[] body() {
    return body;
  }

  byte[] digest(Hash hash) {
    byte[] known = digests.get(hash);
    if (known == null) {
      MessageDigest digest = hash.digest();
      digest.update(head);
      digest.update(body);
      known = digest.digest();
      digests.put(hash, known);
    }
    return known;
  }
}
