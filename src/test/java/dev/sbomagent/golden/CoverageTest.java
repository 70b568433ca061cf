package dev.sbomagent.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Family;
import dev.sbomagent.golden.Coverage.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which families a golden speaks of, and how its generator listed them. */
class CoverageTest {
  private static final String DPKG =
      Fixtures.entry("dpkg-db-cataloger", "x", "1", "", "var/lib/dpkg/status");

  private static Coverage syft(String version, String entries) {
    return Fixtures.accepted(Fixtures.json("syft", version, entries)).coverage();
  }

  private static Coverage image(String version) {
    return Fixtures.accepted(
            Fixtures.json("syft", version, "")
                .replace(
                    "\"component\":{\"type\":\"file\"", "\"component\":{\"type\":\"container\""))
        .coverage();
  }

  @ParameterizedTest
  @CsvSource({
    "0.57.0, dpkg rpm apk alpm portage python java go dotnet",
    "0.79.0, dpkg rpm apk alpm portage python java go dotnet kernel",
    "0.90.0, dpkg rpm apk alpm opkg portage python java go dotnet",
    "0.95.0, dpkg rpm apk alpm opkg portage python java go gem dotnet",
    "1.0.0, dpkg rpm apk alpm opkg portage python java go gem dotnet erlang kernel",
    "1.19.0, dpkg rpm apk alpm opkg portage python java go rust gem dotnet erlang kernel jvm",
    "1.32.0, dpkg rpm apk alpm opkg portage python java go rust gem dotnet conda r erlang kernel jvm file",
    "1.54.1, dpkg rpm apk alpm opkg portage python java go rust gem dotnet conda r erlang kernel jvm file",
    "2.0.0, dpkg rpm apk alpm opkg portage python java go rust gem dotnet conda r erlang kernel jvm file",
  })
  void each_release_looks_for_more_in_a_folder(String version, String families) {
    assertEquals(families, looksFor(syft(version, "")));
  }

  @ParameterizedTest
  @CsvSource({
    "0.57.0, dpkg rpm apk alpm portage python java go gem node php dotnet",
    "1.19.0, dpkg rpm apk alpm opkg portage python java go rust gem node php r kernel jvm",
    "1.54.1, dpkg rpm apk alpm opkg portage python java go rust gem node php dotnet r kernel jvm file",
  })
  void an_image_is_searched_for_other_things(String version, String families) {
    assertEquals(families, looksFor(image(version)));
  }

  private static String looksFor(Coverage coverage) {
    StringBuilder out = new StringBuilder();
    for (Family family : Family.values()) {
      assertTrue(coverage.of(family) != Answer.AMBIGUOUS, family::name);
      if (coverage.of(family) == Answer.LOOKED_FOR) {
        out.append(out.isEmpty() ? "" : " ").append(family.cataloger());
      }
    }
    return out.toString();
  }

  @Test
  void what_is_held_was_looked_for() {
    String npm = Fixtures.entry("javascript-package-cataloger", "x", "1", "", "x/package.json");
    assertEquals(Answer.LOOKED_FOR, syft("1.54.1", npm).of(Family.NODE));
    assertEquals(Answer.NOT_IN_GOLDEN, syft("1.54.1", "").of(Family.NODE));
  }

