package dev.sbomagent.interop;

import java.nio.file.Path;

/** Goldens of the untouched root by real syft, signed by real cosign; each made once per run. */
final class SignedGolden {
  private static final Path WORK = Peers.work("goldens");
  private static final Cosign COSIGN = new Cosign("3.1.3");
  private static final Path KEY = COSIGN.generateKeyPair(WORK.resolve("golden"));

  private SignedGolden() {}

  private static final class Untouched {
    static final Agent.Golden GOLDEN = make();
    static final Sbom SBOM = Sbom.read(GOLDEN.file());

    private static Agent.Golden make() {
      try (Root root = Root.copy()) {
        return signed(Syft.golden(root.path(), WORK.resolve("untouched.cdx.json")));
      }
    }
  }

  /** What {@code syft dir:/ -o cyclonedx-json} says of the untouched root. */
  static Agent.Golden untouched() {
    return Untouched.GOLDEN;
  }

  static Sbom untouchedSbom() {
    return Untouched.SBOM;
  }

  /** Signs a golden by the key of this run, as a sigstore bundle beside it. */
  static Agent.Golden signed(Path file) {
    COSIGN.signBundle(Path.of(KEY + ".key"), file);
    return new Agent.Golden(file, Path.of(KEY + ".pub"));
  }
}
