package dev.sbomagent.report;

import dev.sbomagent.drift.CoverageRow;
import dev.sbomagent.drift.Deviation;
import dev.sbomagent.drift.Doubt;
import dev.sbomagent.drift.Drift;
import dev.sbomagent.drift.Kind;
import dev.sbomagent.drift.Unverified;
import dev.sbomagent.golden.HostIdentity;
import dev.sbomagent.inventory.Container;
import dev.sbomagent.inventory.Excluded;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.OsRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one check, schema {@code sbom-agent/report/1}. Immutable; two checks of one
 * machine differ in {@code startedAt} and {@code duration} only.
 *
 * @param reason why untrusted or inconclusive, also beside drift; null otherwise
 * @param driftDigest null when nothing was compared
 */
public record Report(
    Verdict verdict,
    @Nullable Explanation reason,
    GoldenSummary golden,
    HostSummary host,
    String configSha256,
    List<CoverageRow> coverage,
    List<Excluded> excluded,
    List<Finding> findings,
    List<ToleratedFinding> tolerated,
    @Nullable Unverified unverified,
    @Nullable String driftDigest,
    Instant startedAt,
    Duration duration) {

  /** Code, what is wrong, and what to do about it. */
  public record Explanation(String code, String message, String hint) {}

  /** A finding that is none, and why. */
  public record ToleratedFinding(Finding finding, String reason) {}

  /**
   * What is said of the host.
   *
   * @param container the kind of container that the running system is, null for a machine
   */
  public record HostSummary(
      String root,
      @Nullable String osId,
      @Nullable String osVersionId,
      @Nullable String arch,
      @Nullable String container) {
    /**
     * Of a host.
     *
     * @param identity null when it was not looked at closely
     * @param running whether it is the running system rather than a root somewhere
     */
    public static HostSummary of(Host host, @Nullable HostIdentity identity, boolean running) {
      return new HostSummary(
          host.root().toString(),
          host.osRelease().map(OsRelease::id).orElse(null),
          host.osRelease()
              .map(OsRelease::versionId)
              .filter(version -> !version.isEmpty())
              .orElse(null),
          identity == null ? null : identity.architecture().orElse(null),
          running ? Container.around(host).orElse(null) : null);
    }
  }

  /** When a check began and how long it took. */
  public record Timing(Instant startedAt, Duration duration) {}

  public Report {
    coverage = List.copyOf(coverage);
    excluded = List.copyOf(excluded);
    findings = List.copyOf(findings);
    tolerated = List.copyOf(tolerated);
  }

  /** The report of a golden that is not trusted: nothing was compared. */
  public static Report untrusted(
      Explanation reason,
      GoldenSummary golden,
      HostSummary host,
      String configSha256,
      Timing timing) {
    return new Report(
        Verdict.UNTRUSTED,
        reason,
        golden,
        host,
        configSha256,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        timing.startedAt(),
        timing.duration());
  }

  /** The report of a comparison. */
  public static Report compared(
      GoldenSummary golden,
      HostSummary host,
      String configSha256,
      List<Excluded> excluded,
      Drift drift,
      Timing timing) {
    List<Finding> findings = new ArrayList<>();
    for (Deviation deviation : drift.deviations()) {
      findings.add(Finding.of(deviation));
    }
    List<ToleratedFinding> tolerated = new ArrayList<>();
    for (Drift.Tolerated one : drift.tolerated()) {
      tolerated.add(new ToleratedFinding(Finding.of(one.deviation()), one.reason()));
    }
    Verdict verdict =
        !findings.isEmpty()
            ? Verdict.DRIFTED
            : drift.doubts().isEmpty() ? Verdict.IN_SYNC : Verdict.INCONCLUSIVE;
    return new Report(
        verdict,
        explain(drift.doubts()),
        golden,
        host,
        configSha256,
        drift.coverage(),
        excluded,
        findings,
        tolerated,
        drift.unverified(),
        Finding.driftDigest(findings),
        timing.startedAt(),
        timing.duration());
  }

  /** How many findings of each kind; every kind is there. */
  public Map<Kind, Integer> summary() {
    return Finding.counts(findings);
  }

  /** Whether "in sync" could not have been said even without findings. */
  public boolean inDoubt() {
    return verdict != Verdict.UNTRUSTED && reason != null;
  }

  private static @Nullable Explanation explain(List<Doubt> doubts) {
    Optional<Doubt> first = Optional.empty();
    StringBuilder message = new StringBuilder();
    for (Doubt doubt : doubts) {
      if (first.isEmpty() || doubt.code().compareTo(first.get().code()) < 0) {
        first = Optional.of(doubt);
      }
      message.append(message.isEmpty() ? "" : "; ").append(doubt.message());
    }
    return first
        .map(doubt -> new Explanation(doubt.code().label(), message.toString(), hint(doubt)))
        .orElse(null);
  }

  private static String hint(Doubt doubt) {
    return switch (doubt.code()) {
      case CATALOGER_FAILED -> "mend what could not be read, run as root, then check again";
      case DATABASE_GONE, NOT_COVERED ->
          "nothing there was compared: check the mount, the package database or the golden's scope";
    };
  }
}
