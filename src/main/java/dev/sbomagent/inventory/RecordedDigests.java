package dev.sbomagent.inventory;

import dev.sbomagent.component.Slot;
import java.util.Optional;

/**
 * What a package database records of the files of its packages. Reads lazily: nothing is opened
 * until asked, since a host without drift never asks.
 */
public interface RecordedDigests {
  /** Records nothing. */
  RecordedDigests NONE = (owner, path) -> Optional.empty();

  /**
   * The digest that the database records for this file of this package, as {@code md5:<hex>} or
   * {@code sha256:<hex>}; empty when the package does not own the file or none is recorded.
   *
   * @param path absolute inside the root; folders may be given through links
   */
  Optional<String> of(Slot owner, String path);
}
