package dev.sbomagent.trust;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A golden as it was read, once, with the signature that was found or given for it. Nothing is
 * believed about either yet. The bytes are not copied; nobody may write to them.
 */
public final class SignedArtifact {
  private final Path path;
  private final byte[] golden;
  private final @Nullable Path signaturePath;
  private final byte @Nullable [] signature;

  private SignedArtifact(
      Path path, byte[] golden, @Nullable Path signaturePath, byte @Nullable [] signature) {
    this.path = path;
    this.golden = golden;
    this.signaturePath = signaturePath;
    this.signature = signature;
  }

  /** A golden without a signature file: only an attestation that holds the BOM can be trusted. */
  public static SignedArtifact alone(Path path, byte[] golden) {
    return new SignedArtifact(path, golden, null, null);
  }

  /** A golden and its signature file. */
  public static SignedArtifact of(Path path, byte[] golden, Path signaturePath, byte[] signature) {
    return new SignedArtifact(path, golden, signaturePath, signature);
  }

  /** The golden's path as it was named. */
  public Path path() {
    return path;
  }

  /** Where the signature was found, as it was named; empty when there is none. */
  public Optional<Path> signaturePath() {
    return Optional.ofNullable(signaturePath);
  }

  byte[] golden() {
    return golden;
  }

  byte @Nullable [] signature() {
    return signature;
  }
}
