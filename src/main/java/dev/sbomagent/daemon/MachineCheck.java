package dev.sbomagent.daemon;

import dev.sbomagent.drift.Doubt;
import dev.sbomagent.drift.Scope;
import dev.sbomagent.golden.VerifiedGolden;
import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Progress;
import dev.sbomagent.inventory.WalkMemory;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.Finding;
import dev.sbomagent.report.GoldenSummary;
import dev.sbomagent.report.Report;
import dev.sbomagent.trust.UntrustedException;
import dev.sbomagent.trust.VerifiedBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks one machine again and again, against the verified golden that it keeps, looking only at
 * what changed since the check before. For one thread.
 */
final class MachineCheck {
  private static final Scope PLAIN = new Scope(Set.of(), false, false);

  private final Path root;
  private final GoldenSource source;
  private final Exclusions.Configured places;
  private final String configSha256;
  private final List<Cataloger> catalogers;
  private final Accepted accepted;
  private final Clock clock;
  private final WalkMemory memory;

  private GoldenSummary summary;
  private @Nullable VerifiedGolden golden;
  private @Nullable UntrustedException refused;

  MachineCheck(
      Path root,
      GoldenSource source,
      Exclusions.Configured places,
      String configSha256,
      List<Cataloger> catalogers,
      Accepted accepted,
      BooleanSupplier abandoned,
      Clock clock) {
    this.memory = new WalkMemory(abandoned);
    this.root = root;
    this.source = source;
    this.places = places;
    this.configSha256 = configSha256;
    this.catalogers = catalogers;
    this.accepted = accepted;
    this.clock = clock;
    this.summary = GoldenSummary.unverified(source.name());
  }

  /**
   * What a check says.
   *
   * @param doubts of its comparison; none when nothing was compared
   * @param plain of a check with file contents, its findings without them
   */
  record Seen(Report report, List<Doubt> doubts, List<Finding> plain) {}

  /** Reads and verifies the golden anew; until then what was verified before is compared with. */
  void verify() {
    golden = null;
    refused = null;
    summary = GoldenSummary.unverified(source.name());
    try {
      VerifiedBytes verified = source.policy().verify(source.read());
      summary = GoldenSummary.of(source.name(), verified);
      VerifiedGolden parsed = VerifiedGolden.parse(verified, source.limits());
      summary = GoldenSummary.of(source.name(), parsed);
      accepted.require(parsed.sbom());
      golden = parsed.packed();
    } catch (UntrustedException untrusted) {
      refused = untrusted;
    }
  }

  /** The golden that is spoken by; null when none is accepted. */
  @Nullable VerifiedGolden golden() {
    return golden;
  }

  /** The same for events. */
  Event.Golden spokenBy() {
    GoldenSummary.Signature signature = summary.signature();
    return new Event.Golden(
        summary.path(), summary.sha256(), signature == null ? null : signature.keyId());
  }

  /** Looks at everything the next time. */
  void forget() {
    memory.forget();
  }

  /** Compares without file contents. */
  Seen plain() {
    Timer timer = new Timer();
    VerifiedGolden known = golden;
    Host host = Host.at(root);
    if (known == null) {
      return untrusted(host, timer);
    }
    Exclusions exclusions = Exclusions.of(host, places);
    try {
      DriftCheck.Outcome outcome =
          new DriftCheck(host, catalogers, exclusions, memory)
              .run(known, PLAIN, timer.started, Progress.NONE);
      remember(known);
      Report report = report(host, exclusions, outcome, timer);
      return new Seen(report, outcome.drift().doubts(), report.findings());
    } catch (UntrustedException untrusted) {
      refused = untrusted;
      return untrusted(host, timer);
    }
  }

  /**
   * Compares with file contents that were observed already.
   *
   * @return nothing when the golden is not the one any more whose files were observed
   */
  Optional<Seen> swept(FileObservations files) {
    Timer timer = new Timer();
    Optional<VerifiedGolden> whole = whole();
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    VerifiedGolden known = whole.get();
    Host host = Host.at(root);
    Exclusions exclusions = Exclusions.of(host, places);
    try {
      DriftCheck.Swept swept =
          new DriftCheck(host, catalogers, exclusions, memory).sweep(known, files, timer.started);
      return Optional.of(
          new Seen(
              report(host, exclusions, swept.full(), timer),
              swept.full().drift().doubts(),
              report(host, exclusions, swept.plain(), timer).findings()));
    } catch (UntrustedException untrusted) {
      refused = untrusted;
      return Optional.of(untrusted(host, timer));
    }
  }

  /** The golden with the digests of its files, which are not kept. */
  private Optional<VerifiedGolden> whole() {
    VerifiedGolden known = golden;
    if (known == null) {
      return Optional.empty();
    }
    try {
      VerifiedBytes verified = source.policy().verify(source.read());
      return verified.sha256().equals(known.provenance().sha256())
          ? Optional.of(VerifiedGolden.parse(verified, source.limits()))
          : Optional.empty();
    } catch (UntrustedException altered) {
      // what became of it is the next round's to say
      return Optional.empty();
    }
  }

  private void remember(VerifiedGolden known) {
    try {
      accepted.remember(known.sbom());
    } catch (IOException full) {
      // remembered as long as this process lives; the next check tries again
    }
  }

  private Report report(Host host, Exclusions exclusions, DriftCheck.Outcome outcome, Timer timer) {
    return Report.compared(
        summary,
        Report.HostSummary.of(host, outcome.identity(), true),
        configSha256,
        exclusions.excluded(),
        outcome.drift(),
        timer.timing());
  }

  private Seen untrusted(Host host, Timer timer) {
    UntrustedException why = refused;
    if (why == null) {
      throw new IllegalStateException("checked before a golden was verified");
    }
    Report report =
        Report.untrusted(
            source.explain(why),
            summary,
            Report.HostSummary.of(host, null, true),
            configSha256,
            timer.timing());
    return new Seen(report, List.of(), List.of());
  }

  private final class Timer {
    private final Instant started = clock.instant();
    private final long from = System.nanoTime();

    Report.Timing timing() {
      return new Report.Timing(started, Duration.ofNanos(System.nanoTime() - from));
    }
  }
}
