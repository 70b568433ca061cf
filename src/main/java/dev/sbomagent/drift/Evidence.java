package dev.sbomagent.drift;

import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.Inventory;

/** What a golden component can be checked by on this machine. */
final class Evidence {
  private Evidence() {}

  /**
   * Whether only the presence of its files can be looked at: it is of a declared or unknown
   * cataloger, or its files are such as its family's cataloger does not read here, a packed program
   * for example (contract, rule 8).
   */
  static boolean isPresence(GoldenComponent component, Inventory inventory) {
    if (component.basis() != GoldenComponent.Basis.CATALOGED) {
      return component.basis() == GoldenComponent.Basis.PRESENCE;
    }
    if (component.family() == null || component.locations().isEmpty()) {
      return false;
    }
    for (String location : component.locations()) {
      if (inventory.reads(component.family(), location)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all of its places, at least one, are excluded. */
  static boolean isOutside(GoldenComponent component, Exclusions exclusions) {
    for (String location : component.locations()) {
      if (exclusions.covers(location).isEmpty()) {
        return false;
      }
    }
    return !component.locations().isEmpty();
  }
}
