package dev.sbomagent.golden;

import dev.sbomagent.trust.Provenance;
import dev.sbomagent.trust.Reason;
import dev.sbomagent.trust.UntrustedException;
import dev.sbomagent.trust.VerifiedBytes;

/**
 * A golden that a pinned key signed and that parses. A final class with a hidden constructor: only
 * verified bytes become one.
 */
public final class VerifiedGolden {
  private final Provenance provenance;
  private final Sbom sbom;

  private VerifiedGolden(Provenance provenance, Sbom sbom) {
    this.provenance = provenance;
    this.sbom = sbom;
  }

  /**
   * Parses verified bytes, those and no others.
   *
   * @throws UntrustedException {@code malformed-golden}, or {@code too-large} for what breaks a
   *     limit or does not fit the memory
   */
  public static VerifiedGolden parse(VerifiedBytes verified, SbomLimits limits)
      throws UntrustedException {
    try {
      return new VerifiedGolden(verified.provenance(), Sbom.parse(verified.bytes(), limits));
    } catch (SbomException broken) {
      Reason reason = broken.tooLarge() ? Reason.TOO_LARGE : Reason.MALFORMED_GOLDEN;
      throw new UntrustedException(reason, verified.path() + ": " + broken.getMessage());
    } catch (OutOfMemoryError full) {
      throw new UntrustedException(
          Reason.TOO_LARGE, verified.path() + ": does not fit the memory that is allowed");
    }
  }

  /**
   * The same in less memory, for who keeps it for days. It can be compared with a machine but for
   * the contents of files: these need it parsed anew.
   */
  public VerifiedGolden packed() {
    return new VerifiedGolden(provenance, sbom.packed());
  }

  /** Who signed it. */
  public Provenance provenance() {
    return provenance;
  }

  /** What they say. */
  public Sbom sbom() {
    return sbom;
  }
}
