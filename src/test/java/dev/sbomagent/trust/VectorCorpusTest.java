package dev.sbomagent.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published vectors: Wycheproof at the level of keys, sigstore-conformance at that of bundles. */
@Tag("corpus")
class VectorCorpusTest {
  private static final Path VECTORS = SignatureCorpusTest.SHARED.resolve("vectors");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ecdsa_secp256r1_sha256",
        "ecdsa_secp384r1_sha384",
        "ed25519",
        "rsa_signature_2048_sha256",
        "rsa_signature_3072_sha256",
        "rsa_pss_2048_sha256_mgf1_32"
      })
  void agrees_with_wycheproof(String name) throws Exception {
    List<String> differing = new ArrayList<>();
    for (Wycheproof.Vector vector : vectors(name)) {
      if (vector.verifies() != vector.valid()) {
        differing.add(vector.toString());
      }
    }
    assertEquals(Wycheproof.KNOWN_DIFFERENCES.getOrDefault(name, List.of()), differing);
  }

  /** cosign never writes the P1363 form, so all of it is refused. */
  @Test
  void refuses_p1363() throws Exception {
    List<String> accepted = new ArrayList<>();
    for (Wycheproof.Vector vector : vectors("ecdsa_secp256r1_sha256_p1363")) {
      if (vector.verifies()) {
        accepted.add(vector.toString());
      }
    }
    assertEquals(List.of(), accepted);
  }

  @Test
  void refuses_unsound_keys_of_wycheproof() throws Exception {
    for (Wycheproof.KeyVector vector :
        Wycheproof.keys(
            SignatureCases.bytes(VECTORS.resolve("wycheproof/ecdh_secp256r1_test.json")))) {
      if (vector.plain()) {
        PublicKeys.ofSpki(vector.spki(), Path.of("vector"));
      } else if (!vector.valid()) {
        UntrustedException refused =
            assertThrows(
                UntrustedException.class,
                () -> PublicKeys.ofSpki(vector.spki(), Path.of("vector")),
                vector::toString);
        assertEquals(Reason.UNUSABLE_KEY, refused.reason());
      }
    }
  }

  private static List<Wycheproof.Vector> vectors(String name) throws Exception {
    return Wycheproof.signatures(
        SignatureCases.bytes(VECTORS.resolve("wycheproof/" + name + "_test.json")));
  }

  static List<Path> bundles() throws Exception {
    try (Stream<Path> folders = Files.list(VECTORS.resolve("sigstore-conformance"))) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** With its managed key a bundle has its stated verdict; with any other key it is refused. */
  @ParameterizedTest
  @MethodSource("bundles")
  void judges_conformance_bundle(Path folder) throws Exception {
    Path own = folder.resolve("artifact");
    Path artifact = Files.exists(own) ? own : folder.resolveSibling("a.txt");
    SignedArtifact signed =
        SignatureCases.files().read(artifact, folder.resolve("bundle.sigstore.json"));
    PinnedKeys stranger =
        PinnedKeys.load(List.of(SignatureCorpusTest.SHARED.resolve("interop/keys/golden.pub")));
    assertThrows(UntrustedException.class, () -> stranger.verify(signed));
    Path key = folder.resolve("key.pub");
    if (Files.exists(key)) {
      assertEquals("trusted", verdict(PinnedKeys.load(List.of(key)), signed));
    }
  }

  /**
   * A certificate whose key is pinned: what the bundle says of log and key is compared, what the
   * certificate or the log claims about time and identity is not relied upon.
   */
  @Test
  void judges_certificate_bundles_whose_key_is_pinned() throws Exception {
    TreeSet<String> verdicts = new TreeSet<>();
    for (Path folder : bundles()) {
      JsonValue bundle =
          JsonValue.parse(
              SignatureCases.bytes(folder.resolve("bundle.sigstore.json")),
              JsonLimits.ofBytes(1 << 20));
      byte[] spki = Wycheproof.leafKey(bundle);
      if (spki == null) {
        continue;
      }
      Path own = folder.resolve("artifact");
      Path artifact = Files.exists(own) ? own : folder.resolveSibling("a.txt");
      PinnedKeys keys = new PinnedKeys(List.of(PublicKeys.ofSpki(spki, Path.of("leaf"))));
      SignedArtifact signed =
          SignatureCases.files().read(artifact, folder.resolve("bundle.sigstore.json"));
      verdicts.add(folder.getFileName() + " " + verdict(keys, signed));
    }
    assertTrue(verdicts.contains("happy-path-v0.1 trusted"), verdicts.toString());
    assertTrue(verdicts.contains("happy-path-v0.3-new-mediaType trusted"), verdicts.toString());
    assertTrue(verdicts.contains("rekor2-happy-path trusted"), verdicts.toString());
    for (String compared :
        List.of(
            "wrong-hashedrekord-artifact_fail",
            "wrong-hashedrekord-cert-and-sig_fail",
            "incorrect-public-key_fail",
            "bundle-negative-log-index_fail",
            "bundle-unknown-version_fail",
            "bundle-invalid-base64-signature_fail")) {
      assertTrue(
          verdicts.contains(compared + " malformed-signature"), compared + " in " + verdicts);
    }
  }

  private static String verdict(PinnedKeys keys, SignedArtifact signed) {
    try {
      keys.verify(signed);
      return "trusted";
    } catch (UntrustedException untrusted) {
      return untrusted.reason().code();
    }
  }
}
