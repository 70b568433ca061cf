package dev.sbomagent.daemon;

import dev.sbomagent.component.Family;
import dev.sbomagent.drift.Comparison;
import dev.sbomagent.drift.Drift;
import dev.sbomagent.drift.PresencePaths;
import dev.sbomagent.drift.Scope;
import dev.sbomagent.drift.Witness;
import dev.sbomagent.golden.Binding;
import dev.sbomagent.golden.Coverage;
import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.golden.HostIdentity;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.golden.VerifiedGolden;
import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.inventory.FileObserver;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.inventory.OsRelease;
import dev.sbomagent.inventory.Progress;
import dev.sbomagent.inventory.WalkMemory;
import dev.sbomagent.trust.UntrustedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass: the golden is held against this host's identity, the host is cataloged, the two are
 * compared. Each call is independent; for one thread.
 */
public final class DriftCheck {
  /**
   * What one pass gives.
   *
   * @param identity what the host says of itself
   */
  public record Outcome(Drift drift, Inventory inventory, HostIdentity identity) {}

  private final Host host;
  private final List<Cataloger> catalogers;
  private final Exclusions exclusions;
  private final @Nullable WalkMemory memory;

  /** A check that looks at everything. */
  public DriftCheck(Host host, List<Cataloger> catalogers, Exclusions exclusions) {
    this(host, catalogers, exclusions, null);
  }

  /** A check that looks at what changed since the check before, which filled the memory. */
  public DriftCheck(
      Host host, List<Cataloger> catalogers, Exclusions exclusions, @Nullable WalkMemory memory) {
    this.memory = memory;
    this.host = host;
    this.catalogers = List.copyOf(catalogers);
    this.exclusions = exclusions;
  }

  /**
   * Checks.
   *
   * @param now when the check is made, for a golden that expires
   * @param progress told of files as they are hashed, from several threads
   * @throws UntrustedException when the golden has expired or is another image's
   */
  public Outcome run(VerifiedGolden verified, Scope scope, Instant now, Progress progress)
      throws UntrustedException {
    Sbom golden = verified.sbom();
    Binding.requireCurrent(golden, now);
    boolean files = scope.files() && scope.asks(Family.FILE);
    // hashing takes the longest: it goes on while the rest is looked at
    FileHashing hashing = files ? new FileHashing(host, golden.files(), progress) : null;
    Inventory inventory =
        Inventory.take(host, asked(golden, scope), exclusions, programs(golden), memory, now);
    HostIdentity identity = identity(inventory);
    Binding.requireImage(golden, identity);
    PresencePaths presence = PresencePaths.of(golden, inventory);
    FileObservations seen = FileObserver.presence(host, presence);
    return new Outcome(
        Comparison.of(
            golden,
            inventory,
            presence,
            seen,
            hashing == null ? null : hashing::end,
            witness(inventory),
            scope),
        inventory,
        identity);
  }

  /**
   * A package database is always read: it tells the architecture, and whether the golden can speak
   * of this host. Any other family only where the golden's generator looked for it.
   */
  private List<Cataloger> asked(Sbom golden, Scope scope) {
    List<Cataloger> asked = new ArrayList<>();
    for (Cataloger cataloger : catalogers) {
      Family family = cataloger.family();
      boolean compared =
          scope.asks(family) && golden.coverage().of(family) != Coverage.Answer.NOT_IN_GOLDEN;
      if (family == Family.FILE
          ? golden.coverage().listsExecutables() && scope.asks(family)
          : compared || family.isOsPackages()) {
        asked.add(cataloger);
      }
    }
    return asked;
  }

  /** Where the golden lists programs: there they are looked for under any name. */
  private static Set<String> programs(Sbom golden) {
    Set<String> programs = new HashSet<>();
    for (GoldenComponent component : golden.components()) {
      if (component.family() == Family.GO || component.family() == Family.RUST) {
        programs.addAll(component.locations());
      }
    }
    return programs;
  }

  private HostIdentity identity(Inventory inventory) {
    Optional<OsRelease> release = host.osRelease();
    return new HostIdentity(
        stated(release.map(OsRelease::id)),
        stated(release.map(OsRelease::imageId)),
        stated(release.map(OsRelease::imageVersion)),
        inventory.architecture());
  }

  private static Optional<String> stated(Optional<String> text) {
    return text.filter(value -> !value.isEmpty());
  }

  private Witness witness(Inventory inventory) {
    return new HostWitness(host, inventory);
  }
}
