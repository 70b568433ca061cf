package dev.sbomagent.golden;

/** Why a document is refused. The message says what, and where in the document. */
public final class SbomException extends Exception {
  private final boolean tooLarge;

  SbomException(String message) {
    this(message, false);
  }

  SbomException(String message, boolean tooLarge) {
    super(message);
    this.tooLarge = tooLarge;
  }

  /** Whether a limit of size was met, rather than the document being wrong. */
  public boolean tooLarge() {
    return tooLarge;
  }
}
