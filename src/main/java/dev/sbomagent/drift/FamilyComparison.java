package dev.sbomagent.drift;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.golden.Coverage;
import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Compares one family after the other, and says of each how far that was possible. */
final class FamilyComparison {
  private final Sbom golden;
  private final Inventory inventory;
  private final Scope scope;
  private final Tally tally;
  private final Witness witness;

  FamilyComparison(Sbom golden, Inventory inventory, Scope scope, Tally tally, Witness witness) {
    this.golden = golden;
    this.inventory = inventory;
    this.scope = scope;
    this.tally = tally;
    this.witness = witness;
  }

  /** Compares what the golden holds of this family with what was cataloged. */
  void compare(Family family, List<GoldenComponent> components) {
    Cataloging cataloging = inventory.catalogings().get(family);
    Coverage.Answer answer = golden.coverage().of(family);
    if (!scope.asks(family)) {
      tally.row(CoverageRow.inactive(family, CoverageRow.NOT_REQUESTED));
    } else if (components.isEmpty() && answer == Coverage.Answer.NOT_IN_GOLDEN) {
      notInGolden(family, cataloging);
    } else if (cataloging == null) {
      notImplemented(family, components);
    } else if (components.isEmpty()
        && answer == Coverage.Answer.AMBIGUOUS
        && cataloging instanceof Cataloging.Complete complete) {
      ambiguous(family, complete);
    } else {
      cataloged(family, components, cataloging);
    }
  }

  private void notInGolden(Family family, @Nullable Cataloging cataloging) {
    tally.row(CoverageRow.inactive(family, CoverageRow.NOT_IN_GOLDEN));
    if (family.isOsPackages() && cataloging instanceof Cataloging.Complete complete) {
      hostOnly(family, complete);
    }
  }

  private void notImplemented(Family family, List<GoldenComponent> components) {
    tally.row(CoverageRow.inactive(family, CoverageRow.NOT_IMPLEMENTED));
    for (GoldenComponent component : components) {
      tally.unverified.add(
          Evidence.isOutside(component, inventory.exclusions())
              ? Unverified.Why.OUTSIDE_SCOPE
              : Unverified.Why.NOT_IMPLEMENTED,
          family.ecosystem());
    }
  }

  /** Nobody knows whether the golden's generator looked for these: they prove nothing. */
  private void ambiguous(Family family, Cataloging.Complete complete) {
    int present = complete.installed().size();
    tally.row(CoverageRow.complete(family, present));
    tally.unverified.add(Unverified.Why.AMBIGUOUS_GENERATION, family.ecosystem(), present);
    if (family.isOsPackages()) {
      hostOnly(family, complete);
    }
  }

  private void cataloged(Family family, List<GoldenComponent> components, Cataloging cataloging) {
    List<Entry> inScope = new ArrayList<>();
    int unreadable = 0;
    String why = "";
    for (GoldenComponent component : components) {
      if (Evidence.isOutside(component, inventory.exclusions())
          || PackageScope.isElsewhere(family, component, cataloging)) {
        tally.unverified.add(Unverified.Why.OUTSIDE_SCOPE, family.ecosystem());
        continue;
      }
      String malformed = malformed(component);
      if (malformed == null) {
        inScope.add(Entry.of(component));
      } else {
        why = unreadable++ == 0 ? malformed : why;
      }
    }
    tally.unverified.add(Unverified.Why.UNREADABLE, family.ecosystem(), unreadable);
    if (cataloging instanceof Cataloging.Failed failed) {
      tally.unverified.add(Unverified.Why.UNREADABLE, family.ecosystem(), inScope.size());
      tally.failed(family, failed.reason());
    } else if (cataloging instanceof Cataloging.Complete complete) {
      complete(family, inScope, complete);
    } else {
      gone(family, inScope);
    }
    if (unreadable > 0) {
      tally.failed(family, why);
    }
  }

  /** Why what this component was read from cannot be understood any more; null when it can. */
  private @Nullable String malformed(GoldenComponent component) {
    for (String location : component.locations()) {
      String reason = inventory.malformed().get(location);
      if (reason != null) {
        return location + ": " + reason;
      }
    }
    return null;
  }

  private void complete(Family family, List<Entry> inScope, Cataloging.Complete complete) {
    List<Entry> host = new ArrayList<>();
    for (Component component : complete.components()) {
      host.add(Entry.of(component));
    }
    int present = complete.installed().size();
    tally.row(CoverageRow.complete(family, present));
    if (family.isOsPackages() && present == 0) {
      gone(family, inScope);
    } else if (family.isOsPackages() && inScope.isEmpty()) {
      hostOnly(family, complete);
    } else if (family == Family.DPKG) {
      dpkg(inScope, host);
    } else if (family == Family.KERNEL) {
      tally.deviations.addAll(
          KernelComparison.compare(
              SbomDiff.kernels(golden, inScope),
              new KernelComparison.Side(host, true, true, false, golden.files()),
              witness));
    } else {
      slots(family, inScope, host);
    }
  }

  private void slots(Family family, List<Entry> inScope, List<Entry> host) {
    boolean withoutStdlib = family == Family.GO && !golden.coverage().listsGoStdlib();
    // package databases name their packages themselves
    ForeignNames foreign =
        ForeignNames.in(golden) && !family.isOsPackages()
            ? new ForeignNames(family, inScope, host)
            : null;
    for (SlotPair pair : SlotPair.pair(inScope, host)) {
      boolean unseen =
          withoutStdlib && pair.golden().isEmpty() && pair.slot().name().equals("stdlib");
      if (foreign != null && foreign.explains(pair)) {
        tally.unverified.add(Unverified.Why.AMBIGUOUS_GENERATION, family.ecosystem());
      } else if (!unseen) {
        Versions.compare(pair.slot(), pair.golden(), pair.host()).ifPresent(tally.deviations::add);
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
                tally.unverified,
                tally.deviations)
            .compare(inScope, host);
    if (!open.isEmpty()) {
      tally.notCovered(
          "installed but marked for removal, which the golden's generator does not list: "
              + String.join(", ", open));
    }
  }

  /** The golden holds a package family whose database is gone or empty here. */
  private void gone(Family family, List<Entry> inScope) {
    tally.row(CoverageRow.absent(family));
    if (!inScope.isEmpty()) {
      tally.unverified.add(Unverified.Why.NO_EVIDENCE, family.ecosystem(), inScope.size());
      if (family.isOsPackages()) {
        tally.databaseGone(
            "the golden holds "
                + inScope.size()
                + " "
                + family.ecosystem()
                + " packages, and the package database is gone or empty here");
      }
    }
  }

  /** The host's own package database has packages and the golden holds none of them. */
  private void hostOnly(Family family, Cataloging.Complete complete) {
    int present = complete.installed().size();
    if (present > 0) {
      tally.notCovered(
          "this host has "
              + present
              + " "
              + family.ecosystem()
              + " packages, and the golden holds none");
    }
  }
}
