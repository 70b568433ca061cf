package dev.sbomagent.drift;

import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.inventory.Excluded;
import dev.sbomagent.inventory.Exclusions;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds mounts and configured exclusions that lie over what the golden lists (contract, rule 2).
 * Known container storage, caches and archives are no such thing: what a golden lists there is
 * outside the scope and said to be.
 */
final class CoveredPlaces {
  private final TreeMap<String, Excluded> found = new TreeMap<>();
  private final Exclusions exclusions;

  CoveredPlaces(Sbom golden, Exclusions exclusions) {
    this.exclusions = exclusions;
    if (exclusions.excluded().isEmpty()) {
      return;
    }
    for (GoldenComponent component : golden.components()) {
      for (String location : component.locations()) {
        look(location);
      }
    }
    for (int i = 0; i < golden.files().size(); i++) {
      look(golden.files().path(i));
    }
  }

  Collection<Excluded> excluded() {
    return found.values();
  }

  private void look(String path) {
    Optional<Excluded> covering = exclusions.covers(path);
    if (covering.isPresent() && !exclusions.isKnown(covering.get())) {
      found.put(covering.get().path(), covering.get());
    }
  }
}
