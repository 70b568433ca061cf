package dev.sbomagent.trust;

import org.jspecify.annotations.Nullable;

/**
 * Takes the public key out of a certificate (RFC 5280 section 4.1), only to compare it with a
 * pinned one. Nothing in a certificate is believed here.
 */
final class Certificates {
  /** The explicit version at the start of a TBSCertificate. */
  private static final int VERSION = 0xa0;

  private Certificates() {}

  /** SubjectPublicKeyInfo of a DER certificate, or null. */
  static byte @Nullable [] spki(byte[] certificate) {
    try {
      Der whole = Der.of(certificate);
      Der outer = whole.inside(Der.SEQUENCE);
      whole.end();
      Der tbs = outer.inside(Der.SEQUENCE);
      if (tbs.next(VERSION)) {
        tbs.skip();
      }
      tbs.inside(Der.INTEGER); // serial number
      tbs.inside(Der.SEQUENCE); // algorithm
      tbs.inside(Der.SEQUENCE); // issuer
      tbs.inside(Der.SEQUENCE); // validity
      tbs.inside(Der.SEQUENCE); // subject
      return tbs.element(Der.SEQUENCE);
    } catch (Der.DerException malformed) {
      return null;
    }
  }

  /** SubjectPublicKeyInfo of a PEM certificate or PEM public key, or null. */
  static byte @Nullable [] spkiOfPem(byte[] file) {
    Pem pem = Pem.parse(file);
    if (pem == null) {
      return null;
    }
    return switch (pem.label()) {
      case "PUBLIC KEY" -> pem.content();
      case "CERTIFICATE" -> spki(pem.content());
      default -> null;
    };
  }
}
