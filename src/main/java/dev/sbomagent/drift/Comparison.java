package dev.sbomagent.drift;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.golden.Coverage;
import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Excluded;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.inventory.Inventory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a golden with an inventory, family by family. One comparison, one use, one thread. */
public final class Comparison {
  private final Sbom golden;
  private final Inventory inventory;
  private final Scope scope;

  private final Map<Family, List<GoldenComponent>> held = new EnumMap<>(Family.class);
  private final Map<Family, CoverageRow> rows = new EnumMap<>(Family.class);
  private final List<Deviation> deviations = new ArrayList<>();
  private final List<Drift.Tolerated> tolerated = new ArrayList<>();
  private final Unverified unverified = new Unverified();
  private final List<Doubt> doubts = new ArrayList<>();

  private Comparison(Sbom golden, Inventory inventory, Scope scope) {
    this.golden = golden;
    this.inventory = inventory;
    this.scope = scope;
  }

  /**
   * Compares.
   *
   * @param presence what was seen at {@link PresencePaths#of}
   * @param files what was seen of the golden's files, in the order of its table; null when file
   *     contents were not asked for
   * @param ownership the host's package database, asked about files that differ
   */
  public static Drift of(
      Sbom golden,
      Inventory inventory,
      PresencePaths presence,
      FileObservations seen,
      @Nullable FileObservations files,
      Ownership ownership,
      Scope scope) {
    Comparison comparison = new Comparison(golden, inventory, scope);
    comparison.sort();
    for (Family family : Family.values()) {
      if (family != Family.FILE) {
        comparison.family(family);
      }
    }
    List<Deviation> byPresence = comparison.presence(presence, seen, files != null);
    comparison.files(files, ownership, byPresence);
    comparison.osPackages();
    comparison.mounts();
    return comparison.result();
  }

  /** Sorts the golden's components into families, leaving out what no family answers for. */
  private void sort() {
    for (GoldenComponent component : golden.components()) {
      Family family = component.family();
      if (component.basis() == GoldenComponent.Basis.CATALOGED && family != null) {
        held.computeIfAbsent(family, key -> new ArrayList<>()).add(component);
      } else if (component.basis() == GoldenComponent.Basis.OUTSIDE) {
        unverified.add(Unverified.Why.OUTSIDE_SCOPE, component.slot().ecosystem());
      }
    }
  }

  private void family(Family family) {
    List<GoldenComponent> components = held.getOrDefault(family, List.of());
    Cataloging cataloging = inventory.catalogings().get(family);
    if (!scope.asks(family)) {
      rows.put(family, CoverageRow.inactive(family, CoverageRow.NOT_REQUESTED));
    } else if (components.isEmpty()
        && golden.coverage().of(family) == Coverage.Answer.NOT_IN_GOLDEN) {
      notInGolden(family, cataloging);
    } else if (cataloging == null) {
      notImplemented(family, components);
    } else {
      cataloged(family, components, cataloging);
    }
  }

  private void notInGolden(Family family, @Nullable Cataloging cataloging) {
    rows.put(family, CoverageRow.inactive(family, CoverageRow.NOT_IN_GOLDEN));
    if (family.isOsPackages() && cataloging instanceof Cataloging.Complete complete) {
      hostOnly(family, complete);
    }
  }

  private void notImplemented(Family family, List<GoldenComponent> components) {
    rows.put(family, CoverageRow.inactive(family, CoverageRow.NOT_IMPLEMENTED));
    for (GoldenComponent component : components) {
      unverified.add(
          outside(component) ? Unverified.Why.OUTSIDE_SCOPE : Unverified.Why.NOT_IMPLEMENTED,
          family.ecosystem());
    }
  }

