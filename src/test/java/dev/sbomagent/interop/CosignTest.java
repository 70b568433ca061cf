package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and signatures go both ways between the agent and real cosign, second and third version. */
@Tag("interop")
class CosignTest {
  private static Path work;
  private static Path password;

  static List<String> cosignVersions() {
    return Peers.cosignVersions();
  }

  @BeforeAll
  static void prepare() {
    work = Peers.work("cosign");
    password = Tool.write(work.resolve("password"), Cosign.PASSWORD + "\n");
  }

  @ParameterizedTest
  @MethodSource("cosignVersions")
  void cosign_accepts_what_the_agent_signed_with_a_key_of_its_own(String version) {
    Path prefix = work.resolve("agent-" + version);
    Agent.command("keygen", "--output-key-prefix", prefix.toString())
        .with("--password-file", password.toString())
        .must();
    assertAccepted(new Cosign(version), prefix, golden("by-agent-" + version));
  }

  @ParameterizedTest
  @MethodSource("cosignVersions")
  void the_agent_signs_with_a_key_of_cosign(String version) {
    Cosign cosign = new Cosign(version);
    Path prefix = cosign.generateKeyPair(work.resolve("cosign-" + version));
    assertAccepted(cosign, prefix, golden("with-cosign-key-" + version));
  }

  @ParameterizedTest
  @MethodSource("cosignVersions")
  void cosign_signs_with_a_key_of_the_agent(String version) {
    Path prefix = work.resolve("lent-" + version);
    Agent.command("keygen", "--output-key-prefix", prefix.toString())
        .env("COSIGN_PASSWORD", Cosign.PASSWORD)
        .must();
    Path golden = golden("by-cosign-" + version);
    new Cosign(version).signBundle(Path.of(prefix + ".key"), golden);
    assertTrusted(verify(golden, prefix));
  }

  @ParameterizedTest
  @MethodSource("cosignVersions")
  void attestations_are_read_as_signature_and_as_golden(String version) {
    Cosign cosign = new Cosign(version);
    Path prefix = cosign.generateKeyPair(work.resolve("attester-" + version));
    Path key = Path.of(prefix + ".key");
    Path golden = golden("attested-" + version);
    Path bundle = work.resolve("attestation-" + version + ".intoto.sigstore.json");
    Path envelope = work.resolve("attestation-" + version);
    for (Path attestation :
        List.of(
            cosign.attestBundle(key, golden, golden, bundle),
            cosign.attestEnvelope(key, golden, golden, envelope))) {
      assertTrusted(verify(golden, prefix, "--signature", attestation.toString()));
      assertTrusted(verify(attestation, prefix));
      Agent.Golden inside = new Agent.Golden(attestation, Path.of(prefix + ".pub"));
      assertEquals("0 in-sync [] ", Agent.check(Peers.untouched(), inside).summary());
    }
  }

  private static void assertAccepted(Cosign cosign, Path prefix, Path golden) {
    Agent.command("sign", golden.toString(), "--key", prefix + ".key")
        .with("--password-file", password.toString())
        .must();
    Path bundle = Path.of(golden + ".sigstore.json");
    Path key = Path.of(prefix + ".pub");
    Tool.Ended accepted = cosign.verifyBundle(key, golden, bundle);
    assertEquals(0, accepted.status(), accepted::err);
    assertTrusted(verify(golden, prefix));

    Path other = golden("other-" + golden.getFileName());
    Tool.of("sed", "-i", "s/openssl/0penssl/", other.toString()).must();
    assertNotEquals(0, cosign.verifyBundle(key, other, bundle).status());
    Tool.Ended refused = verify(other, prefix, "--signature", bundle.toString());
    assertEquals(3, refused.status(), refused::out);
  }

  private static Tool.Ended verify(Path golden, Path prefix, String... options) {
    return Agent.command("verify", "--format", "json", "--golden", golden.toString())
        .with("--key", prefix + ".pub")
        .with(options)
        .run();
  }

  private static void assertTrusted(Tool.Ended ended) {
    assertEquals(0, ended.status(), () -> ended.out() + ended.err());
    assertEquals("trusted", Json.parse(ended.out()).text("verdict"));
  }

  private static Path golden(String name) {
    Path copy = work.resolve(name);
    Tool.of("cp", SignedGolden.untouched().file().toString(), copy.toString()).must();
    return copy;
  }
}
