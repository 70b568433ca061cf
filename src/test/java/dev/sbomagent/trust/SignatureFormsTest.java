package dev.sbomagent.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of signature, made here and then broken in one place. */
class SignatureFormsTest {
  private static final Path GOLDEN = Path.of("golden.json");
  private static final byte[] BOM =
      "{\"bomFormat\":\"CycloneDX\",\"a\":\"Müller\"}".getBytes(UTF_8);
  private static final String V3 = "application/vnd.dev.sigstore.bundle.v0.3+json";

  private static KeyPair pair;
  private static KeyPair stranger;
  private static PinnedKeys keys;
  private static PinnedKey key;

  @BeforeAll
  static void keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
    stranger = generator.generateKeyPair();
    key = PublicKeys.ofSpki(pair.getPublic().getEncoded(), Path.of("k.pub"));
    keys = new PinnedKeys(List.of(key));
  }

  private static byte[] sign(KeyPair by, byte[]... parts) throws Exception {
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(by.getPrivate());
    for (byte[] part : parts) {
      signer.update(part);
    }
    return signer.sign();
  }

  private static String b64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String verdict(byte[] golden, byte[] signature) {
    try {
      return keys.verify(SignedArtifact.of(GOLDEN, golden, Path.of("s"), signature)).notes() + "";
    } catch (UntrustedException untrusted) {
      return untrusted.reason().code();
    }
  }

  private static String verdict(String signature) {
    return verdict(BOM, signature.getBytes(UTF_8));
  }

  private static String alone(String golden) {
    try {
      return new String(
          keys.verify(SignedArtifact.alone(GOLDEN, golden.getBytes(UTF_8))).bytes(), UTF_8);
    } catch (UntrustedException untrusted) {
      return untrusted.reason().code();
    }
  }

  private static String bundle(String material, String content) {
    return "{\"mediaType\":\""
        + V3
        + "\",\"verificationMaterial\":{"
        + material
        + "},"
        + content
        + "}";
  }

  private static String message(byte[] signature) {
    return "\"messageSignature\":{\"messageDigest\":{\"algorithm\":\"SHA2_256\",\"digest\":\""
        + b64(Hash.sha256(BOM))
        + "\"},\"signature\":\""
        + b64(signature)
        + "\"}";
  }

  private static String statement(String digest, String predicate) {
    return "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"f\","
        + "\"digest\":{\"sha256\":\""
        + digest
        + "\"}}],\"predicateType\":\"https://cyclonedx.org/bom\",\"predicate\":"
        + predicate
        + "}";
  }

  private static String envelope(String statement) throws Exception {
    return envelope(statement, pair, Envelope.PAYLOAD_TYPE);
  }

  private static String envelope(String statement, KeyPair by, String type) throws Exception {
    byte[] payload = statement.getBytes(UTF_8);
    String head = "DSSEv1 " + type.length() + " " + type + " " + payload.length + " ";
    return "{\"payload\":\""
        + b64(payload)
        + "\",\"payloadType\":\""
        + type
        + "\",\"signatures\":[{\"keyid\":\"\",\"sig\":\""
        + b64(sign(by, head.getBytes(UTF_8), payload))
        + "\"}]}";
  }

  private static String golden() {
    return Hash.hex(Hash.sha256(BOM));
  }

  @Test
  void takes_bare_base64_and_raw() throws Exception {
    byte[] signature = sign(pair, BOM);
    assertEquals("[]", verdict(b64(signature)));
    assertEquals("[]", verdict(b64(signature) + " \r\n"));
    assertEquals("[]", verdict(BOM, signature));
  }

  @Test
  void refuses_base64_that_is_not_canonical() throws Exception {
    String text = b64(sign(pair, BOM));
    assertEquals("malformed-signature", verdict(" " + text));
    assertEquals("malformed-signature", verdict(text.replaceFirst("(.{20})", "$1\n")));
    assertEquals("malformed-signature", verdict(text.replace("=", "") + "*"));
    assertEquals("malformed-signature", verdict("   \n"));
    assertEquals("malformed-signature", verdict(""));
  }

  @Test
  void calls_a_bare_signature_of_another_key_or_golden_bad() throws Exception {
    assertEquals("bad-signature", verdict(b64(sign(stranger, BOM))));
    assertEquals("bad-signature", verdict(b64(sign(pair, BOM, BOM))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.dev.sigstore.bundle+json;version=0.1",
        "application/vnd.dev.sigstore.bundle+json;version=0.2",
        "application/vnd.dev.sigstore.bundle+json;version=0.3",
        "application/vnd.dev.sigstore.bundle.v0.1+json",
        "application/vnd.dev.sigstore.bundle.v0.2+json",
        V3
      })
  void takes_bundles_of_every_version(String mediaType) throws Exception {
    String bundle = bundle("\"publicKey\":{}", message(sign(pair, BOM)));
    assertEquals("[]", verdict(bundle.replace(V3, mediaType)));
  }

  @Test
  void tells_altered_golden_from_wrong_key() throws Exception {
    String hint = "\"publicKey\":{\"hint\":\"" + b64(key.fingerprint()) + "\"}";
    String other = "\"publicKey\":{\"hint\":\"" + b64(new byte[32]) + "\"}";
    byte[] altered = "{\"bomFormat\":\"CycloneDX\"}".getBytes(UTF_8);
    byte[] own = bundle(hint, message(sign(pair, BOM))).getBytes(UTF_8);
    assertEquals("[]", verdict(BOM, own));
    assertEquals("bad-signature", verdict(altered, own));
    assertEquals("bad-signature", verdict(bundle(hint, message(sign(stranger, BOM)))));
    assertEquals("wrong-key", verdict(bundle(other, message(sign(stranger, BOM)))));
    assertEquals("wrong-key", verdict(bundle("\"publicKey\":{}", message(sign(stranger, BOM)))));
    assertEquals(
        "[the hint in the signature names another key, not relied upon]",
        verdict(bundle(other, message(sign(pair, BOM)))));
  }

  @Test
  void refuses_bundles_that_are_not_strict() throws Exception {
    String good = bundle("\"publicKey\":{}", message(sign(pair, BOM)));
    for (String bad :
        List.of(
            good + " {}",
            good.replace("{\"mediaType\"", "{\"x\":1,\"mediaType\""),
            good.replace("{\"mediaType\"", "{\"cert\":\"\",\"mediaType\""),
            good.replace("\"publicKey\":{}", "\"publicKey\":{},\"certificate\":{}"),
            good.replace("\"publicKey\":{}", "\"tlogEntries\":[]"),
            good.replace("\"publicKey\":{}", "\"publicKey\":{\"rawBytes\":\"\"}"),
            good.replace(V3, "application/json"),
            good.replace("\"mediaType\":\"" + V3 + "\",", ""),
            good.replace("SHA2_256", "SHA3_256"),
            good.replace("\"algorithm\":\"SHA2_256\",", ""),
            good.replace("\"signature\":", "\"signature\":\"\",\"signature\":"),
            good.replace("\"messageSignature\"", "\"messageSignature\":{},\"messageSignature\""),
            good.replace("{", "{/**/"),
            good.replace('"', '\''),
            "\u00ef\u00bb\u00bf" + good,
            "[" + good + "]",
            "{}",
            "{",
            "{\"a\":".repeat(10_000))) {
      assertEquals("malformed-signature", verdict(bad), bad);
    }
  }

  @Test
  void bounds_entries_timestamps_and_certificates() throws Exception {
    String good = bundle("\"publicKey\":{}", message(sign(pair, BOM)));
    String times = "{\"signedTimestamp\":\"AAAA\"},".repeat(32) + "{\"signedTimestamp\":\"AAAA\"}";
    String data = "\"timestampVerificationData\":{\"rfc3161Timestamps\":[" + times + "]}";
    assertEquals(
        "malformed-signature",
        verdict(good.replace("\"publicKey\":{}", "\"publicKey\":{}," + data)));
    String fewer = data.replaceFirst("\\{\"signedTimestamp\":\"AAAA\"\\},", "");
    assertEquals(
        "[32 signed timestamp(s) beside the signature, not relied upon]",
        verdict(good.replace("\"publicKey\":{}", "\"publicKey\":{}," + fewer)));
    String big = good + " ".repeat(1024 * 1024);
    assertEquals("too-large", verdict(big));
  }

  @Test
  void takes_cosign_bundle_and_never_its_key() throws Exception {
    String mine = Pem.print("PUBLIC KEY", pair.getPublic().getEncoded());
    String theirs = Pem.print("PUBLIC KEY", stranger.getPublic().getEncoded());
    String signature = "{\"base64Signature\":\"" + b64(sign(pair, BOM)) + "\"";
    assertEquals("[]", verdict(signature + "}"));
    assertEquals("[]", verdict(signature + ",\"cert\":\"" + b64(mine.getBytes(UTF_8)) + "\"}"));
    assertEquals(
        "[the cert beside the signature holds another key, not relied upon]",
        verdict(signature + ",\"cert\":\"" + b64(theirs.getBytes(UTF_8)) + "\"}"));
    assertEquals(
        "[the cert beside the signature is not understood, not relied upon]",
        verdict(signature + ",\"cert\":\"x\"}"));
    String smuggled = "{\"base64Signature\":\"" + b64(sign(stranger, BOM)) + "\"";
    assertEquals(
        "wrong-key", verdict(smuggled + ",\"cert\":\"" + b64(theirs.getBytes(UTF_8)) + "\"}"));
    assertEquals("bad-signature", verdict(smuggled + "}"));
    assertEquals("malformed-signature", verdict("{\"cert\":\"\"}"));
  }

  @Test
  void takes_attestation_about_the_golden_in_every_container() throws Exception {
    String envelope = envelope(statement(golden(), "{}"));
    assertEquals("[]", verdict(envelope));
    assertEquals("[]", verdict(bundle("\"publicKey\":{}", "\"dsseEnvelope\":" + envelope)));
    String wrapped = "{\"base64Signature\":\"" + b64(envelope.getBytes(UTF_8)) + "\"}";
    assertEquals("[]", verdict(wrapped));
  }

  @Test
  void refuses_attestation_about_another_file() throws Exception {
    String other = "0".repeat(64);
    assertEquals("bad-signature", verdict(envelope(statement(other, new String(BOM, UTF_8)))));
    assertEquals(
        "bad-signature",
        verdict(envelope(statement(other, "{}"), stranger, Envelope.PAYLOAD_TYPE)));
  }

  @Test
  void refuses_attestation_that_is_not_one_of_a_bom() throws Exception {
    String good = statement(golden(), "{}");
    for (String bad :
        List.of(
            good.replace("cyclonedx.org/bom", "cyclonedx.org/bom/v1.4"),
            good.replace("https://cyclonedx.org/bom", "https://slsa.dev/provenance/v1"),
            good.replace("Statement/v1", "Statement/v2"),
            good.replace("\"predicate\":{}", "\"predicate\":[]"),
            good.replace(",\"predicate\":{}", ""),
            good.replace("\"subject\":[{", "\"subject\":[],\"other\":[{"),
            good + "x")) {
      assertEquals("malformed-signature", verdict(envelope(bad)), bad);
      assertEquals("malformed-golden", alone(envelope(bad)), bad);
    }
    assertEquals("malformed-signature", verdict(envelope(good, pair, "application/json")));
    String envelope = envelope(good);
    String two = envelope.replace("]}", ",{\"sig\":\"" + b64(sign(pair, BOM)) + "\"}]}");
    assertEquals("malformed-signature", verdict(two));
    assertEquals("malformed-signature", verdict(envelope.replaceFirst("\\[\\{.*\\}\\]", "[]")));
  }

  @Test
  void cuts_the_bom_out_of_an_attestation_as_it_was_signed() throws Exception {
    String bom = "{ \"bomFormat\" : \"CycloneDX\", \"n\":1.0, \"a\":\"Müller \\u00fc }\" }";
    String envelope = envelope(statement("0".repeat(64), bom).replace("}]", "}] "));
    assertEquals(bom, alone(envelope));
    assertEquals(bom, alone(bundle("\"publicKey\":{}", "\"dsseEnvelope\":" + envelope)));
    String wrapped = "{\"base64Signature\":\"" + b64(envelope.getBytes(UTF_8)) + "\"}";
    assertEquals(bom, alone(wrapped));
    String escaped = envelope.replaceFirst("eyJ", "\\\\u0065yJ");
    assertEquals(bom, alone(escaped));
  }

  @Test
  void takes_attestation_larger_than_any_string_held_as_one() throws Exception {
    String bom = "{\"n\":[" + "0,".repeat(StrictJson.MAX_STRING) + "0]}";
    String envelope = envelope(statement(golden(), bom));
    assertEquals("[]", verdict(envelope));
    assertEquals(bom, alone(bundle("\"publicKey\":{}", "\"dsseEnvelope\":" + envelope)));
  }

  @Test
  void wants_both_signatures_of_an_attestation_that_is_signed_as_a_file() throws Exception {
    byte[] own = envelope(statement("0".repeat(64), "{\"a\":1}")).getBytes(UTF_8);
    byte[] foreign =
        envelope(statement("0".repeat(64), "{}"), stranger, Envelope.PAYLOAD_TYPE).getBytes(UTF_8);
    SignedArtifact both = SignedArtifact.of(GOLDEN, own, Path.of("s"), sign(pair, own));
    assertArrayEquals("{\"a\":1}".getBytes(UTF_8), keys.verify(both).bytes());
    assertEquals("[]", verdict(own, own));
    assertEquals("bad-signature", verdict(own, sign(stranger, own)));
    assertEquals("bad-signature", verdict(foreign, sign(pair, foreign)));
  }

  @Test
  void refuses_golden_without_signature() {
    assertEquals("missing-signature", alone("{\"bomFormat\":\"CycloneDX\"}"));
    assertEquals("malformed-golden", alone(""));
    assertEquals("malformed-golden", alone("{\"base64Signature\":\"AAAA\"}"));
    assertEquals("malformed-signature", alone("{\"payload\":\"AAAA\"}"));
  }

  @Test
  void compares_log_entries_with_the_signature() throws Exception {
    byte[] signature = sign(pair, BOM);
    String pem = Pem.print("PUBLIC KEY", pair.getPublic().getEncoded());
    String body =
        "{\"apiVersion\":\"0.0.1\",\"kind\":\"hashedrekord\",\"spec\":{\"data\":{\"hash\":{"
            + "\"algorithm\":\"sha256\",\"value\":\""
            + golden()
            + "\"}},\"signature\":{\"content\":\""
            + b64(signature)
            + "\",\"publicKey\":{\"content\":\""
            + b64(pem.getBytes(UTF_8))
            + "\"}}}}";
    String noted =
        "[a transparency log entry of kind hashedrekord beside the signature, not relied upon]";
    assertEquals(noted, verdict(logged(signature, body, "hashedrekord")));
    assertEquals(noted, verdict(cosignLogged(signature, body)));
    String theirs = Pem.print("PUBLIC KEY", stranger.getPublic().getEncoded());
    for (String bad :
        List.of(
            body.replace(golden(), "0".repeat(64)),
            body.replace(b64(signature), b64(sign(pair, BOM))),
            body.replace(b64(pem.getBytes(UTF_8)), b64(theirs.getBytes(UTF_8))),
            body.replace("\"spec\"", "\"specs\""),
            body.replace("sha256", "md5"),
            body + "x",
            "{}")) {
      assertEquals("malformed-signature", verdict(logged(signature, bad, "hashedrekord")), bad);
      assertEquals("malformed-signature", verdict(cosignLogged(signature, bad)), bad);
    }
    assertEquals("malformed-signature", verdict(logged(signature, body, "dsse")));
    String other = "{\"apiVersion\":\"0.0.2\",\"kind\":\"intoto\",\"spec\":{\"x\":[1]}}";
    assertEquals(
        noted.replace("hashedrekord", "intoto"),
        verdict(logged(signature, other, "intoto").replace("0.0.1", "0.0.2")));
  }

  private static String logged(byte[] signature, String body, String kind) {
    String entry =
        "\"tlogEntries\":[{\"logIndex\":\"7\",\"kindVersion\":{\"kind\":\""
            + kind
            + "\",\"version\":\"0.0.1\"},\"canonicalizedBody\":\""
            + b64(body.getBytes(UTF_8))
            + "\"}]";
    return bundle("\"publicKey\":{}," + entry, message(signature));
  }

  private static String cosignLogged(byte[] signature, String body) {
    return "{\"base64Signature\":\""
        + b64(signature)
        + "\",\"rekorBundle\":{\"SignedEntryTimestamp\":\"AAAA\",\"Payload\":{\"body\":\""
        + b64(body.getBytes(UTF_8))
        + "\",\"integratedTime\":1,\"logIndex\":2,\"logID\":\"00\"}}}";
  }
}
