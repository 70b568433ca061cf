package dev.sbomagent.inventory;

/** Catalogs a family that the host keeps a database of, at places known beforehand. */
public non-sealed interface DatabaseCataloger extends Cataloger {
  /**
   * What the host holds of this family. Never throws for what it finds there: a database that
   * cannot be read whole is {@link Cataloging.Failed}.
   */
  Cataloging catalog(Host host);
}
