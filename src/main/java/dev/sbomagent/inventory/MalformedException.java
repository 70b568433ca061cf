package dev.sbomagent.inventory;

/** A database says something that its format does not allow. The message says what, and where. */
public final class MalformedException extends Exception {
  /**
   * A refusal.
   *
   * @param message place, then what is wrong there; lower case, no full stop
   */
  public MalformedException(String message) {
    super(message);
  }
}
