package dev.sbomagent.report;

import dev.sbomagent.golden.Sbom;
import dev.sbomagent.golden.VerifiedGolden;
import dev.sbomagent.trust.Provenance;
import dev.sbomagent.trust.VerifiedBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of the golden; of an untrusted one perhaps only its path.
 *
 * @param signature null when nothing verified
 * @param document null when it was not verified, or did not parse
 */
public record GoldenSummary(
    String path,
    @Nullable String sha256,
    @Nullable Document document,
    @Nullable Signature signature) {

  /** What the verified document says of itself. */
  public record Document(
      String specVersion, String tool, @Nullable String createdAt, int components, int files) {
    static Document of(Sbom sbom) {
      return new Document(
          sbom.specVersion(),
          sbom.tool().toString(),
          sbom.createdAt().orElse(null),
          sbom.componentCount(),
          sbom.files().size());
    }
  }

  /** Which key verified, from where, in which form. */
  public record Signature(String form, String keyId, String keyFile, List<String> notes) {
    public Signature {
      notes = List.copyOf(notes);
    }

    static Signature of(Provenance verified) {
      return new Signature(
          verified.form().label(),
          verified.keyId(),
          verified.keyFile().toString(),
          verified.notes());
    }
  }

  /** A golden of which only the path is known. */
  public static GoldenSummary unverified(String path) {
    return new GoldenSummary(path, null, null, null);
  }

  /** A verified golden that does not parse. */
  public static GoldenSummary of(String path, VerifiedBytes verified) {
    return new GoldenSummary(path, verified.sha256(), null, Signature.of(verified.provenance()));
  }

  /** A verified golden. */
  public static GoldenSummary of(String path, VerifiedGolden golden) {
    return new GoldenSummary(
        path,
        golden.provenance().sha256(),
        Document.of(golden.sbom()),
        Signature.of(golden.provenance()));
  }
}