  @Test
  void an_unknown_release_is_narrowed_by_what_it_wrote() {
    Coverage bare = syft("[not provided]", DPKG);
    // CycloneDX 1.6 came with 1.8, so gems were looked for; conda came later
    assertEquals(Answer.LOOKED_FOR, bare.of(Family.GEM));
    assertEquals(Answer.LOOKED_FOR, bare.of(Family.KERNEL));
    assertEquals(Answer.AMBIGUOUS, bare.of(Family.RUST));
    assertEquals(Answer.AMBIGUOUS, bare.of(Family.CONDA));
    assertEquals(Answer.NOT_IN_GOLDEN, bare.of(Family.NODE));
    assertFalse(bare.listsDeselectedDpkg());
    assertTrue(bare.beforeConfigFilesFix());
    Coverage withFiles = syft("", DPKG + "," + Fixtures.file("/a", "00".repeat(32)));
    assertEquals(Answer.LOOKED_FOR, withFiles.of(Family.RUST));
    assertEquals(Answer.AMBIGUOUS, withFiles.of(Family.CONDA));
    String snap = Fixtures.entry("snap-cataloger", "x", "1", "", "snap/manifest.yaml");
    assertEquals(Answer.LOOKED_FOR, syft("0.0.0-SNAPSHOT-abc", snap).of(Family.CONDA));
    String json = Fixtures.json("syft", "", DPKG.replace("dpkg-db", "dpkgdb"));
    Coverage old =
        Fixtures.accepted(json.replace("\"specVersion\":\"1.6\"", "\"specVersion\":\"1.4\""))
            .coverage();
    assertEquals(Answer.NOT_IN_GOLDEN, old.of(Family.GEM));
    assertEquals(Answer.AMBIGUOUS, old.of(Family.KERNEL));
    assertTrue(old.listsDeselectedDpkg());
  }

  @Test
  void an_unknown_source_leaves_open_what_folder_and_image_differ_in() {
    String json =
        Fixtures.json("syft", "1.54.1", "")
            .replace("\"component\":{\"type\":\"file\"", "\"component\":{\"type\":\"device\"");
    Coverage coverage = Fixtures.accepted(json).coverage();
    assertEquals(Answer.AMBIGUOUS, coverage.of(Family.NODE));
    assertEquals(Answer.LOOKED_FOR, coverage.of(Family.GEM));
  }

  @Test
  void releases_differ_in_what_they_list() {
    assertTrue(syft("1.36.0", DPKG).listsDeselectedDpkg());
    assertTrue(syft("1.36.0", DPKG).beforeConfigFilesFix());
    assertFalse(syft("1.37.0", DPKG).listsDeselectedDpkg());
    assertFalse(syft("1.37.0", DPKG).beforeConfigFilesFix());
    assertFalse(syft("0.92.0", DPKG).listsGoStdlib());
    assertTrue(syft("0.93.0", DPKG).listsGoStdlib());
    assertFalse(syft("1.44.0", DPKG).listsCompressedModules());
    assertTrue(syft("1.45.0", DPKG).listsCompressedModules());
  }

  @Test
  void of_another_producer_only_what_it_holds_is_known() {
    Coverage scalibr = Fixtures.sbom("debian-osv-scalibr-0.5.3.json").coverage();
    assertEquals("dpkg python java go kernel", looksFor(scalibr));
    assertTrue(scalibr.listsDeselectedDpkg());
    assertFalse(scalibr.beforeConfigFilesFix());
    assertTrue(scalibr.listsGoStdlib());
    assertFalse(
        Fixtures.accepted(Fixtures.json("trivy", "0.50", "")).coverage().listsDeselectedDpkg());
  }

  @Test
  void our_own_golden_says_it() {
    String json =
        Fixtures.json("sbom-agent", "1.0", DPKG)
            .replace(
                "\"metadata\":{",
                "\"metadata\":{\"properties\":[{\"name\":\"sbom-agent:families\","
                    + "\"value\":\"rpm,dpkg,python\"}],");
    Coverage coverage = Fixtures.accepted(json).coverage();
    assertEquals("dpkg rpm python", looksFor(coverage));
    assertTrue(coverage.listsDeselectedDpkg());
    assertTrue(coverage.listsGoStdlib());
  }

  @Test
  void versions_are_read_as_far_as_they_go() {
    assertEquals(57, SyftReleases.parse("0.57.0"));
    assertEquals(1054, SyftReleases.parse("1.54.1-rc1"));
    assertEquals(1054, SyftReleases.parse("1.54"));
    assertEquals(-1, SyftReleases.parse(""));
    assertEquals(-1, SyftReleases.parse("1"));
    assertEquals(-1, SyftReleases.parse("0.0.0-SNAPSHOT-12"));
    assertEquals(-1, SyftReleases.parse("x.1"));
    assertEquals(-1, SyftReleases.parse("1.99999"));
  }
}
