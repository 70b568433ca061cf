package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every real golden of the corpus, held against the root it speaks of. */
@Tag("corpus")
class GoldenRootsCorpusTest {
  private static final Path CORPUS = Path.of("../shared/data/interop");

  /** Their syft could not read this package database, so that they hold no package at all. */
  private static final Set<String> WITHOUT_PACKAGES =
      Set.of("sle15/syft-0.57.0", "tumbleweed/syft-0.57.0");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> goldens_say_of_their_roots_what_is_expected() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path root : list(CORPUS.resolve("goldens"))) {
      for (Path golden : list(root)) {
        String name = golden.getFileName().toString();
        if (name.endsWith(".cdx.json") || name.endsWith(".cdx.xml")) {
          tests.add(
              DynamicTest.dynamicTest(
                  root.getFileName() + "/" + name,
                  () -> check(root.getFileName().toString(), golden)));
        }
      }
    }
    assertTrue(tests.size() > 100, "the corpus has more than 100 goldens");
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> generations_of_one_root_do_not_differ() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path root : list(CORPUS.resolve("goldens"))) {
      List<Path> goldens = new ArrayList<>();
      for (Path golden : list(root)) {
        String name = golden.getFileName().toString();
        if (name.endsWith(".cdx.json") && !name.contains("drifted")) {
          goldens.add(golden);
        }
      }
      for (Path a : goldens) {
        for (Path b : goldens) {
          tests.add(
              DynamicTest.dynamicTest(
                  root.getFileName() + ": " + a.getFileName() + " and " + b.getFileName(),
                  () -> {
                    Machine.Run run = Machine.run("diff", a.toString(), b.toString());
                    assertEquals(0, run.status(), run::toString);
                  }));
        }
      }
    }
    return tests.stream();
  }

  private void check(String root, Path golden) throws Exception {
    Machine.Run run =
        Machine.run(
            "check",
            "--files",
            "--format",
            "json",
            "--root",
            unpacked(root).toString(),
            "--golden",
            golden.toString(),
            "--key",
            CORPUS.resolve("keys/golden.pub").toString());
    boolean drifted = golden.getFileName().toString().contains("-drifted");
    String name = golden.getFileName().toString();
    if (WITHOUT_PACKAGES.contains(root + "/" + name.substring(0, name.indexOf(".cdx")))) {
      assertEquals(4, run.status(), run::toString);
      assertEquals(Set.of(), findings(run.out()), run::toString);
      return;
    }
    assertEquals(drifted ? expected(golden) : Set.of(), findings(run.out()), run::err);
    assertEquals(drifted ? 2 : 0, run.status(), run::toString);
  }

  private static Set<String> expected(Path golden) throws Exception {
    String name = golden.getFileName().toString().replace(".cdx.json", ".expect.json");
    return findings(Files.readString(golden.resolveSibling(name)));
  }

  private static Set<String> findings(String json) throws JsonException {
    Set<String> findings = new TreeSet<>();
    JsonValue.Obj report =
        (JsonValue.Obj)
            JsonValue.parse(json.getBytes(StandardCharsets.UTF_8), JsonLimits.ofBytes(64L << 20));
    for (JsonValue item : ((JsonValue.Arr) report.field("findings").orElseThrow()).items()) {
      JsonValue.Obj finding = (JsonValue.Obj) item;
      String ecosystem = text(finding, "ecosystem");
      findings.add(
          text(finding, "kind")
              + " "
              + ecosystem
              + " "
              + name(ecosystem, text(finding, "name"))
              + " "
              + versions(ecosystem, finding, "expected")
              + " "
              + versions(ecosystem, finding, "observed"));
    }
    return findings;
  }

  /** The expectations carry the producer's spelling. */
  private static String name(String ecosystem, String name) {
    return ecosystem.equals("pypi")
        ? name.toLowerCase(java.util.Locale.ROOT).replaceAll("[-_.]+", "-")
        : name;
  }

  private static Set<String> versions(String ecosystem, JsonValue.Obj finding, String field) {
    Set<String> versions = new TreeSet<>();
    if (finding.field(field).orElse(null) instanceof JsonValue.Arr list) {
      for (JsonValue item : list.items()) {
        String version = ((JsonValue.Str) item).value();
        boolean zero = ecosystem.equals("rpm") && version.startsWith("0:");
        versions.add(zero ? version.substring(2) : version);
      }
    }
    return versions;
  }

  private static String text(JsonValue.Obj object, String field) {
    return ((JsonValue.Str) object.field(field).orElseThrow()).value();
  }

  private Path unpacked(String root) throws IOException, InterruptedException {
    Path target = folder.resolve(root);
    if (!Files.exists(target)) {
      Files.createDirectories(target);
      Process tar =
          new ProcessBuilder(
                  "tar",
                  "-xJf",
                  CORPUS.resolve("roots/" + root + ".tar.xz").toString(),
                  "-C",
                  target.toString())
              .inheritIO()
              .start();
      assertEquals(0, tar.waitFor());
    }
    return target;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
