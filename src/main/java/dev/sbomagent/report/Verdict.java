package dev.sbomagent.report;

/** The one-word answer, with the exit status it gives unless the caller narrows it. */
public enum Verdict {
  IN_SYNC("in-sync", 0),
  DRIFTED("drifted", 2),
  UNTRUSTED("untrusted", 3),
  INCONCLUSIVE("inconclusive", 4);

  private final String label;
  private final int exitStatus;

  Verdict(String label, int exitStatus) {
    this.label = label;
    this.exitStatus = exitStatus;
  }

  /** The word in every output. */
  public String label() {
    return label;
  }

  /** The exit status of a check. */
  public int exitStatus() {
    return exitStatus;
  }
}
