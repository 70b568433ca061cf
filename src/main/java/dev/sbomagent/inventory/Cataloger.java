package dev.sbomagent.inventory;

import dev.sbomagent.component.Family;

/** Reads one family of components off a host. Implementations keep no state between hosts. */
public interface Cataloger {
  /** The family it answers for. */
  Family family();

  /**
   * What the host holds of this family. Never throws for what it finds there: a database that
   * cannot be read whole is {@link Cataloging.Failed}.
   */
  Cataloging catalog(Host host);
}
