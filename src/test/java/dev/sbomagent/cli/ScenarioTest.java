package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.interop.Finding;
import dev.sbomagent.interop.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every folder below {@code test-fixtures/scenarios} is a scenario; its README says what is in one.
 */
class ScenarioTest {
  private static final Path SCENARIOS = Path.of("test-fixtures/scenarios").toAbsolutePath();

  @TempDir private Path temporary;

  @TestFactory
  List<DynamicTest> every_scenario_ends_as_expected() throws IOException {
    try (Stream<Path> entries = Files.list(SCENARIOS)) {
      List<DynamicTest> tests =
          entries
              .filter(Files::isDirectory)
              .sorted()
              .map(folder -> DynamicTest.dynamicTest(name(folder), () -> check(folder)))
              .toList();
      assertTrue(tests.size() >= 9, tests::toString);
      return tests;
    }
  }

  private void check(Path folder) throws IOException, InterruptedException {
    Json expected = Json.read(folder.resolve("expect.json"));
    Machine.Run run = Machine.run(arguments(folder).toArray(new String[0]));
    assertEquals("", run.err());
    Json report = Json.parse(run.out());
    assertAll(
        () -> assertEquals(expected.text("status"), String.valueOf(run.status())),
        () -> assertEquals(expected.text("verdict"), report.text("verdict")),
        () -> assertEquals(findings(expected, expected), findings(report, expected)));
  }

  private List<String> arguments(Path folder) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("check", "--format", "json"));
    arguments.addAll(List.of("--root", unpacked(folder).toString()));
    arguments.addAll(List.of("--golden", folder.resolve("golden.cdx.json").toString()));
    arguments.addAll(List.of("--key", folder.resolve("golden.pub").toString()));
    Path options = folder.resolve("options");
    if (Files.exists(options)) {
      arguments.addAll(Files.readAllLines(options));
    }
    return arguments;
  }

  // as whoever runs the tests: nothing of a root needs its true owner
  private Path unpacked(Path folder) throws IOException, InterruptedException {
    Path root = Files.createDirectory(temporary.resolve(name(folder)));
    List<String> tar =
        List.of("tar", "--no-same-owner", "--no-same-permissions", "-C", root.toString(), "-xJf");
    List<String> command = new ArrayList<>(tar);
    command.add(folder.resolve("root.tar.xz").toString());
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, process.waitFor(), command::toString);
    return root;
  }

  /**
   * Findings as text, without the architectures and file counts of which the expectation is silent.
   */
  private static Set<String> findings(Json document, Json expected) {
    Set<String> lines = new TreeSet<>();
    for (Json item : document.list("findings")) {
      Finding finding = Finding.of(item);
      Finding wanted =
          expected.list("findings").stream()
              .map(Finding::of)
              .filter(other -> other.name().equals(finding.name()))
              .findFirst()
              .orElse(finding);
      lines.add(
          finding.kind()
              + " "
              + finding.ecosystem()
              + " "
              + finding.name()
              + (wanted.arch().isEmpty() ? "" : " [" + finding.arch() + "]")
              + " "
              + finding.expected()
              + " "
              + finding.observed()
              + (wanted.fileCount() == 0 ? "" : " files: " + finding.fileCount()));
    }
    return lines;
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }
}