  private void cataloged(Family family, List<GoldenComponent> components, Cataloging cataloging) {
    List<Entry> inScope = new ArrayList<>();
    for (GoldenComponent component : components) {
      if (outside(component) || PackageScope.isElsewhere(family, component, cataloging)) {
        unverified.add(Unverified.Why.OUTSIDE_SCOPE, family.ecosystem());
      } else {
        inScope.add(Entry.of(component));
      }
    }
    if (cataloging instanceof Cataloging.Failed failed) {
      rows.put(family, CoverageRow.failed(family, failed.reason()));
      unverified.add(Unverified.Why.UNREADABLE, family.ecosystem(), inScope.size());
      doubts.add(
          new Doubt(Doubt.Code.CATALOGER_FAILED, family.cataloger() + ": " + failed.reason()));
    } else if (cataloging instanceof Cataloging.Complete complete) {
      complete(family, inScope, complete);
    } else {
      gone(family, inScope);
    }
  }

  private void complete(Family family, List<Entry> inScope, Cataloging.Complete complete) {
    List<Entry> host = new ArrayList<>();
    for (Component component : complete.components()) {
      host.add(Entry.of(component));
    }
    int present = complete.installed().size();
    rows.put(family, CoverageRow.complete(family, present));
    if (family.isOsPackages() && present == 0) {
      gone(family, inScope);
    } else if (family.isOsPackages() && inScope.isEmpty()) {
      hostOnly(family, complete);
    } else if (family == Family.DPKG) {
      dpkg(inScope, host);
    } else {
      for (SlotPair pair : SlotPair.pair(inScope, host)) {
        Versions.compare(pair.slot(), pair.golden(), pair.host()).ifPresent(deviations::add);
      }
    }
  }

  private void dpkg(List<Entry> inScope, List<Entry> host) {
    Coverage coverage = golden.coverage();
    SortedSet<String> open =
        new DpkgStates(
                new DpkgStates.Lists(
                    coverage.listsDeselectedDpkg(),
                    coverage.beforeConfigFilesFix(),
                    golden.tool().name().equals("syft")),
                unverified,
                deviations)
            .compare(inScope, host);
    if (!open.isEmpty()) {
      doubts.add(
          new Doubt(
              Doubt.Code.NOT_COVERED,
              "installed but marked for removal, which the golden's generator does not list: "
                  + String.join(", ", open)));
    }
  }

  /** The golden holds a package family whose database is gone or empty here. */
  private void gone(Family family, List<Entry> inScope) {
    rows.put(family, CoverageRow.absent(family));
    if (!inScope.isEmpty()) {
      unverified.add(Unverified.Why.NO_EVIDENCE, family.ecosystem(), inScope.size());
      if (family.isOsPackages()) {
        doubts.add(
            new Doubt(
                Doubt.Code.NOT_COVERED,
                "the golden holds "
                    + inScope.size()
                    + " "
                    + family.ecosystem()
                    + " packages, and the package database is gone or empty here"));
      }
    }
  }

  /** The host's own package database has packages and the golden holds none of them. */
  private void hostOnly(Family family, Cataloging.Complete complete) {
    int present = complete.installed().size();
    if (present > 0) {
      doubts.add(
          new Doubt(
              Doubt.Code.NOT_COVERED,
              "this host has "
                  + present
                  + " "
                  + family.ecosystem()
                  + " packages, and the golden holds none"));
    }
  }

  private boolean outside(GoldenComponent component) {
    for (String location : component.locations()) {
      if (inventory.exclusions().covers(location).isEmpty()) {
        return false;
      }
    }
    return !component.locations().isEmpty();
  }

  /** Components that are known by their file alone (contract, rule 8). */
  private List<Deviation> presence(
      PresencePaths paths, FileObservations seen, boolean filesCompared) {
    List<Deviation> missing = new ArrayList<>();
    if (!scope.asks(Family.FILE)) {
      return missing;
    }
    boolean unreadable =
        new PresenceComparison(golden, inventory, unverified, filesCompared)
            .compare(paths, seen, missing);
    if (unreadable) {
      doubts.add(
          new Doubt(
              Doubt.Code.CATALOGER_FAILED, "files that the golden lists could not be looked at"));
    }
    return missing;
  }

