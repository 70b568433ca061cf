package dev.sbomagent.drift;

import dev.sbomagent.component.Slot;

/**
 * Asks the host's package database about one file. The one question a comparison has to ask the
 * machine again, and only about files that differ.
 */
public interface Ownership {
  /** Vouches for nothing. */
  Ownership NONE = (slot, path) -> false;

  /** Whether the file's content equals the digest that the database records for this package. */
  boolean vouches(Slot slot, String path);
}
