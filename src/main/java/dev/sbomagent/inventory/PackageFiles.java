package dev.sbomagent.inventory;

import dev.sbomagent.component.Slot;
import java.util.Optional;
import java.util.Set;

/**
 * What a package database records of the files of its packages. Reads lazily: nothing is opened
 * until asked, since a host without drift hardly ever asks.
 *
 * <p>Not safe for use by several threads at once.
 */
public interface PackageFiles {
  /** Records nothing. */
  PackageFiles NONE = new None();

  /**
   * The digest that the database records for this file of this package, as {@code md5:<hex>},
   * {@code sha1:<hex>}, {@code sha256:<hex>} or {@code sha512:<hex>}; empty when the package does
   * not own the file or none is recorded.
   *
   * @param path absolute inside the root; folders may be given through links
   */
  Optional<String> digest(Slot owner, String path);

  /**
   * Whether a package that is installed owns this file.
   *
   * @param path absolute inside the root; folders may be given through links
   * @throws MalformedException when a list of files cannot be read, so that nobody knows
   */
  boolean owns(String path) throws MalformedException;

  /**
   * The files that a golden lists beside these packages, as syft chooses them: what the packages
   * own and what proves them, the database itself among it.
   *
   * @return absolute inside the root, folders without links. A path need not exist, and what is
   *     there need not be a regular file: a golden lists only those
   * @throws MalformedException when a list of files cannot be read, so that any answer would be
   *     short
   */
  Set<String> listed() throws MalformedException;

  /** See {@link #NONE}. */
  final class None implements PackageFiles {
    private None() {}

    @Override
    public Optional<String> digest(Slot owner, String path) {
      return Optional.empty();
    }

    @Override
    public boolean owns(String path) {
      return false;
    }

    @Override
    public Set<String> listed() {
      return Set.of();
    }
  }
}
