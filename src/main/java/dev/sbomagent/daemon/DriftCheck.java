package dev.sbomagent.daemon;

import dev.sbomagent.component.Family;
import dev.sbomagent.component.Slot;
import dev.sbomagent.drift.Comparison;
import dev.sbomagent.drift.Drift;
import dev.sbomagent.drift.Ownership;
import dev.sbomagent.drift.PresencePaths;
import dev.sbomagent.drift.Scope;
import dev.sbomagent.golden.Binding;
import dev.sbomagent.golden.FileTable;
import dev.sbomagent.golden.HostIdentity;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.golden.VerifiedGolden;
import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.inventory.FileObserver;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.inventory.OsRelease;
import dev.sbomagent.inventory.PathList;
import dev.sbomagent.inventory.Progress;
import dev.sbomagent.trust.UntrustedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** No package ships a larger file than this. */
  private static final long MAX_OWNED_FILE = 8L << 30;

  private final Host host;
  private final List<Cataloger> catalogers;
  private final Exclusions exclusions;

  public DriftCheck(Host host, List<Cataloger> catalogers, Exclusions exclusions) {
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
    Inventory inventory = Inventory.take(host, asked(scope), exclusions);
    HostIdentity identity = identity(inventory);
    Binding.requireImage(golden, identity);
    PresencePaths presence = PresencePaths.of(golden, exclusions);
    FileObservations seen = FileObserver.presence(host, presence);
    boolean files = scope.files() && scope.asks(Family.FILE);
    return new Outcome(
        Comparison.of(
            golden,
            inventory,
            presence,
            seen,
            files ? observe(golden.files(), progress) : null,
            ownership(inventory),
            scope),
        inventory,
        identity);
  }

  private List<Cataloger> asked(Scope scope) {
    List<Cataloger> asked = new ArrayList<>();
    for (Cataloger cataloger : catalogers) {
      // a package database also tells the architecture, whatever is asked for
      if (scope.asks(cataloger.family()) || cataloger.family().isOsPackages()) {
        asked.add(cataloger);
      }
    }
    return asked;
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

  private FileObservations observe(FileTable files, Progress progress) {
    return FileObserver.observe(
        host,
        new PathList() {
          @Override
          public int size() {
            return files.size();
          }

          @Override
          public String path(int i) {
            return files.path(i);
          }

          @Override
          public boolean wantDigest(int i) {
            return files.sha256(i).isPresent();
          }
        },
        progress,
        Runtime.getRuntime().availableProcessors());
  }

  private Ownership ownership(Inventory inventory) {
    Cataloging dpkg = inventory.catalogings().get(Family.DPKG);
    if (!(dpkg instanceof Cataloging.Complete complete)) {
      return Ownership.NONE;
    }
    return (Slot slot, String path) -> {
      Optional<String> recorded = complete.files().digest(slot, path);
      return recorded.isPresent() && recorded.get().equals(md5(path));
    };
  }

  /** The MD5 of a file that differs; nothing when it cannot be read, so that it stays a finding. */
  private String md5(String path) {
    try {
      return FileObserver.md5(host, path, MAX_OWNED_FILE);
    } catch (HostException unreadable) {
      return "";
    }
  }
}
