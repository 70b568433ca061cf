package dev.sbomagent.drift;

import dev.sbomagent.component.Slot;
import java.util.Optional;

/**
 * The few questions for which a comparison has to ask the machine again, all of them about single
 * files, and only about some that differ.
 */
public interface Witness {
  /** There is no machine to ask: vouches for nothing and can tell nothing. */
  Witness NONE =
      new Witness() {
        @Override
        public boolean vouches(Slot slot, String path) {
          return false;
        }

        @Override
        public Optional<Boolean> isListable(String module) {
          return Optional.empty();
        }

        @Override
        public Optional<String> unowned(String path) {
          return Optional.empty();
        }
      };

  /** Whether the file's content equals the digest that the database records for this package. */
  boolean vouches(Slot slot, String path);

  /**
   * Whether a scanner would list this kernel module, which it does not without a name and a version
   * magic; empty when that cannot be told, of a compressed one for example.
   */
  Optional<Boolean> isListable(String module);

  /**
   * What is at this path, as {@code sha256:<hex>}, or an empty text if it cannot be read; nothing
   * if a package of the host owns it or it is gone.
   */
  Optional<String> unowned(String path);
}