  private void files(
      @Nullable FileObservations files, Ownership ownership, List<Deviation> byPresence) {
    List<Deviation> ofFiles = new ArrayList<>(byPresence);
    if (files == null || !scope.asks(Family.FILE)) {
      rows.put(Family.FILE, CoverageRow.inactive(Family.FILE, CoverageRow.NOT_REQUESTED));
    } else {
      FileComparison comparison =
          new FileComparison(golden.files(), files, ownership, scope.strict());
      comparison.compare(
          deviations, path -> inventory.exclusions().covers(path).isPresent(), unverified);
      List<Deviation> folded = comparison.withFolded(deviations);
      deviations.clear();
      deviations.addAll(folded);
      tolerated.addAll(comparison.tolerated);
      ofFiles.addAll(comparison.deviations);
      fileRow(comparison.unreadable);
    }
    // a file may be missed by its component and by the table: it is one finding
    Set<Deviation> once = new TreeSet<>(ofFiles);
    deviations.addAll(once);
  }

  private void fileRow(List<String> unreadable) {
    if (unreadable.isEmpty()) {
      rows.put(Family.FILE, CoverageRow.complete(Family.FILE, golden.files().size()));
      return;
    }
    String reason =
        "cannot read '"
            + unreadable.get(0)
            + "'"
            + (unreadable.size() > 1 ? " and " + (unreadable.size() - 1) + " more" : "");
    rows.put(Family.FILE, CoverageRow.failed(Family.FILE, reason));
    doubts.add(new Doubt(Doubt.Code.CATALOGER_FAILED, "file: " + reason));
  }

  /** In sync needs the host's package family complete, or every family asked for (rule 3). */
  private void osPackages() {
    if (!scope.only().isEmpty()) {
      for (Family family : scope.only()) {
        requireComplete(family);
      }
      return;
    }
    boolean complete = false;
    for (Family family : Family.values()) {
      CoverageRow row = rows.get(family);
      if (row != null && family.isOsPackages()) {
        complete |= row.state() == CoverageRow.State.COMPLETE;
        boolean unread =
            row.state() == CoverageRow.State.INACTIVE
                && inventory.databases().contains(family)
                && !held.getOrDefault(family, List.of()).isEmpty();
        if (unread) {
          doubts.add(notRead(family));
        }
      }
    }
    if (!complete && doubts.isEmpty()) {
      Optional<Family> unread = inventory.databases().stream().sorted().findFirst();
      doubts.add(
          unread.isPresent()
              ? notRead(unread.get())
              : new Doubt(Doubt.Code.NOT_COVERED, "no package database was found on this host"));
    }
  }

  private void requireComplete(Family family) {
    CoverageRow row = rows.get(family);
    boolean complete = row != null && row.state() == CoverageRow.State.COMPLETE;
    boolean failed = row != null && row.state() == CoverageRow.State.FAILED;
    if (!complete && !failed) {
      doubts.add(
          new Doubt(
              Doubt.Code.NOT_COVERED,
              family.cataloger()
                  + " was asked for and could not be compared"
                  + (row == null || row.reason() == null ? "" : ": " + row.reason())));
    }
  }

  private static Doubt notRead(Family family) {
    return new Doubt(
        Doubt.Code.NOT_COVERED,
        "this host's package database is " + family.cataloger() + ", which is not compared");
  }

  /** A mount or a configured exclusion over what the golden lists, or where software lives. */
  private void mounts() {
    inventory
        .exclusions()
        .blind()
        .ifPresent(why -> doubts.add(new Doubt(Doubt.Code.NOT_COVERED, why)));
    for (Excluded suspicious : inventory.exclusions().suspicious()) {
      doubts.add(
          new Doubt(
              Doubt.Code.NOT_COVERED,
              "'" + suspicious.path() + "' is excluded (" + suspicious.why() + ")"));
    }
    for (Excluded excluded : new CoveredPlaces(golden, inventory.exclusions()).excluded()) {
      doubts.add(
          new Doubt(
              Doubt.Code.NOT_COVERED,
              "the golden lists components below '"
                  + excluded.path()
                  + "', which is excluded ("
                  + excluded.why()
                  + ")"));
    }
  }

  private Drift result() {
    deviations.sort(null);
    tolerated.sort((a, b) -> a.deviation().compareTo(b.deviation()));
    return new Drift(
        deviations, tolerated, List.copyOf(rows.values()), unverified, List.copyOf(doubts));
  }
}
