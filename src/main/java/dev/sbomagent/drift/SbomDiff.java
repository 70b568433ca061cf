package dev.sbomagent.drift;

import dev.sbomagent.component.Family;
import dev.sbomagent.golden.Coverage;
import dev.sbomagent.golden.FileTable;
import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.golden.Sbom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares two documents by the rules of a check. A family is compared where both generators look
 * for it; what only one can see is unverified, so that two generations of one root do not differ.
 */
public final class SbomDiff {
  /**
   * What differs.
   *
   * @param deviations from the first document to the second, sorted
   */
  public record Result(List<Deviation> deviations, Unverified unverified) {
    public Result {
      deviations = List.copyOf(deviations);
    }
  }

  private final Sbom a;
  private final Sbom b;
  private final boolean sameGenerator;
  private final List<Deviation> deviations = new ArrayList<>();
  private final Unverified unverified = new Unverified();

  private SbomDiff(Sbom a, Sbom b) {
    this.a = a;
    this.b = b;
    this.sameGenerator = a.tool().equals(b.tool()) && !a.tool().version().isEmpty();
  }

  /** Compares {@code a}, the expected, with {@code b}, the observed. */
  public static Result of(Sbom a, Sbom b) {
    SbomDiff diff = new SbomDiff(a, b);
    for (Family family : Family.values()) {
      if (family != Family.FILE) {
        diff.family(family);
      }
    }
    diff.byPresence();
    diff.files();
    diff.deviations.sort(null);
    return new Result(diff.deviations, diff.unverified);
  }

  private void family(Family family) {
    List<Entry> expected = entries(a, family);
    List<Entry> observed = entries(b, family);
    if (!lookedFor(a, family, expected) || !lookedFor(b, family, observed)) {
      unverified.add(
          Unverified.Why.NO_EVIDENCE, family.ecosystem(), expected.size() + observed.size());
    } else if (family == Family.KERNEL) {
      deviations.addAll(
          KernelComparison.compare(kernels(a, expected), kernels(b, observed), Witness.NONE));
    } else {
      boolean guessed = !family.isOsPackages() && (ForeignNames.in(a) || ForeignNames.in(b));
      ForeignNames foreign = guessed ? new ForeignNames(family, expected, observed) : null;
      for (SlotPair pair : SlotPair.pair(expected, observed)) {
        if (foreign != null && foreign.explains(pair)) {
          unverified.add(Unverified.Why.AMBIGUOUS_GENERATION, family.ecosystem());
        } else {
          pair(family, pair);
        }
      }
    }
  }

  /** The kernels that a document lists. */
  static KernelComparison.Side kernels(Sbom sbom, List<Entry> entries) {
    return new KernelComparison.Side(
        entries,
        sbom.coverage().listsCompressedModules(),
        sbom.tool().name().equals("sbom-agent"),
        ForeignNames.in(sbom),
        sbom.files());
  }

  private void pair(Family family, SlotPair pair) {
    boolean oneSided = pair.golden().isEmpty() != pair.host().isEmpty();
    if (oneSided && cannotBeSeenByOther(family, pair)) {
      unverified.add(
          family == Family.DPKG
              ? Unverified.Why.CONFIG_FILES_STATE
              : Unverified.Why.AMBIGUOUS_GENERATION,
          family.ecosystem());
    } else {
      Versions.compare(pair.slot(), pair.golden(), pair.host()).ifPresent(deviations::add);
    }
  }

  private boolean cannotBeSeenByOther(Family family, SlotPair pair) {
    Coverage lister = pair.golden().isEmpty() ? b.coverage() : a.coverage();
    Coverage other = pair.golden().isEmpty() ? a.coverage() : b.coverage();
    List<Entry> entries = pair.golden().isEmpty() ? pair.host() : pair.golden();
    if (family == Family.GO) {
      return pair.slot().name().equals("stdlib") && !other.listsGoStdlib();
    }
    if (family != Family.DPKG || !lister.beforeConfigFilesFix() || other.beforeConfigFilesFix()) {
      return false;
    }
    for (String location : SlotPair.locations(entries)) {
      if (location.endsWith(".md5sums")) {
        return false;
      }
    }
    return true;
  }

  /** No host is without packages of its own: a generator that lists none could not read them. */
  private static boolean lookedFor(Sbom sbom, Family family, List<Entry> held) {
    return !held.isEmpty()
        || (!family.isOsPackages() && sbom.coverage().of(family) == Coverage.Answer.LOOKED_FOR);
  }

  private static List<Entry> entries(Sbom sbom, Family family) {
    List<Entry> entries = new ArrayList<>();
    for (GoldenComponent component : sbom.components()) {
      if (component.family() == family && component.basis() == GoldenComponent.Basis.CATALOGED) {
        entries.add(Entry.of(component));
      }
    }
    return entries;
  }

  /** Declared and unknown components: only one generator, in one version, lists them alike. */
  private void byPresence() {
    List<Entry> expected = presence(a);
    List<Entry> observed = presence(b);
    if (sameGenerator) {
      for (SlotPair pair : SlotPair.pair(expected, observed)) {
        Versions.compare(pair.slot(), pair.golden(), pair.host()).ifPresent(deviations::add);
      }
      return;
    }
    for (Entry entry : expected) {
      unverified.add(Unverified.Why.BY_PRESENCE, entry.slot().ecosystem());
    }
  }

  private static List<Entry> presence(Sbom sbom) {
    List<Entry> entries = new ArrayList<>();
    for (GoldenComponent component : sbom.components()) {
      if (component.basis() == GoldenComponent.Basis.PRESENCE) {
        entries.add(Entry.of(component));
      }
    }
    return entries;
  }

  private void files() {
    FileTable left = a.files();
    FileTable right = b.files();
    if (left.size() == 0 || right.size() == 0) {
      return;
    }
    for (int i = 0; i < left.size(); i++) {
      String path = left.path(i);
      int j = right.find(path);
      if (!DatabaseFiles.contains(path)) {
        file(path, left.sha256(i), j < 0 ? Optional.empty() : right.sha256(j), j >= 0);
      }
    }
  }

  private void file(
      String path, Optional<String> expected, Optional<String> observed, boolean there) {
    if (!there && sameGenerator) {
      deviations.add(FileComparison.file(Kind.REMOVED, path, Optional.empty(), null));
    } else if (expected.isPresent()
        && observed.isPresent()
        && !expected.equals(observed)
        && ToleratedPaths.reason(path).isEmpty()) {
      deviations.add(FileComparison.file(Kind.ALTERED, path, expected, "sha256:" + observed.get()));
    }
  }
}
