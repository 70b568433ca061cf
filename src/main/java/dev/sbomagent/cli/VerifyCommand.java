package dev.sbomagent.cli;

import dev.sbomagent.golden.VerifiedGolden;
import dev.sbomagent.report.GoldenSummary;
import dev.sbomagent.report.Report;
import dev.sbomagent.report.VerificationJson;
import dev.sbomagent.trust.UntrustedException;
import dev.sbomagent.trust.VerifiedBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says whether a golden is signed by a trusted key and parses. */
final class VerifyCommand implements Command {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String summary() {
    return "Is this golden signed by a key I trust, and does it parse?";
  }

  @Override
  public void describe(Syntax syntax) {
    syntax.golden();
  }

  @Override
  public int run(Invocation call) throws Refusal {
    List<Format> formats = call.formats();
    Settings settings = Settings.of(call);
    GoldenFiles files = new GoldenFiles(call, settings, call.host());
    String path = files.name();
    GoldenSummary golden = GoldenSummary.unverified(path);
    Report.Explanation reason = null;
    try {
      VerifiedBytes verified = files.policy().verify(files.read());
      golden = GoldenSummary.of(path, verified);
      golden = GoldenSummary.of(path, VerifiedGolden.parse(verified, settings.limits()));
    } catch (UntrustedException untrusted) {
      reason = Hints.explain(untrusted);
    }
    emit(call, formats, golden, reason);
    return reason == null ? Exit.OK : Exit.UNTRUSTED;
  }

  private static void emit(
      Invocation call,
      List<Format> formats,
      GoldenSummary golden,
      Report.@Nullable Explanation reason)
      throws Refusal {
    new Emission(call, formats)
        .send(
            (format, out) -> {
              switch (format.kind()) {
                case TABLE -> out.write(table(golden, reason).getBytes(StandardCharsets.UTF_8));
                case JSON -> VerificationJson.document(golden, reason, out);
                case NDJSON -> VerificationJson.line(golden, reason, out);
              }
            });
  }

  private static String table(GoldenSummary golden, Report.@Nullable Explanation reason) {
    StringBuilder out = new StringBuilder();
    if (reason != null) {
      out.append("UNTRUSTED  ").append(Text.safe(golden.path())).append('\n');
      out.append("  ").append(reason.code()).append(": ").append(Text.safe(reason.message()));
      return out.append("\n  next: ").append(reason.hint()).append('\n').toString();
    }
    out.append("TRUSTED  ").append(Text.safe(golden.path())).append('\n');
    GoldenSummary.Document document = golden.document();
    if (document != null) {
      out.append("  CycloneDX ").append(document.specVersion());
      out.append(", ").append(Text.safe(document.tool())).append(", ");
      out.append(Text.count(document.components(), "component")).append(", ");
      out.append(Text.count(document.files(), "file")).append('\n');
    }
    GoldenSummary.Signature signature = golden.signature();
    if (signature != null) {
      out.append("  signed by ").append(signature.keyId());
      out.append(" (").append(Text.safe(signature.keyFile())).append(")\n");
      for (String note : signature.notes()) {
        out.append("  note: ").append(Text.safe(note)).append('\n');
      }
    }
    return out.toString();
  }
}
