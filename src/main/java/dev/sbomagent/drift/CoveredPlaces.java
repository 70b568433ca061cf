package dev.sbomagent.drift;

import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.inventory.Excluded;
import dev.sbomagent.inventory.Exclusions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds mounts and configured exclusions that lie over what the golden lists (contract, rule 2).
 * Known container storage, caches and archives are no such thing: what a golden lists there is
 * outside the scope and said to be. Nor does a mount hide anything that shows again, under a second
 * name, files which the golden lists under both.
 */
final class CoveredPlaces {
  private final TreeMap<String, Excluded> found = new TreeMap<>();
  private final Sbom golden;
  private final Exclusions exclusions;
  private @Nullable Set<String> locations;

  CoveredPlaces(Sbom golden, Exclusions exclusions) {
    this.golden = golden;
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

  private boolean isListedTwice(Excluded place, String path) {
    Optional<String> original = place.original(path);
    return original.isPresent()
        && (golden.files().find(original.get()) >= 0 || locations().contains(original.get()));
  }

  private Set<String> locations() {
    Set<String> known = locations;
    if (known == null) {
      known = new HashSet<>();
      for (GoldenComponent component : golden.components()) {
        known.addAll(component.locations());
      }
      locations = known;
    }
    return known;
  }

  private void look(String path) {
    Optional<Excluded> covering = exclusions.covers(path);
    if (covering.isPresent()
        && !exclusions.isKnown(covering.get())
        && !isListedTwice(covering.get(), path)) {
      found.put(covering.get().path(), covering.get());
    }
  }
}
