package dev.sbomagent.inventory;

/** Something on the machine could not be read. The message says what, and where inside the root. */
public final class HostException extends Exception {
  /** Why it could not be read. */
  public enum Reason {
    MISSING,
    /** No permission, an I/O error, a loop of links, a name that cannot be spoken. */
    UNREADABLE,
    /** It is there, but not a regular file, or not a folder where one was asked for. */
    WRONG_KIND,
    TOO_LARGE
  }

  private final Reason reason;

  HostException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The closed reason. */
  public Reason reason() {
    return reason;
  }
}
