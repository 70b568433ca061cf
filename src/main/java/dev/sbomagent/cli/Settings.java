package dev.sbomagent.cli;

import dev.sbomagent.golden.SbomLimits;
import dev.sbomagent.inventory.Exclusions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a check needs of the effective configuration.
 *
 * @param golden configured golden; empty means the two default names
 * @param signature configured signature; empty means beside the golden
 * @param trust folder of public keys, or one
 * @param exclude paths that are not compared, absolute inside the root, sorted
 * @param include paths that are compared though they would be excluded by default, likewise
 * @param maxGoldenBytes bound of a golden, as a file and expanded
 * @param state folder of the daemon's state, for what it has accepted
 * @param rest what is not a check's and not at its default, a line for each, for the digest
 */
record Settings(
    Optional<String> golden,
    Optional<String> signature,
    Path trust,
    List<String> exclude,
    List<String> include,
    long maxGoldenBytes,
    Path state,
    String rest) {
  static final List<String> DEFAULT_GOLDENS =
      List.of("/etc/sbom-agent/golden.cdx.json", "/etc/sbom-agent/golden.cdx.json.gz");
  static final Path DEFAULT_TRUST = Path.of("/etc/sbom-agent/trust");

  static final Path DEFAULT_STATE = Path.of("/var/lib/sbom-agent");

  static final Settings DEFAULTS =
      new Settings(
          Optional.empty(),
          Optional.empty(),
          DEFAULT_TRUST,
          List.of(),
          List.of(),
          SbomLimits.standard().maxExpandedBytes(),
          DEFAULT_STATE,
          "");

  Settings {
    exclude = List.copyOf(new TreeSet<>(exclude));
    include = List.copyOf(new TreeSet<>(include));
  }

  /** The configuration of this call: the named file, else the default one if it is there. */
  static Settings of(Invocation call) throws Refusal {
    return SettingsFile.read(call.value("--config").map(Path::of));
  }

  Settings withRest(String rest) {
    return new Settings(golden, signature, trust, exclude, include, maxGoldenBytes, state, rest);
  }

  /** What is compared and what not. */
  Exclusions.Configured places() {
    return new Exclusions.Configured(exclude, include);
  }

  SbomLimits limits() {
    return SbomLimits.standard().withMaxExpandedBytes(maxGoldenBytes);
  }

  /** SHA-256 of the effective configuration, so that a changed judge shows in every report. */
  String sha256() {
    StringBuilder text = new StringBuilder();
    text.append("golden=").append(golden.orElse("")).append('\n');
    text.append("signature=").append(signature.orElse("")).append('\n');
    text.append("trust=").append(trust).append('\n');
    text.append("max-golden-bytes=").append(maxGoldenBytes).append('\n');
    for (String path : exclude) {
      text.append("exclude=").append(path).append('\n');
    }
    for (String path : include) {
      text.append("include=").append(path).append('\n');
    }
    if (!state.equals(DEFAULT_STATE)) {
      text.append("state=").append(state).append('\n');
    }
    text.append(rest);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return java.util.HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
