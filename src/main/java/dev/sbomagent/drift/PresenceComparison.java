package dev.sbomagent.drift;

import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.inventory.Inventory;
import java.util.List;
import java.util.Optional;

/**
 * Components of declared or unknown catalogers (contract, rule 8): a file that is there is checked
 * by its presence, or with file contents by its signed digest; one that is missing is a removed
 * file.
 */
final class PresenceComparison {
  private final Sbom golden;
  private final Inventory inventory;
  private final Unverified unverified;
  private final boolean filesCompared;

  PresenceComparison(
      Sbom golden, Inventory inventory, Unverified unverified, boolean filesCompared) {
    this.golden = golden;
    this.inventory = inventory;
    this.unverified = unverified;
    this.filesCompared = filesCompared;
  }

  /** Compares; adds missing files, returns whether something could not be looked at. */
  boolean compare(PresencePaths paths, FileObservations seen, List<Deviation> missing) {
    boolean anyUnreadable = false;
    for (GoldenComponent component : golden.components()) {
      if (Evidence.isPresence(component, inventory)) {
        Optional<Unverified.Why> why = look(component, paths, seen);
        why.ifPresent(reason -> unverified.add(reason, component.slot().ecosystem()));
        anyUnreadable |= why.isPresent() && why.get() == Unverified.Why.UNREADABLE;
      }
    }
    for (int i = 0; i < paths.size(); i++) {
      if (seen.kind(i) == FileKind.ABSENT) {
        missing.add(FileComparison.file(Kind.REMOVED, paths.path(i), Optional.empty(), null));
      }
    }
    return anyUnreadable;
  }

  /** Why the component is not verified; empty when it was, or is missing. */
  private Optional<Unverified.Why> look(
      GoldenComponent component, PresencePaths paths, FileObservations seen) {
    if (component.locations().isEmpty()) {
      return Optional.of(Unverified.Why.NO_EVIDENCE);
    }
    boolean outside = true;
    boolean byPresence = false;
    for (String location : component.locations()) {
      if (inventory.exclusions().covers(location).isPresent()) {
        continue;
      }
      outside = false;
      FileKind kind = seen.kind(paths.find(location));
      if (kind == FileKind.UNREADABLE) {
        return Optional.of(Unverified.Why.UNREADABLE);
      }
      byPresence |= kind != FileKind.ABSENT && !verifiedAsFile(location);
    }
    if (outside) {
      return Optional.of(Unverified.Why.OUTSIDE_SCOPE);
    }
    return byPresence ? Optional.of(Unverified.Why.BY_PRESENCE) : Optional.empty();
  }

  private boolean verifiedAsFile(String location) {
    int i = filesCompared ? golden.files().find(location) : -1;
    return i >= 0 && golden.files().sha256(i).isPresent();
  }
}
