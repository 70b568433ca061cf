package dev.sbomagent.cli;

import dev.sbomagent.report.Report;
import dev.sbomagent.trust.UntrustedException;

/** What to do about each reason for which a golden is not trusted. */
final class Hints {
  private Hints() {}

  static Report.Explanation explain(UntrustedException untrusted) {
    return new Report.Explanation(
        untrusted.reason().code(),
        untrusted.what(),
        switch (untrusted.reason()) {
          case MISSING_GOLDEN ->
              "make one when the image is baked; if there is one elsewhere, name it: --golden, or"
                  + " 'golden' in agent.yaml";
          case UNREADABLE_GOLDEN -> "make it a plain file that this user may read";
          case MISSING_SIGNATURE ->
              "sign the golden (cosign sign-blob, or sbom-agent sign), or name it with --signature";
          case UNREADABLE_SIGNATURE -> "make it readable: cosign writes signatures with mode 0600";
          case MALFORMED_SIGNATURE -> "sign the golden again; do not edit signature files";
          case BAD_SIGNATURE ->
              "the golden or its signature was altered, or another key signed it: do not trust"
                  + " this machine's golden, restore it from the image";
          case WRONG_KEY -> "add the signer's public key to the trust folder, if it is yours";
          case UNUSABLE_KEY ->
              "give an ECDSA P-256/384/521, RSA 2048+ or Ed25519 public key in PEM, and keep"
                  + " private keys elsewhere";
          case NO_TRUSTED_KEY ->
              "put the public key into /etc/sbom-agent/trust/ as *.pub; if it is elsewhere, name it:"
                  + " --key, or 'trust' in agent.yaml";
          case UNSAFE_PERMISSIONS -> "chmod o-w what is named, after making sure of its content";
          case MALFORMED_GOLDEN -> "make the golden again: CycloneDX 1.4 to 1.7, JSON or XML";
          case TOO_LARGE -> "raise max-golden-bytes in agent.yaml, if the golden is yours";
          case WRONG_IMAGE -> "install the golden of the image this machine was launched from";
          case SUPERSEDED -> "install the newest golden";
          case EXPIRED -> "launch from a newer image, or sign a newer golden";
        });
  }
}
