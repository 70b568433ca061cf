package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Changes copies of an untouched root by real tools; what a check finds has to be the difference of
 * two runs of real syft, none more and none less. Both ways: the golden of before on the root of
 * after, and the reverse.
 */
final class Changes {
  private final Path untouched;
  private final Agent.Golden untouchedGolden;
  private final Sbom untouchedSbom;
  private final Path work;

  Changes(Path untouched, Agent.Golden golden, Path work) {
    this.untouched = untouched;
    this.untouchedGolden = golden;
    this.untouchedSbom = Sbom.read(golden.file());
    this.work = work;
  }

  /** Changes a copy of the root, and compares it both ways with what it was. */
  Expectation compared(String name, Consumer<Root> change) {
    try (Root root = Root.copyOf(untouched)) {
      change.accept(root);
      Path file = Syft.golden(root.path(), work.resolve(name + ".cdx.json"));
      Sbom before = untouchedSbom;
      Sbom after = Sbom.read(file);
      Expectation forward = new Expectation(before, after, root.path());
      Expectation back = new Expectation(after, before, untouched);
      Agent.Golden golden = SignedGolden.signed(file);
      assertAll(
          () -> assertFindings(forward, root.path(), untouchedGolden),
          () -> assertFindings(back, untouched, golden),
          () ->
              assertEquals("0 in-sync [] ", Agent.check(root.path(), golden, "--files").summary()));
      return forward;
    }
  }

  private void assertFindings(Expectation expected, Path root, Agent.Golden golden) {
    Agent.Answer files = Agent.check(root, golden, "--files");
    Agent.Answer plain = Agent.check(root, golden);
    assertAll(
        () -> assertSame(expected.findings(), ungrouped(files.findings())),
        () -> assertSame(expected.tolerated, files.tolerated()),
        () -> assertEquals("drifted", files.verdict()),
        () -> assertEquals(2, files.status(), files::err),
        () ->
            assertEquals(Finding.driftDigest(files.findings()), files.report().text("driftDigest")),
        () -> assertIds(files),
        () -> assertSummary(files),
        // without --files, of the files only those that stand for a component may be missed
        () ->
            assertSame(
                expected.packageFindings(), ungrouped(only(plain, finding -> !isFile(finding)))),
        () -> assertEquals(Set.of(), without(only(plain, Changes::isFile), expected.findings())));
  }

  private static void assertSame(Set<Finding> expected, Set<Finding> found) {
    assertEquals(
        "missed:\ninvented:\n",
        "missed:\n"
            + lines(without(expected, found))
            + "invented:\n"
            + lines(without(found, expected)));
  }

  private static Set<Finding> without(Set<Finding> findings, Set<Finding> others) {
    Set<Finding> rest = new TreeSet<>(findings);
    rest.removeAll(others);
    return rest;
  }

  private static Set<Finding> only(Agent.Answer answer, Predicate<Finding> which) {
    Set<Finding> some = answer.findings();
    some.removeIf(which.negate());
    return some;
  }

  private static Set<Finding> ungrouped(Set<Finding> findings) {
    return findings.stream()
        .map(Finding::withoutGroup)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertIds(Agent.Answer answer) {
    for (Json finding : answer.report().list("findings")) {
      assertEquals(Finding.of(finding).id(), finding.text("id"));
    }
  }

  private static void assertSummary(Agent.Answer answer) {
    for (String kind : Set.of("added", "removed", "upgraded", "downgraded", "changed", "altered")) {
      long count = answer.findings().stream().filter(f -> f.kind().equals(kind)).count();
      assertEquals(String.valueOf(count), answer.report().at("summary").text(kind), kind);
    }
  }

  static String lines(Iterable<Finding> findings) {
    StringBuilder lines = new StringBuilder();
    findings.forEach(finding -> lines.append(finding).append('\n'));
    return lines.toString();
  }

  private static boolean isFile(Finding finding) {
    return finding.ecosystem().equals("file");
  }
}
