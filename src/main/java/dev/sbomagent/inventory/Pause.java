package dev.sbomagent.inventory;

/** Waits; passed in so that tests need not. */
@FunctionalInterface
public interface Pause {
  /** Waits about this long. An interrupt ends the wait and stays set. */
  void millis(long millis);
}
