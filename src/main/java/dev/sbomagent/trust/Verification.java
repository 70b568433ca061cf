package dev.sbomagent.trust;

import dev.sbomagent.json.JsonException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One artifact against the pinned keys. For one thread.
 *
 * <p>How a golden and its signature go together:
 *
 * <ul>
 *   <li>a signature over the golden's bytes, bare or in a bundle: those bytes are verified;
 *   <li>an attestation as the signature file: a subject of its statement must be the golden, whose
 *       bytes are then verified. If none is, the golden is refused; the BOM inside the attestation
 *       is not silently taken instead;
 *   <li>an attestation as the golden, and no other signature file: the verified bytes are its
 *       predicate, as signed. Its subject is the image, say, and not compared;
 *   <li>an attestation as the golden and a signature file beside it: the signature must be of the
 *       golden as a file, and the attestation's own must verify too; the bytes are the predicate.
 * </ul>
 */
final class Verification {
  private final List<PinnedKey> keys;
  private final SignedArtifact artifact;
  private final SignedMessage golden;

  Verification(List<PinnedKey> keys, SignedArtifact artifact) {
    this.keys = keys;
    this.artifact = artifact;
    this.golden = SignedMessage.of(artifact.golden());
  }

  VerifiedBytes run() throws UntrustedException {
    byte[] bytes = artifact.golden();
    if (bytes.length == 0) {
      throw new UntrustedException(Reason.MALFORMED_GOLDEN, "golden is empty: " + artifact.path());
    }
    boolean attestation = FirstBytes.envelope(bytes, bytes.length);
    byte[] signature = artifact.signature();
    Path signaturePath = artifact.signaturePath().orElse(artifact.path());
    if (signature == null || (attestation && Arrays.equals(signature, bytes))) {
      if (!attestation) {
        throw new UntrustedException(
            Reason.MISSING_SIGNATURE,
            "signature is missing: no .sigstore.json, .bundle, .sig or .intoto.sigstore.json"
                + " beside "
                + artifact.path());
      }
      return attestation(new ArrayList<>());
    }
    VerifiedBytes file = file(SignatureReader.read(signaturePath, signature));
    return attestation ? attestation(file.notes()) : file;
  }

  /** The golden's own bytes, by a signature over them or a statement about them. */
  private VerifiedBytes file(Evidence evidence) throws UntrustedException {
    Envelope envelope = evidence.envelope;
    SignedMessage message = envelope == null ? golden : envelope.message();
    PinnedKey key = signer(evidence, message);
    if (envelope != null && !statement(envelope, evidence, false).isAboutFile()) {
      throw new UntrustedException(
          Reason.BAD_SIGNATURE,
          "signature is of another file: no subject of the statement is this golden, "
              + evidence.path);
    }
    return verified(artifact.golden(), evidence, key, evidence.notes);
  }

  /** The predicate of the attestation that the golden is. */
  private VerifiedBytes attestation(List<String> notesBefore) throws UntrustedException {
    Evidence evidence = SignatureReader.read(artifact.path(), artifact.golden());
    Envelope envelope = evidence.envelope;
    if (envelope == null) {
      throw new UntrustedException(
          Reason.MALFORMED_GOLDEN,
          "golden is malformed: it is a signature, not a BOM, " + artifact.path());
    }
    PinnedKey key = signer(evidence, envelope.message());
    byte[] predicate = statement(envelope, evidence, true).predicate();
    List<String> notes = new ArrayList<>(notesBefore);
    notes.addAll(evidence.notes);
    return verified(predicate, evidence, key, notes);
  }

  private VerifiedBytes verified(
      byte[] bytes, Evidence evidence, PinnedKey key, List<String> notes) {
    VerifiedBytes.Form form = evidence.envelope == null ? evidence.form : VerifiedBytes.Form.DSSE;
    return new VerifiedBytes(
        bytes, new Provenance(sha256(), artifact.path(), form, key.keyId(), key.file(), notes));
  }

  private String sha256() {
    return Hash.hex(golden.digest(Hash.SHA256));
  }

  private Statement statement(Envelope envelope, Evidence evidence, boolean isGolden)
      throws UntrustedException {
    Statement statement = null;
    try {
      statement = new Statement(envelope.payload(), sha256());
      statement.parse();
      return statement;
    } catch (JsonException broken) {
      throw new UntrustedException(
          isGolden ? Reason.MALFORMED_GOLDEN : Reason.MALFORMED_SIGNATURE,
          "statement is malformed: "
              + (statement == null ? "not strict JSON" : statement.problem())
              + " of the payload, "
              + evidence.path);
    }
  }

  /** The pinned key that made the signature, with all that came beside it found consistent. */
  private PinnedKey signer(Evidence evidence, SignedMessage message) throws UntrustedException {
    byte[] signature = evidence.signatureBytes();
    PinnedKey signer = null;
    for (PinnedKey key : inOrder(evidence)) {
      if (key.verifies(message, signature)) {
        signer = key;
        break;
      }
    }
    if (signer == null) {
      throw Refusal.of(evidence, message, keys);
    }
    checkDigest(evidence, message);
    checkLog(evidence, message, signer);
    noteCompanions(evidence, signer);
    return signer;
  }

  /** Keys that the file names first: it saves work and decides nothing. */
  private List<PinnedKey> inOrder(Evidence evidence) {
    List<PinnedKey> ordered = new ArrayList<>(keys.size());
    for (PinnedKey key : keys) {
      ordered.add(evidence.names(key) ? 0 : ordered.size(), key);
    }
    return ordered;
  }

  /** A bundle's digest is not signed; one that is wrong says that the file was tampered with. */
  private static void checkDigest(Evidence evidence, SignedMessage message)
      throws UntrustedException {
    if (evidence.digest == null || evidence.digestHash == null) {
      return;
    }
    if (!Arrays.equals(evidence.digest, message.digest(evidence.digestHash))) {
      throw evidence.malformed("its messageDigest is not that of the golden it signs");
    }
  }

  private static void checkLog(Evidence evidence, SignedMessage message, PinnedKey signer)
      throws UntrustedException {
    for (LogEntry entry : evidence.entries) {
      if (!entry.fits(message, evidence.envelope, evidence.signatureBytes(), signer)) {
        throw evidence.malformed("a transparency log entry in it is about another signature");
      }
      evidence.notes.add(
          "a transparency log entry of kind "
              + entry.kind
              + " beside the signature, not relied upon");
    }
  }

  private static void noteCompanions(Evidence evidence, PinnedKey signer) {
    if (!evidence.hint.isEmpty()
        && !evidence.hint.equals(Base64Text.encode(signer.fingerprint()))) {
      evidence.notes.add("the hint in the signature names another key, not relied upon");
    }
    if (evidence.companion != null && !Arrays.equals(evidence.companion, signer.spki())) {
      evidence.notes.add("the cert beside the signature holds another key, not relied upon");
    }
  }
}
