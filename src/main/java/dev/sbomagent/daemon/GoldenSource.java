package dev.sbomagent.daemon;

import dev.sbomagent.golden.SbomLimits;
import dev.sbomagent.report.Report;
import dev.sbomagent.trust.SignedArtifact;
import dev.sbomagent.trust.TrustPolicy;
import dev.sbomagent.trust.UntrustedException;
import java.nio.file.Path;
import java.util.List;

/** Where this machine's golden and keys are, read anew with every call. For one thread. */
public interface GoldenSource {
  /** The golden's path as the operator knows it. */
  String name();

  /** Golden and signature as they are now. */
  SignedArtifact read() throws UntrustedException;

  /** The keys that may have signed. */
  TrustPolicy policy() throws UntrustedException;

  SbomLimits limits();

  /** What is wrong, and what to do about it. */
  Report.Explanation explain(UntrustedException untrusted);

  /** The files that decide what is trusted, there or not. */
  List<Artifact> artifacts();

  /**
   * The folder of the keys, there or not: a file that appears in it is one of these. Or one key.
   */
  Path keys();

  /**
   * A file that decides what is trusted.
   *
   * @param role what it is: {@code golden}, {@code signature}, {@code key}, {@code configuration}
   */
  record Artifact(String role, Path path) {}
}
