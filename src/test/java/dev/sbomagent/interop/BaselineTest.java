package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The golden we write ourselves answers as the one of syft does. */
@Tag("interop")
class BaselineTest {
  private static Path work;
  private static Agent.Golden baseline;

  @BeforeAll
  static void prepare() {
    work = Peers.work("baseline");
    baseline = SignedGolden.signed(write("first.cdx.json"));
  }

  @Test
  void two_runs_write_the_same_bytes() throws IOException {
    assertEquals(-1, Files.mismatch(baseline.file(), write("second.cdx.json")));
  }

  @Test
  void untouched_root_is_in_sync() {
    assertAll(
        () -> assertEquals("0 in-sync [] ", Agent.check(Peers.untouched(), baseline).summary()),
        () ->
            assertEquals(
                "0 in-sync [] ", Agent.check(Peers.untouched(), baseline, "--files").summary()));
  }

  @Test
  void holds_the_packages_syft_found_and_no_others() {
    assertEquals(debs(SignedGolden.untouchedSbom()), debs(Sbom.read(baseline.file())));
  }

  @Test
  void diff_with_the_golden_of_syft_shows_no_package() {
    Tool.Ended ended =
        Agent.command("diff", "--format", "json")
            .with(SignedGolden.untouched().file().toString(), baseline.file().toString())
            .run();
    assertTrue(ended.status() == 0 || ended.status() == 2, ended::err);
    Set<Finding> findings = new TreeSet<>();
    Json.parse(ended.out()).list("findings").forEach(f -> findings.add(Finding.of(f)));
    findings.removeIf(finding -> !finding.ecosystem().equals("deb"));
    assertEquals(Set.of(), findings);
  }

  @Test
  void same_findings_as_by_the_golden_of_syft() {
    try (Root root = Root.copy()) {
      root.apt("purge cron");
      Debs debs = new Debs(work);
      Path added = debs.build("interop-added", "1.0");
      root.dpkg("-i", added);
      root.sh("rm /usr/bin/curl; echo changed >>/usr/bin/nano; echo edited >>/etc/login.defs");
      Set<Finding> bySyft =
          Agent.check(root.path(), SignedGolden.untouched(), "--files").findings();
      Set<Finding> byUs = Agent.check(root.path(), baseline, "--files").findings();
      // either golden may list files the other does not: of those it cannot speak
      Set<String> inSyft = SignedGolden.untouchedSbom().files().keySet();
      Set<String> inOurs = Sbom.read(baseline.file()).files().keySet();
      assertAll(
          () -> assertEquals(spoken(bySyft, inOurs::contains), spoken(byUs, inSyft::contains)),
          () -> assertTrue(byUs.stream().anyMatch(f -> f.name().equals("/usr/bin/nano"))),
          () -> assertTrue(byUs.stream().anyMatch(f -> f.name().equals("cron"))));
    }
  }

  private static Set<Finding> spoken(Set<Finding> findings, Predicate<String> listed) {
    Set<Finding> kept = new TreeSet<>();
    for (Finding finding : findings) {
      if (!finding.ecosystem().equals("file") || listed.test(finding.name())) {
        kept.add(finding.withFiles(0));
      }
    }
    return kept;
  }

  private static Set<String> debs(Sbom sbom) {
    Set<String> debs = new TreeSet<>();
    sbom.versions()
        .forEach(
            (slot, versions) -> {
              if (slot.ecosystem().equals("deb")) {
                debs.add(slot + " " + versions);
              }
            });
    return debs;
  }

  private static Path write(String name) {
    Path file = work.resolve(name);
    Agent.command("baseline", "--root", Peers.untouched().toString(), "-o", file.toString())
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .must();
    return file;
  }
}
