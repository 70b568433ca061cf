package dev.sbomagent.trust;

import dev.sbomagent.json.JsonException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a transparency log (Rekor) recorded, as the signature file tells it: which digest was signed
 * by which key with which signature. Not evidence of anything here, since no log key is pinned; but
 * an entry that is about another signature shows that the file was put together from parts.
 */
final class LogEntry {
  final String kind;
  final String version;

  /** Whether the fields below say what the entry is about. */
  boolean understood;

  /** Over the signed message; for kind {@code dsse} over the payload. */
  @Nullable Hash hash;

  byte @Nullable [] digest;
  byte @Nullable [] signature;

  /** SubjectPublicKeyInfo. */
  byte @Nullable [] key;

  LogEntry(String kind, String version) {
    this.kind = kind;
    this.version = version;
  }

  /** Reads an entry's canonical body; faults are the faults of the file it stands in. */
  static LogEntry ofBody(byte[] body, StrictJson file) throws JsonException {
    LogBodyReader reader = null;
    try {
      reader = new LogBodyReader(body);
      return reader.entry();
    } catch (JsonException broken) {
      String problem = reader == null ? "not strict JSON" : reader.problem();
      throw file.refuse("a log entry whose body is malformed: " + problem + " of the body,");
    }
  }

  /** Whether the entry is about this signature; one of an unknown kind is about nothing we know. */
  boolean fits(SignedMessage message, @Nullable Envelope envelope, byte[] sig, PinnedKey by) {
    if (!understood) {
      return true;
    }
    boolean payload = kind.equals("dsse");
    if (hash == null || (payload && envelope == null)) {
      return false;
    }
    byte[] expected =
        payload && envelope != null
            ? SignedMessage.of(envelope.payload()).digest(hash)
            : message.digest(hash);
    return Arrays.equals(digest, expected)
        && Arrays.equals(signature, sig)
        && Arrays.equals(key, by.spki());
  }
}
