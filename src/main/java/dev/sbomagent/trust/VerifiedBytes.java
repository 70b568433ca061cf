package dev.sbomagent.trust;

import java.nio.file.Path;
import java.util.List;

/**
 * Proof that bytes were signed by a pinned key. A final class, not a record: its constructor is
 * package-private, so only {@link TrustPolicy#verify} can make one, and that is the security
 * property.
 */
public final class VerifiedBytes {
  /** The form in which the signature came; an attestation is DSSE in whatever file it lies. */
  public enum Form {
    SIGSTORE_BUNDLE("sigstore-bundle"),
    COSIGN_BUNDLE("cosign-bundle"),
    BARE("bare"),
    DSSE("dsse");

    private final String label;

    Form(String label) {
      this.label = label;
    }

    /** The name in every output. */
    public String label() {
      return label;
    }
  }

  private final byte[] bytes;
  private final Provenance provenance;

  VerifiedBytes(byte[] bytes, Provenance provenance) {
    this.bytes = bytes;
    this.provenance = provenance;
  }

  /** Who signed them, and where they were. */
  public Provenance provenance() {
    return provenance;
  }

  /**
   * The verified bytes: the golden file's, or the predicate inside a verified statement. Not copied
   * (they may be many megabytes); nobody may write to them.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** SHA-256 of the golden file, lower-case hex. */
  public String sha256() {
    return provenance.sha256();
  }

  /** The golden file as it was named. */
  public Path path() {
    return provenance.path();
  }

  /** The form of the signature. */
  public Form form() {
    return provenance.form();
  }

  /** {@code sha256:<hex>} of the SubjectPublicKeyInfo DER of the key that verified. */
  public String keyId() {
    return provenance.keyId();
  }

  /** The file the key came from. */
  public Path keyFile() {
    return provenance.keyFile();
  }

  /** What was seen and not relied upon: a wrong hint, a foreign certificate, a Rekor entry. */
  public List<String> notes() {
    return provenance.notes();
  }
}
