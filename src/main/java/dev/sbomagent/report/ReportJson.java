package dev.sbomagent.report;

import dev.sbomagent.component.Slot;
import dev.sbomagent.drift.CoverageRow;
import dev.sbomagent.drift.Deviation;
import dev.sbomagent.drift.Kind;
import dev.sbomagent.drift.Unverified;
import dev.sbomagent.inventory.Excluded;
import dev.sbomagent.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes reports as the contract's JSON. Absent fields are left out, never null. */
public final class ReportJson {
  public static final String SCHEMA = "sbom-agent/report/1";

  private final JsonWriter out;

  private ReportJson(JsonWriter out) {
    this.out = out;
  }

  /** Writes the whole report as one indented document. */
  public static void document(Report report, OutputStream stream) throws IOException {
    JsonWriter out = JsonWriter.indented(stream);
    new ReportJson(out).write(report);
    out.line().flush();
  }

  /** Writes one line per finding, then one for everything else. */
  public static void lines(Report report, OutputStream stream) throws IOException {
    JsonWriter out = JsonWriter.compact(stream);
    ReportJson json = new ReportJson(out);
    for (Finding finding : report.findings()) {
      out.object(
          () -> {
            out.field("record", "finding");
            json.finding(finding);
          });
      out.line();
    }
    out.object(
        () -> {
          out.field("record", "summary");
          json.head(report);
          json.tail(report);
        });
    out.line().flush();
  }

  private void write(Report report) throws IOException {
    out.object(
        () -> {
          head(report);
          findings("findings", report.findings());
          tail(report);
        });
  }

  private void head(Report report) throws IOException {
    out.field("schema", SCHEMA);
    out.field("verdict", report.verdict().label());
    Report.Explanation reason = report.reason();
    if (reason != null) {
      explanation(out, reason);
    }
    golden(out, report.golden());
    host(report.host());
    out.object("config", () -> out.field("sha256", report.configSha256()));
    coverage(out, report.coverage());
    excluded(out, report.excluded());
  }

  private void tail(Report report) throws IOException {
    tolerated(report.tolerated());
    unverified(out, report.unverified());
    summary(out, report.summary());
    out.field("driftDigest", report.driftDigest());
    out.field("startedAt", report.startedAt().toString());
    out.field("durationMs", report.duration().toMillis());
  }

  static void explanation(JsonWriter out, Report.Explanation reason) throws IOException {
    out.object(
        "reason",
        () ->
            out.field("code", reason.code())
                .field("message", reason.message())
                .field("hint", reason.hint()));
  }

  static void golden(JsonWriter out, GoldenSummary golden) throws IOException {
    out.object(
        "golden",
        () -> {
          out.field("path", golden.path()).field("sha256", golden.sha256());
          GoldenSummary.Document document = golden.document();
          if (document != null) {
            out.field("specVersion", document.specVersion())
                .field("tool", document.tool())
                .field("createdAt", document.createdAt())
                .field("components", document.components())
                .field("files", document.files());
          }
          GoldenSummary.Signature signature = golden.signature();
          if (signature != null) {
            signature(out, signature);
          }
        });
  }

  private static void signature(JsonWriter out, GoldenSummary.Signature signature)
      throws IOException {
    out.object(
        "signature",
        () -> {
          out.field("form", signature.form())
              .field("keyId", signature.keyId())
              .field("keyFile", signature.keyFile());
          if (!signature.notes().isEmpty()) {
            out.strings("notes", signature.notes());
          }
        });
  }

  private void host(Report.HostSummary host) throws IOException {
    out.object(
        "host",
        () -> {
          out.field("root", host.root());
          if (host.osId() != null) {
            out.object(
                "os", () -> out.field("id", host.osId()).field("versionId", host.osVersionId()));
          }
          out.field("arch", host.arch());
          out.field("container", host.container());
        });
  }

  static void coverage(JsonWriter out, List<CoverageRow> rows) throws IOException {
    out.array(
        "coverage",
        () -> {
          for (CoverageRow row : rows) {
            out.object(
                () ->
                    out.field("cataloger", row.family().cataloger())
                        .field("ecosystem", row.family().ecosystem())
                        .field("state", row.state().label())
                        .field("components", row.components())
                        .field("reason", row.reason()));
          }
        });
  }

  static void excluded(JsonWriter out, List<Excluded> excluded) throws IOException {
    out.array(
        "excluded",
        () -> {
          for (Excluded one : excluded) {
            out.object(() -> out.field("path", one.path()).field("why", one.why()));
          }
        });
  }

  private void findings(String name, List<Finding> findings) throws IOException {
    out.array(
        name,
        () -> {
          for (Finding finding : findings) {
            out.object(() -> finding(finding));
          }
        });
  }

  private void finding(Finding finding) throws IOException {
    finding(out, finding);
  }

  static void finding(JsonWriter out, Finding finding) throws IOException {
    Deviation deviation = finding.deviation();
    Slot slot = deviation.slot();
    out.field("id", finding.id())
        .field("kind", deviation.kind().label())
        .field("severity", finding.severity().label())
        .field("ecosystem", slot.ecosystem())
        .field("group", emptyToNull(slot.group()))
        .field("name", slot.name())
        .field("arch", emptyToNull(slot.arch()));
    if (!deviation.expected().isEmpty()) {
      out.strings("expected", deviation.expected());
    }
    if (!deviation.observed().isEmpty()) {
      out.strings("observed", deviation.observed());
    }
    if (!deviation.locations().isEmpty()) {
      out.strings("locations", deviation.locations());
    }
    if (deviation.fileCount() > 0) {
      out.field("fileCount", deviation.fileCount());
    }
  }

  private void tolerated(List<Report.ToleratedFinding> tolerated) throws IOException {
    out.array(
        "tolerated",
        () -> {
          for (Report.ToleratedFinding one : tolerated) {
            out.object(
                () -> {
                  finding(one.finding());
                  out.field("reason", one.reason());
                });
          }
        });
  }

  static void unverified(JsonWriter out, @Nullable Unverified unverified) throws IOException {
    out.object(
        "unverified",
        () -> {
          out.field("count", unverified == null ? 0 : unverified.total());
          out.array(
              "byReason",
              () -> {
                if (unverified != null) {
                  for (Map.Entry<Unverified.Key, Integer> row : unverified.byReason().entrySet()) {
                    out.object(
                        () ->
                            out.field("reason", row.getKey().why().code())
                                .field("ecosystem", row.getKey().ecosystem())
                                .field("count", row.getValue()));
                  }
                }
              });
        });
  }

  static void summary(JsonWriter out, Map<Kind, Integer> counts) throws IOException {
    out.object(
        "summary",
        () -> {
          for (Map.Entry<Kind, Integer> count : counts.entrySet()) {
            out.field(count.getKey().label(), count.getValue());
          }
        });
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
