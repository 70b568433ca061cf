package dev.sbomagent.report;

import dev.sbomagent.drift.Deviation;
import dev.sbomagent.drift.SbomDiff;
import dev.sbomagent.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes the difference of two documents, schema {@code sbom-agent/diff/1}. */
public final class DiffJson {
  public static final String SCHEMA = "sbom-agent/diff/1";

  private DiffJson() {}

  /** The findings of a difference. */
  public static List<Finding> findings(SbomDiff.Result diff) {
    List<Finding> findings = new ArrayList<>();
    for (Deviation deviation : diff.deviations()) {
      findings.add(Finding.of(deviation));
    }
    return findings;
  }

  /** Writes one indented document. */
  public static void document(SbomDiff.Result diff, OutputStream stream) throws IOException {
    JsonWriter out = JsonWriter.indented(stream);
    List<Finding> findings = findings(diff);
    out.object(
        () -> {
          out.field("schema", SCHEMA);
          out.array(
              "findings",
              () -> {
                for (Finding finding : findings) {
                  out.object(() -> ReportJson.finding(out, finding));
                }
              });
          ReportJson.summary(out, Finding.counts(findings));
          ReportJson.unverified(out, diff.unverified());
        });
    out.line().flush();
  }

  /** Writes one line per finding, then one for everything else. */
  public static void lines(SbomDiff.Result diff, OutputStream stream) throws IOException {
    JsonWriter out = JsonWriter.compact(stream);
    List<Finding> findings = findings(diff);
    for (Finding finding : findings) {
      out.object(
          () -> {
            out.field("record", "finding");
            ReportJson.finding(out, finding);
          });
      out.line();
    }
    out.object(
        () -> {
          out.field("record", "summary").field("schema", SCHEMA);
          ReportJson.summary(out, Finding.counts(findings));
          ReportJson.unverified(out, diff.unverified());
        });
    out.line().flush();
  }
}
