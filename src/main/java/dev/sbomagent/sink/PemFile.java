package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates and keys of TLS in their textual form (RFC 7468). */
final class PemFile {
  /** Enough for all authorities that browsers know. */
  private static final int MAX_BYTES = 1024 * 1024;

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

  private PemFile() {}

  /** The certificates in a file, at least one, in their order. */
  static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(read(file)))) {
        certificates.add((X509Certificate) certificate);
      }
    } catch (CertificateException wrong) {
      throw new CertificateException(file + ": not certificates in PEM", wrong);
    }
    if (certificates.isEmpty()) {
      throw new CertificateException(file + ": no certificate");
    }
    return certificates;
  }

  /** The PKCS#8 key in a file, not encrypted. */
  static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    String text = new String(read(file), US_ASCII);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END, begin + 1);
    if (begin < 0 || end < 0) {
      throw new InvalidKeySpecException(file + ": not an unencrypted PKCS#8 key in PEM");
    }
    byte[] encoded;
    try {
      encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidKeySpecException(file + ": not base64", wrong);
    }
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException another) {
        // of the next algorithm, or of none
      }
    }
    throw new InvalidKeySpecException(file + ": not a key of " + ALGORITHMS);
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(file + ": more than " + MAX_BYTES + " bytes");
      }
      return bytes;
    }
  }
}
