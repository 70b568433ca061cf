package dev.sbomagent.inventory;

import dev.sbomagent.component.Family;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was seen of one machine.
 *
 * @param catalogings the answer of every cataloger that was asked
 * @param databases families whose package database is there, read or not
 * @param exclusions what of the machine is not compared, and why
 */
public record Inventory(
    Map<Family, Cataloging> catalogings, Set<Family> databases, Exclusions exclusions) {
  public Inventory {
    catalogings = java.util.Collections.unmodifiableMap(new TreeMap<>(catalogings));
    databases = Set.copyOf(databases);
  }

  /** Asks every one of the catalogers, in order. */
  public static Inventory take(Host host, List<Cataloger> catalogers, Exclusions exclusions) {
    Map<Family, Cataloging> catalogings = new TreeMap<>();
    for (Cataloger cataloger : catalogers) {
      catalogings.put(cataloger.family(), cataloger.catalog(host));
    }
    return new Inventory(catalogings, PackageDatabases.present(host), exclusions);
  }

  /**
   * The machine's architecture as its own package database tells it, never the running kernel's.
   */
  public Optional<String> architecture() {
    return catalogings.get(Family.DPKG) instanceof Cataloging.Complete dpkg
        ? Architecture.of(dpkg, Family.DPKG.cataloger(), "all")
        : Optional.empty();
  }
}
