package dev.sbomagent.trust;

import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the vectors of C2SP/wycheproof. */
final class Wycheproof {
  /** What differs from the file's verdicts, and is meant to. */
  static final Map<String, List<String>> KNOWN_DIFFERENCES =
      Map.of(
          "rsa_signature_2048_sha256", List.of("257 RSASSA-PSS signature (invalid)"),
          "rsa_signature_3072_sha256", List.of("258 RSASSA-PSS signature (invalid)"),
          "rsa_pss_2048_sha256_mgf1_32",
              List.of("108 PKCS #1 v1.5 signature with SHA-256 (invalid)"));

  /** A signature over a message by a key. */
  record Vector(int id, String comment, PinnedKey key, String message, String sig, boolean valid) {
    boolean verifies() {
      return key.verifies(
          SignedMessage.of(HexFormat.of().parseHex(message)), HexFormat.of().parseHex(sig));
    }

    @Override
    public String toString() {
      return id + " " + comment + (valid ? " (valid)" : " (invalid)");
    }
  }

  /** An encoded public key. */
  static final class KeyVector {
    private final String text;
    private final byte[] spki;
    private final boolean valid;
    private final boolean plain;

    KeyVector(String text, byte[] spki, boolean valid, boolean plain) {
      this.text = text;
      this.spki = spki;
      this.valid = valid;
      this.plain = plain;
    }

    byte[] spki() {
      return spki;
    }

    boolean valid() {
      return valid;
    }

    /** Valid, named curve, uncompressed: what cosign writes. */
    boolean plain() {
      return plain;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private Wycheproof() {}

  static List<Vector> signatures(byte[] file) throws Exception {
    List<Vector> vectors = new ArrayList<>();
    for (JsonValue group : array(parse(file), "testGroups")) {
      byte[] spki = HexFormat.of().parseHex(text(group, "publicKeyDer"));
      PinnedKey key = PublicKeys.ofSpki(spki, Path.of("wycheproof"));
      for (JsonValue test : array(group, "tests")) {
        String result = text(test, "result");
        if (!result.equals("acceptable")) {
          vectors.add(
              new Vector(
                  id(test),
                  text(test, "comment"),
                  key,
                  text(test, "msg"),
                  text(test, "sig"),
                  result.equals("valid")));
        }
      }
    }
    return vectors;
  }

  static List<KeyVector> keys(byte[] file) throws Exception {
    List<KeyVector> vectors = new ArrayList<>();
    for (JsonValue group : array(parse(file), "testGroups")) {
      for (JsonValue test : array(group, "tests")) {
        String result = text(test, "result");
        String flags = array(test, "flags").toString();
        vectors.add(
            new KeyVector(
                id(test) + " " + text(test, "comment") + " " + flags,
                HexFormat.of().parseHex(text(test, "public")),
                !result.equals("invalid") || flags.contains("WrongCurve"),
                result.equals("valid") && !flags.contains("Compressed")));
      }
    }
    return vectors;
  }

  /** The key in the leaf certificate of a bundle, or null. */
  static byte @Nullable [] leafKey(JsonValue bundle) {
    JsonValue material = field(bundle, "verificationMaterial");
    JsonValue.Obj fields = (JsonValue.Obj) material;
    JsonValue certificate = fields.field("certificate").orElse(null);
    if (certificate == null && fields.field("x509CertificateChain").isPresent()) {
      List<JsonValue> chain = array(field(material, "x509CertificateChain"), "certificates");
      certificate = chain.isEmpty() ? null : chain.get(0);
    }
    return certificate == null
        ? null
        : Certificates.spki(Base64.getDecoder().decode(text(certificate, "rawBytes")));
  }

  private static JsonValue parse(byte[] file) throws Exception {
    return JsonValue.parse(file, JsonLimits.ofBytes(8 << 20));
  }

  private static int id(JsonValue test) {
    return Integer.parseInt(((JsonValue.Literal) field(test, "tcId")).text());
  }

  private static String text(JsonValue object, String name) {
    return SignatureCases.text(object, name);
  }

  private static JsonValue field(JsonValue object, String name) {
    return ((JsonValue.Obj) object).field(name).orElseThrow();
  }

  private static List<JsonValue> array(JsonValue object, String name) {
    return ((JsonValue.Arr) field(object, name)).items();
  }
}
