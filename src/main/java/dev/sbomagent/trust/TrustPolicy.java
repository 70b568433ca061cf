package dev.sbomagent.trust;

/** Whom we believe. {@link #verify} is the only maker of {@link VerifiedBytes}. */
public sealed interface TrustPolicy permits PinnedKeys {
  /**
   * Accepts an artifact or says why not. Opens no file and no connection; safe for many threads.
   *
   * @throws UntrustedException with one of the contract's reasons
   */
  VerifiedBytes verify(SignedArtifact artifact) throws UntrustedException;
}
