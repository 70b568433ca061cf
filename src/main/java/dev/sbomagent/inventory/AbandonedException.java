package dev.sbomagent.inventory;

/** A walk was given up, since nobody waits for it any more. */
public final class AbandonedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AbandonedException() {
    super("the walk was given up");
  }
}
