package dev.sbomagent.trust;

/** The golden is not accepted. The message says what is wrong and where, never file content. */
public final class UntrustedException extends Exception {
  private final Reason reason;

  public UntrustedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Which of the contract's reasons. */
  public Reason reason() {
    return reason;
  }

  /** The message, which is always there. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
