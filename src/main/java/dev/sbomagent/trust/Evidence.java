package dev.sbomagent.trust;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signature file holds, well-formed but not believed. Either a signature over the golden's
 * bytes or an envelope; the rest helps to say what is wrong, and never chooses a key.
 */
final class Evidence {
  final VerifiedBytes.Form form;
  final Path path;
  byte @Nullable [] signature;
  @Nullable Envelope envelope;

  /** The digest of the golden as the bundle tells it, and by which algorithm. */
  byte @Nullable [] digest;

  @Nullable Hash digestHash;

  /** Which key a bundle says it was signed with, in whatever spelling; empty when it does not. */
  String hint = "";

  /** The key inside the certificate or PEM that came along, as SubjectPublicKeyInfo. */
  byte @Nullable [] companion;

  final List<LogEntry> entries = new ArrayList<>();
  final List<String> notes = new ArrayList<>();

  Evidence(VerifiedBytes.Form form, Path path) {
    this.form = form;
    this.path = path;
  }

  /** The signature's bytes, wherever they stood. */
  byte[] signatureBytes() {
    if (envelope != null) {
      return envelope.signature();
    }
    return java.util.Objects.requireNonNull(signature);
  }

  /** Whether the file says that this key signed. */
  boolean names(PinnedKey key) {
    return (!hint.isEmpty() && hint.equals(Base64Text.encode(key.fingerprint())))
        || (companion != null && java.util.Arrays.equals(companion, key.spki()));
  }

  /** Whether the file says anything about which key signed. */
  boolean namesSome() {
    return !hint.isEmpty() || companion != null;
  }

  UntrustedException malformed(String what) {
    return new UntrustedException(
        Reason.MALFORMED_SIGNATURE, "signature is malformed: " + what + ", " + path);
  }
}
