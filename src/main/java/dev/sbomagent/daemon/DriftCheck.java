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
import java.util.function.Supplier;
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
    Look look = look(golden, scope, now);
    Drift drift = look.compare(hashing == null ? null : hashing::end, scope);
    return new Outcome(drift, look.inventory, look.identity);
  }

  /**
   * What a sweep makes of one look at the machine.
   *
   * @param plain without file contents
   * @param full with them
   */
  public record Swept(Outcome plain, Outcome full) {}

  /**
   * Checks with file contents that were observed already.
   *
   * @param files of the golden's files, all of them
   */
  public Swept sweep(VerifiedGolden verified, FileObservations files, Instant now)
      throws UntrustedException {
    Sbom golden = verified.sbom();
    Binding.requireCurrent(golden, now);
    Scope plain = new Scope(Set.of(), false, false);
    Scope full = new Scope(Set.of(), true, false);
    Look look = look(golden, full, now);
    return new Swept(
        new Outcome(look.compare(null, plain), look.inventory, look.identity),
        new Outcome(look.compare(() -> files, full), look.inventory, look.identity));
  }

  /** All that is seen of the machine but for file contents. */
  private Look look(Sbom golden, Scope scope, Instant now) throws UntrustedException {
    Inventory inventory =
        Inventory.take(host, asked(golden, scope), exclusions, programs(golden), memory, now);
    HostIdentity identity = identity(inventory);
    Binding.requireImage(golden, identity);
    PresencePaths presence = PresencePaths.of(golden, inventory);
    return new Look(golden, inventory, identity, presence, FileObserver.presence(host, presence));
  }

  private final class Look {
    private final Sbom golden;
    private final Inventory inventory;
    private final HostIdentity identity;
    private final PresencePaths presence;
    private final FileObservations seen;

    Look(
        Sbom golden,
        Inventory inventory,
        HostIdentity identity,
        PresencePaths presence,
        FileObservations seen) {
      this.golden = golden;
      this.inventory = inventory;
      this.identity = identity;
      this.presence = presence;
      this.seen = seen;
    }

    Drift compare(@Nullable Supplier<FileObservations> files, Scope scope) {
      Witness witness = new HostWitness(host, inventory);
      return Comparison.of(golden, inventory, presence, seen, files, witness, scope);
    }
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
}
