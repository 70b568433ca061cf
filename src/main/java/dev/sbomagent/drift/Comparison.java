package dev.sbomagent.drift;

import dev.sbomagent.component.Family;
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
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares a golden with an inventory, family by family. One comparison, one use, one thread. */
public final class Comparison {
  private final Sbom golden;
  private final Inventory inventory;
  private final Scope scope;

  private final Map<Family, List<GoldenComponent>> held = new EnumMap<>(Family.class);
  private final Tally tally = new Tally();

  private Comparison(Sbom golden, Inventory inventory, Scope scope) {
    this.golden = golden;
    this.inventory = inventory;
    this.scope = scope;
  }

  /**
   * Compares.
   *
   * @param presence what was seen at {@link PresencePaths#of}
   * @param files what was seen of the golden's files, in the order of its table; asked after all
   *     that does without, so that looking may go on meanwhile; null when file contents were not
   *     asked for
   * @param witness the host, asked about single files that differ
   */
  public static Drift of(
      Sbom golden,
      Inventory inventory,
      PresencePaths presence,
      FileObservations seen,
      @Nullable Supplier<FileObservations> files,
      Witness witness,
      Scope scope) {
    Comparison comparison = new Comparison(golden, inventory, scope);
    comparison.sort();
    FamilyComparison families =
        new FamilyComparison(golden, inventory, scope, comparison.tally, witness);
    for (Family family : Family.values()) {
      if (family != Family.FILE) {
        families.compare(family, comparison.held.getOrDefault(family, List.of()));
      }
    }
    List<Deviation> byPresence = comparison.presence(presence, seen, files != null);
    comparison.files(files, witness, byPresence);
    Cataloging executables = inventory.catalogings().get(Family.FILE);
    if (executables != null) {
      ExecutableComparison.compare(golden.files(), executables, witness, comparison.tally);
    }
    comparison.osPackages();
    comparison.mounts();
    return comparison.tally.drift();
  }

  /** Sorts the golden's components into families, leaving out what no family answers for. */
  private void sort() {
    for (GoldenComponent component : golden.components()) {
      Family family = component.family();
      if (component.basis() == GoldenComponent.Basis.CATALOGED
          && family != null
          && !Evidence.isPresence(component, inventory)) {
        held.computeIfAbsent(family, key -> new ArrayList<>()).add(component);
      } else if (component.basis() == GoldenComponent.Basis.OUTSIDE) {
        tally.unverified.add(Unverified.Why.OUTSIDE_SCOPE, component.slot().ecosystem());
      }
    }
  }

  /** Components that are known by their file alone (contract, rule 8). */
  private List<Deviation> presence(
      PresencePaths paths, FileObservations seen, boolean filesCompared) {
    List<Deviation> missing = new ArrayList<>();
    if (!scope.asks(Family.FILE)) {
      return missing;
    }
    boolean unreadable =
        new PresenceComparison(golden, inventory, tally.unverified, filesCompared)
            .compare(paths, seen, missing);
    if (unreadable) {
      tally.doubts.add(
          new Doubt(
              Doubt.Code.CATALOGER_FAILED, "files that the golden lists could not be looked at"));
    }
    return missing;
  }

  private void files(
      @Nullable Supplier<FileObservations> files, Witness witness, List<Deviation> byPresence) {
    List<Deviation> ofFiles = new ArrayList<>(byPresence);
    if (files == null || !scope.asks(Family.FILE)) {
      tally.row(CoverageRow.inactive(Family.FILE, CoverageRow.NOT_REQUESTED));
    } else {
      FileComparison comparison =
          new FileComparison(golden.files(), files.get(), witness, scope.strict());
      comparison.compare(
          tally.deviations,
          path -> inventory.exclusions().covers(path).isPresent(),
          tally.unverified);
      List<Deviation> folded = comparison.withFolded(tally.deviations);
      tally.deviations.clear();
      tally.deviations.addAll(folded);
      tally.tolerated.addAll(comparison.tolerated);
      ofFiles.addAll(comparison.deviations);
      fileRow(comparison.unreadable);
    }
    // a file may be missed by its component and by the table: it is one finding
    Set<Deviation> once = new TreeSet<>(ofFiles);
    tally.deviations.addAll(once);
  }

  private void fileRow(List<String> unreadable) {
    if (unreadable.isEmpty()) {
      tally.row(CoverageRow.complete(Family.FILE, golden.files().size()));
      return;
    }
    String reason =
        "cannot read '"
            + unreadable.get(0)
            + "'"
            + (unreadable.size() > 1 ? " and " + (unreadable.size() - 1) + " more" : "");
    tally.row(CoverageRow.failed(Family.FILE, reason));
    tally.doubts.add(new Doubt(Doubt.Code.CATALOGER_FAILED, "file: " + reason));
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
      CoverageRow row = tally.rows.get(family);
      if (row != null && family.isOsPackages()) {
        complete |= row.state() == CoverageRow.State.COMPLETE;
        boolean unread =
            row.state() == CoverageRow.State.INACTIVE
                && inventory.databases().contains(family)
                && !held.getOrDefault(family, List.of()).isEmpty();
        if (unread) {
          tally.doubts.add(notRead(family));
        }
      }
    }
    if (!complete && tally.doubts.isEmpty()) {
      Optional<Family> unread = inventory.databases().stream().sorted().findFirst();
      tally.doubts.add(
          unread.isPresent()
              ? notRead(unread.get())
              : new Doubt(Doubt.Code.NOT_COVERED, "no package database was found on this host"));
    }
  }

  private void requireComplete(Family family) {
    CoverageRow row = tally.rows.get(family);
    boolean complete = row != null && row.state() == CoverageRow.State.COMPLETE;
    boolean failed = row != null && row.state() == CoverageRow.State.FAILED;
    if (!complete && !failed) {
      tally.doubts.add(
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
        .ifPresent(why -> tally.doubts.add(new Doubt(Doubt.Code.NOT_COVERED, why)));
    for (Excluded suspicious : inventory.exclusions().suspicious()) {
      tally.doubts.add(
          new Doubt(
              Doubt.Code.NOT_COVERED,
              "'" + suspicious.path() + "' is excluded (" + suspicious.why() + ")",
              suspicious.path()));
    }
    for (Excluded excluded : new CoveredPlaces(golden, inventory.exclusions()).excluded()) {
      tally.doubts.add(
          new Doubt(
              Doubt.Code.NOT_COVERED,
              "the golden lists components below '"
                  + excluded.path()
                  + "', which is excluded ("
                  + excluded.why()
                  + ")",
              excluded.path()));
    }
  }
}
