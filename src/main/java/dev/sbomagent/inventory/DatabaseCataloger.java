package dev.sbomagent.inventory;

/** Catalogs a family that the host keeps a database of, at places known beforehand. */
public non-sealed interface DatabaseCataloger extends Cataloger {
  /**
   * What the host holds of this family. Never throws for what it finds there: a database that
   * cannot be read whole is {@link Cataloging.Failed}.
   */
  Cataloging catalog(Host host);

  /**
   * Changes with everything that {@link #catalog} reads, so that an answer can be used again; empty
   * when there is no such thing.
   */
  default String token(Host host) {
    return "";
  }

  /** What the database records of files; that of an earlier answer speaks of an earlier look. */
  default PackageFiles files(Host host) {
    return PackageFiles.NONE;
  }
}
