package dev.sbomagent.cli;

import dev.sbomagent.component.Family;
import dev.sbomagent.drift.CoverageRow;
import dev.sbomagent.drift.Kind;
import dev.sbomagent.drift.Scope;
import dev.sbomagent.drift.Unverified;
import dev.sbomagent.report.Finding;
import dev.sbomagent.report.GoldenSummary;
import dev.sbomagent.report.Report;
import dev.sbomagent.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A report as an operator reads it: the verdict, what changed, what was not checked, what to do.
 */
final class TableReport {
  /** Lines of one kind; more are counted, and in every other format listed. */
  private static final int MAX_SHOWN = 200;

  private final Report report;
  private final Scope scope;
  private final boolean superuser;
  private final Style style;
  private final StringBuilder out = new StringBuilder(2048);

  TableReport(Report report, Scope scope, boolean superuser, Style style) {
    this.report = report;
    this.scope = scope;
    this.superuser = superuser;
    this.style = style;
  }

  String text() {
    if (!superuser) {
      line("not root: what only root may read is unverified; run as root for a full answer");
    }
    String container = report.host().container();
    if (container != null) {
      line(
          "inside a container ("
              + Text.safe(container)
              + "): this says nothing of the machine around it; run the agent there");
    }
    verdict();
    Report.Explanation reason = report.reason();
    if (reason != null) {
      fact(reason.code(), reason.message());
      fact("next", reason.hint());
    }
    unverified();
    golden();
    coverage();
    findings();
    tolerated();
    next();
    return out.toString();
  }

  private void verdict() {
    String word = report.verdict().label().replace('-', ' ').toUpperCase(java.util.Locale.ROOT);
    out.append(style.verdict(report.verdict(), word)).append("  ");
    line(
        switch (report.verdict()) {
          case IN_SYNC -> "this machine is what its golden says";
          case DRIFTED -> counts();
          case UNTRUSTED -> "the golden is not accepted; nothing was compared";
          case INCONCLUSIVE -> "no change was found, and not everything that decides was checked";
        });
  }

  private String counts() {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<Kind, Integer> count : report.summary().entrySet()) {
      if (count.getValue() > 0) {
        parts.add(count.getValue() + " " + count.getKey().label());
      }
    }
    return String.join(", ", parts);
  }

  private void unverified() {
    Unverified left = report.unverified();
    if (left != null && left.total() > 0) {
      fact("unverified", Text.count(left.total(), "component") + ": " + byReason(left));
    }
    CoverageRow files = row(Family.FILE);
    GoldenSummary.Document document = report.golden().document();
    if (files != null
        && document != null
        && files.state() == CoverageRow.State.INACTIVE
        && document.files() > 0) {
      fact("files", Text.count(document.files(), "file") + " not compared (--files compares them)");
    }
  }

  private static String byReason(Unverified left) {
    Map<String, Map<String, Integer>> reasons = new TreeMap<>();
    left.byReason()
        .forEach(
            (key, count) ->
                reasons
                    .computeIfAbsent(key.why().code(), why -> new TreeMap<>())
                    .merge(key.ecosystem(), count, Integer::sum));
    List<String> parts = new ArrayList<>();
    reasons.forEach(
        (why, ecosystems) -> {
          List<String> counts = new ArrayList<>();
          ecosystems.forEach((ecosystem, count) -> counts.add(count + " " + ecosystem));
          parts.add(why + " (" + String.join(", ", counts) + ")");
        });
    return String.join(", ", parts);
  }

  private void golden() {
    GoldenSummary golden = report.golden();
    GoldenSummary.Document document = golden.document();
    fact(
        "golden",
        golden.path()
            + (document == null
                ? ""
                : ", "
                    + document.tool()
                    + (document.createdAt() == null ? "" : ", " + document.createdAt())));
    GoldenSummary.Signature signature = golden.signature();
    if (signature != null) {
      fact("signed by", signature.keyId() + " (" + signature.keyFile() + ")");
      for (String note : signature.notes()) {
        fact("note", note);
      }
    }
  }

  private void coverage() {
    List<String> complete = new ArrayList<>();
    List<String> none = new ArrayList<>();
    for (CoverageRow row : report.coverage()) {
      if (row.state() == CoverageRow.State.COMPLETE && row.components() == 0) {
        none.add(row.family().ecosystem());
      } else if (row.state() == CoverageRow.State.COMPLETE) {
        complete.add(row.components() + " " + row.family().ecosystem());
      } else if (row.state() == CoverageRow.State.FAILED) {
        fact("failed", row.family().cataloger() + ": " + row.reason());
      }
    }
    if (!complete.isEmpty()) {
      fact(
          "compared",
          String.join(", ", complete)
              + (none.isEmpty() ? "" : "; there is no " + String.join(", ", none)));
    }
  }

  private void findings() {
    for (Kind kind : Kind.values()) {
      int shown = 0;
      for (Finding finding : report.findings()) {
        if (finding.deviation().kind() != kind) {
          continue;
        }
        if (shown == 0) {
          out.append('\n').append(style.bold(kind.label().toUpperCase(java.util.Locale.ROOT)));
          out.append('\n');
        }
        if (shown++ < MAX_SHOWN) {
          FindingLine.append(out, finding, style);
        }
      }
      if (shown > MAX_SHOWN) {
        line("  … and " + (shown - MAX_SHOWN) + " more (--format json lists all)");
      }
    }
  }

  private void tolerated() {
    if (report.tolerated().isEmpty()) {
      return;
    }
    out.append('\n').append(style.bold("TOLERATED")).append('\n');
    for (Report.ToleratedFinding one : report.tolerated()) {
      out.append("  ").append(Text.safe(one.finding().deviation().slot().name()));
      out.append("  (").append(one.reason()).append(")\n");
    }
  }

  private void next() {
    if (report.verdict() == Verdict.DRIFTED) {
      out.append('\n');
      line(
          scope.files()
              ? "next: find out who made these changes; if they are wanted, bake and sign a new golden"
              : "next: find out who made these changes (--files compares contents too); if they are"
                  + " wanted, bake and sign a new golden");
    }
  }

  private @Nullable CoverageRow row(Family family) {
    for (CoverageRow row : report.coverage()) {
      if (row.family() == family) {
        return row;
      }
    }
    return null;
  }

  private void fact(String label, String text) {
    out.append("  ").append(style.dim(label));
    out.append(" ".repeat(Math.max(1, 13 - label.length())));
    line(text);
  }

  private void line(String text) {
    out.append(Text.safe(text)).append('\n');
  }
}
