package dev.sbomagent.interop;

import java.nio.file.Path;

/** One version of real cosign, without network: no transparency log, no TUF. */
final class Cosign {
  /** Protects every key of these tests; worthless. */
  static final String PASSWORD = "worthless";

  private static final String PREDICATE = "https://cyclonedx.org/bom";

  private final String version;

  Cosign(String version) {
    this.version = version;
  }

  /** Makes {@code PREFIX.key} and {@code PREFIX.pub}; returns the prefix. */
  Path generateKeyPair(Path prefix) {
    cosign("generate-key-pair", "--output-key-prefix", prefix.toString()).must();
    return prefix;
  }

  /** Into {@code FILE.sigstore.json}, a sigstore bundle. */
  Path signBundle(Path key, Path file) {
    Path out = Path.of(file + ".sigstore.json");
    sign(key).with("--new-bundle-format=true", "--bundle", out.toString(), file.toString()).must();
    return out;
  }

  /** Into {@code FILE.bundle}, cosign's own older bundle. */
  Path signLegacyBundle(Path key, Path file) {
    Path out = Path.of(file + ".bundle");
    sign(key).with("--new-bundle-format=false", "--bundle", out.toString(), file.toString()).must();
    return out;
  }

  /** Into {@code FILE.sig}, a bare signature. */
  Path signBare(Path key, Path file) {
    Path out = Path.of(file + ".sig");
    sign(key)
        .with("--new-bundle-format=false", "--output-signature", out.toString(), file.toString())
        .must();
    return out;
  }

  /**
   * {@code cosign attest-blob}: the golden as predicate about some subject, in a sigstore bundle.
   */
  Path attestBundle(Path key, Path predicate, Path subject, Path out) {
    attest(key, predicate)
        .with("--new-bundle-format=true", "--bundle", out.toString(), subject.toString())
        .must();
    return out;
  }

  /** The same as a naked DSSE envelope. */
  Path attestEnvelope(Path key, Path predicate, Path subject, Path out) {
    attest(key, predicate)
        .with("--new-bundle-format=false", "--output-attestation", out.toString())
        .with("--output-signature", out + ".dsse", subject.toString())
        .must();
    return Path.of(out + ".dsse");
  }

  /** Whether cosign accepts this bundle for this file. */
  Tool.Ended verifyBundle(Path publicKey, Path file, Path bundle) {
    Tool tool =
        cosign("verify-blob", "--key", publicKey.toString(), "--insecure-ignore-tlog=true")
            .with("--bundle", bundle.toString(), file.toString());
    // the older one would fetch a trusted root it has no use for, were it not given an empty one
    return version.startsWith("2")
        ? tool.with("--new-bundle-format=true", "--trusted-root", emptyTrustedRoot(bundle)).run()
        : tool.run();
  }

  private static String emptyTrustedRoot(Path beside) {
    String type = "application/vnd.dev.sigstore.trustedroot+json;version=0.1";
    return Tool.write(
            beside.resolveSibling("trusted-root.json"), "{\"mediaType\":\"" + type + "\"}")
        .toString();
  }

  private Tool sign(Path key) {
    return offline(cosign("sign-blob", "--yes", "--key", key.toString()));
  }

  private Tool attest(Path key, Path predicate) {
    return offline(
        cosign("attest-blob", "--yes", "--key", key.toString())
            .with("--type", PREDICATE, "--predicate", predicate.toString()));
  }

  private Tool offline(Tool tool) {
    return version.startsWith("2")
        ? tool.with("--tlog-upload=false")
        : tool.with("--tlog-upload=false", "--use-signing-config=false");
  }

  private Tool cosign(String... arguments) {
    return Tool.of(Peers.cosign(version)).with(arguments).env("COSIGN_PASSWORD", PASSWORD);
  }
}
