package dev.sbomagent.report;

import dev.sbomagent.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes the outcome of a verification, schema {@code sbom-agent/verification/1}. */
public final class VerificationJson {
  public static final String SCHEMA = "sbom-agent/verification/1";

  private VerificationJson() {}

  /** Writes one indented document. */
  public static void document(
      GoldenSummary golden, Report.@Nullable Explanation reason, OutputStream stream)
      throws IOException {
    write(golden, reason, JsonWriter.indented(stream));
  }

  /** Writes one line. */
  public static void line(
      GoldenSummary golden, Report.@Nullable Explanation reason, OutputStream stream)
      throws IOException {
    write(golden, reason, JsonWriter.compact(stream));
  }

  private static void write(
      GoldenSummary golden, Report.@Nullable Explanation reason, JsonWriter out)
      throws IOException {
    out.object(
        () -> {
          out.field("schema", SCHEMA);
          out.field("verdict", reason == null ? "trusted" : "untrusted");
          if (reason != null) {
            ReportJson.explanation(out, reason);
          }
          ReportJson.golden(out, golden);
        });
    out.line().flush();
  }
}
