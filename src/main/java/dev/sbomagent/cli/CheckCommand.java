package dev.sbomagent.cli;

import dev.sbomagent.cataloger.Catalogers;
import dev.sbomagent.component.Family;
import dev.sbomagent.daemon.Accepted;
import dev.sbomagent.daemon.DriftCheck;
import dev.sbomagent.drift.Scope;
import dev.sbomagent.golden.VerifiedGolden;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.report.GoldenSummary;
import dev.sbomagent.report.Report;
import dev.sbomagent.trust.UntrustedException;
import dev.sbomagent.trust.VerifiedBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares this machine with its signed golden. */
final class CheckCommand implements Command {
  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "Compare this machine, or --root DIR, with the signed golden";
  }

  @Override
  public void describe(Syntax syntax) {
    syntax.golden();
    syntax.flag("--files", "Compare file contents by SHA-256 as well");
    syntax.value("--only", "ECO,...", "Compare these ecosystems only: deb, file, ...");
    syntax.flag("--strict", "Report alterations that are tolerated otherwise");
    syntax.value(
        "--fail-on",
        "X,...",
        "Exit 2 only for a severity (at least), a kind; 4 for any unverified");
  }

  @Override
  public int run(Invocation call) throws Refusal {
    List<Format> formats = call.formats();
    FailOn failOn = FailOn.parse(call.value("--fail-on"));
    Scope scope = scope(call);
    Host host = call.host();
    Settings settings = Settings.of(call);
    Report report = check(call, settings, host, scope);
    new Emission(call, formats).report(report, scope, host.superuser());
    return failOn.status(report);
  }

  private static Scope scope(Invocation call) throws Refusal {
    Set<Family> only = Families.parse(call.value("--only"));
    return new Scope(
        only, call.flag("--files") || only.contains(Family.FILE), call.flag("--strict"));
  }

  private static Report check(Invocation call, Settings settings, Host host, Scope scope)
      throws Refusal {
    Instant started = call.clock().instant();
    long from = System.nanoTime();
    GoldenFiles files = new GoldenFiles(call, settings, host);
    String path = files.name();
    GoldenSummary summary = GoldenSummary.unverified(path);
    Exclusions exclusions = Exclusions.of(host, settings.places());
    try {
      VerifiedBytes verified = files.policy().verify(files.read());
      summary = GoldenSummary.of(path, verified);
      VerifiedGolden golden = VerifiedGolden.parse(verified, settings.limits());
      summary = GoldenSummary.of(path, golden);
      if (!call.foreignRoot() && call.value("--golden").isEmpty()) {
        // what the daemon accepted, as far as this user may read it
        Accepted.in(settings.state()).require(golden.sbom());
      }
      ProgressLine progress = new ProgressLine(call.terminal(), golden.sbom().files().size());
      DriftCheck.Outcome outcome =
          new DriftCheck(host, Catalogers.all(), exclusions).run(golden, scope, started, progress);
      progress.end();
      return Report.compared(
          summary,
          Report.HostSummary.of(host, outcome.identity(), !call.foreignRoot()),
          settings.sha256(),
          exclusions.excluded(),
          outcome.drift(),
          timing(started, from));
    } catch (UntrustedException untrusted) {
      return Report.untrusted(
          Hints.explain(untrusted),
          summary,
          Report.HostSummary.of(host, null, !call.foreignRoot()),
          settings.sha256(),
          timing(started, from));
    }
  }

  private static Report.Timing timing(Instant started, long from) {
    return new Report.Timing(started, Duration.ofNanos(System.nanoTime() - from));
  }

  /** Names of ecosystems or catalogers. */
  static final class Families {
    private Families() {}

    static Set<Family> parse(java.util.Optional<String> text) throws Refusal {
      Set<Family> families = new TreeSet<>();
      for (String name : text.map(t -> t.split(",", -1)).orElse(new String[0])) {
        families.add(
            Family.named(name)
                .orElseThrow(() -> Refusal.usage("--only does not know '" + name + "'")));
      }
      return families;
    }
  }
}
