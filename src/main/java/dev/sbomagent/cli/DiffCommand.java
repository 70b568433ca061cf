package dev.sbomagent.cli;

import dev.sbomagent.drift.SbomDiff;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.golden.SbomException;
import dev.sbomagent.report.DiffJson;
import dev.sbomagent.report.Finding;
import dev.sbomagent.trust.ArtifactFiles;
import dev.sbomagent.trust.Links;
import dev.sbomagent.trust.UntrustedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Compares two SBOM files. */
final class DiffCommand implements Command {
  @Override
  public String name() {
    return "diff";
  }

  @Override
  public String summary() {
    return "Compare two SBOM files, of any producer, by the rules of a check";
  }

  @Override
  public void describe(Syntax syntax) {
    syntax.operand("A", "The SBOM that is expected");
    syntax.operand("B", "The SBOM that is held against it");
  }

  @Override
  public int run(Invocation call) throws Refusal {
    List<Format> formats = call.formats();
    Settings settings = Settings.of(call);
    SbomDiff.Result diff =
        SbomDiff.of(parse(call.operand(0), settings), parse(call.operand(1), settings));
    new Emission(call, formats)
        .send(
            (format, out) -> {
              switch (format.kind()) {
                case TABLE ->
                    out.write(table(diff, call.style(format)).getBytes(StandardCharsets.UTF_8));
                case JSON -> DiffJson.document(diff, out);
                case NDJSON -> DiffJson.lines(diff, out);
              }
            });
    return diff.deviations().isEmpty() ? Exit.OK : Exit.DIFFERENT;
  }

  private static Sbom parse(String file, Settings settings) throws Refusal {
    try {
      byte[] bytes =
          new ArtifactFiles(settings.maxGoldenBytes(), Links.REAL).document(Path.of(file));
      return Sbom.parse(bytes, settings.limits());
    } catch (UntrustedException | SbomException broken) {
      throw new Refusal(
          Exit.UNTRUSTED,
          file + ": " + broken.getMessage(),
          "give a CycloneDX 1.4 to 1.7 document");
    }
  }

  private static String table(SbomDiff.Result diff, Style style) {
    StringBuilder out = new StringBuilder();
    List<Finding> findings = DiffJson.findings(diff);
    out.append(findings.isEmpty() ? "SAME" : "DIFFERENT  " + findings.size() + " findings");
    out.append('\n');
    if (diff.unverified().total() > 0) {
      out.append("  ").append(Text.count(diff.unverified().total(), "component"));
      out.append(" that only one of the two generators lists\n");
    }
    for (Finding finding : findings) {
      out.append("  ").append(finding.deviation().kind().label());
      FindingLine.append(out, finding, style);
    }
    return out.toString();
  }
}
