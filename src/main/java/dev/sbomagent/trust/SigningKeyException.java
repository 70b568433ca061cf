package dev.sbomagent.trust;

/** A private key that cannot be used to sign. The message never holds key material. */
public final class SigningKeyException extends Exception {
  /** Why. */
  public enum Reason {
    /** The password does not open it, or it was altered: the two cannot be told apart. */
    WRONG_PASSWORD,
    /** It is not a private key of a form and algorithm we sign with. */
    UNUSABLE_KEY
  }

  private final Reason reason;

  SigningKeyException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Which of the two. */
  public Reason reason() {
    return reason;
  }

  static SigningKeyException unusable(String why) {
    return new SigningKeyException(Reason.UNUSABLE_KEY, "private key cannot be used: " + why);
  }
}
