package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real Debian 12 that nobody touched is in sync with its golden, whatever shape that has. */
@Tag("interop")
class UntouchedRootTest {
  private static Path work;

  @BeforeAll
  static void prepare() {
    work = Peers.work("untouched");
  }

  static java.util.List<String> cosignVersions() {
    return Peers.cosignVersions();
  }

  @Test
  void golden_is_as_large_as_a_servers() {
    Sbom golden = SignedGolden.untouchedSbom();
    assertTrue(golden.files().size() > 15_000, () -> golden.files().size() + " files");
    assertTrue(golden.versions().size() > 250, () -> golden.versions().size() + " slots");
  }

  @Test
  void plain_check_is_in_sync() {
    assertInSync(SignedGolden.untouched());
  }

  @Test
  void check_of_files_is_in_sync() {
    Agent.Answer answer = assertInSync(SignedGolden.untouched(), "--files");
    assertAll(
        () -> assertEquals("complete", answer.coverage("file")),
        () -> assertEquals(0, answer.tolerated().size(), () -> answer.tolerated().toString()),
        () ->
            assertEquals(
                String.valueOf(SignedGolden.untouchedSbom().files().size()),
                answer.report().at("golden").text("files")));
  }

  @ParameterizedTest
  @MethodSource("cosignVersions")
  void every_form_of_signature_is_accepted(String version) {
    Cosign cosign = new Cosign(version);
    Path key = cosign.generateKeyPair(work.resolve("key-" + version));
    Path golden = copy("golden-" + version + ".cdx.json");
    Path secret = Path.of(key + ".key");
    assertAll(
        () -> assertForm("sigstore-bundle", key, golden, cosign.signBundle(secret, golden)),
        () -> assertForm("cosign-bundle", key, golden, cosign.signLegacyBundle(secret, golden)),
        () -> assertForm("bare", key, golden, cosign.signBare(secret, golden)));
  }

  @Test
  void xml_golden_is_in_sync() {
    try (Root root = Root.copy()) {
      // the name says JSON, as in most recipes on the web; the content decides
      Path golden = Syft.goldenXml(root.path(), work.resolve("really-xml.json"));
      assertInSync(SignedGolden.signed(golden), "--files");
    }
  }

  @Test
  void gzip_golden_is_in_sync() {
    Path golden = copy("golden.cdx.json.gz");
    Tool.of("gzip", "-nkf", "--suffix=.tmp", golden.toString()).must();
    Tool.of("mv", golden + ".tmp", golden.toString()).must();
    assertInSync(SignedGolden.signed(golden), "--files");
  }

  @Test
  void golden_of_a_mounted_image_is_in_sync() {
    try (Root root = Root.copy()) {
      Path golden = Syft.goldenMounted(root.path(), work.resolve("mounted.cdx.json"));
      assertInSync(SignedGolden.signed(golden), "--files");
    }
  }

  @Test
  void golden_by_another_producer_is_in_sync() {
    Path golden = Syft.goldenByScalibr(Peers.untouched(), work.resolve("scalibr.cdx.json"));
    Agent.Answer answer = assertInSync(SignedGolden.signed(golden));
    assertEquals("complete", answer.coverage("deb"));
  }

  private static Path copy(String name) {
    Path copy = work.resolve(name);
    Tool.of("cp", SignedGolden.untouched().file().toString(), copy.toString()).must();
    return copy;
  }

  private static void assertForm(String form, Path key, Path golden, Path signature) {
    Agent.Golden signed = new Agent.Golden(golden, Path.of(key + ".pub"));
    Agent.Answer answer =
        Agent.check(Peers.untouched(), signed, "--signature", signature.toString());
    assertEquals("0 in-sync [] ", answer.summary());
    assertEquals(form, answer.report().at("golden").at("signature").text("form"));
  }

  private static Agent.Answer assertInSync(Agent.Golden golden, String... options) {
    Agent.Answer answer = Agent.check(Peers.untouched(), golden, options);
    assertEquals("0 in-sync [] ", answer.summary());
    return answer;
  }
}
