package dev.sbomagent.drift;

import org.jspecify.annotations.Nullable;

/**
 * A reason for which "in sync" cannot be said (contract, rules 2 and 3).
 *
 * @param code {@code cataloger-failed} or {@code not-covered}
 * @param message what, which, where
 * @param place the excluded path or mount that it is about; null when it is about none
 */
public record Doubt(Code code, String message, @Nullable String place) {
  Doubt(Code code, String message) {
    this(code, message, null);
  }

  /** The inconclusive codes of the contract, gravest first. */
  public enum Code {
    CATALOGER_FAILED("cataloger-failed"),
    /** A package family of the golden has no database here, or an empty one: a critical event. */
    DATABASE_GONE("not-covered"),
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
