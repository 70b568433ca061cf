package dev.sbomagent.inventory;

/**
 * A file is sound and of a form that is not read here, a packed program for example. What a golden
 * lists there is known by the file's presence alone.
 */
public final class UnsupportedException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * A refusal.
   *
   * @param message what form it has; lower case, no full stop
   */
  public UnsupportedException(String message) {
    super(message);
  }
}
