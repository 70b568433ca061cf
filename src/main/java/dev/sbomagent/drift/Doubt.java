package dev.sbomagent.drift;

/**
 * A reason for which "in sync" cannot be said (contract, rules 2 and 3).
 *
 * @param code {@code cataloger-failed} or {@code not-covered}
 * @param message what, which, where
 */
public record Doubt(Code code, String message) {
  /** The inconclusive codes of the contract, gravest first. */
  public enum Code {
    CATALOGER_FAILED("cataloger-failed"),
    NOT_COVERED("not-covered");

    private final String label;

    Code(String label) {
      this.label = label;
    }

    /** The code in every output. */
    public String label() {
      return label;
    }
  }
}
