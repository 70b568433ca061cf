package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.inventory.Cataloging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples that other tools test themselves with; the counts are those of syft 1.54.1. */
@Tag("corpus")
class SamplesCorpusTest {
  private static final Path DATA = Path.of("..", "shared", "data");

  @TempDir Path root;

  private Cataloging apk(String sample) throws IOException {
    return new Tree(root)
        .file("lib/apk/db/installed", Files.readAllBytes(DATA.resolve(sample)))
        .of(new ApkCataloger(millis -> {}));
  }

  @ParameterizedTest
  @CsvSource({
    "syft/apk/multiple-1/installed,4",
    "syft/apk/multiple-2/installed,14",
    "osv-scalibr/apk/installed,15",
    "osv-scalibr/apk/single,1",
    "osv-scalibr/apk/different-arch,1",
    "osv-scalibr/apk/no-origin,1",
    "trivy/apk/installed,1"
  })
  void reads_apk_databases_whole(String sample, int packages) throws IOException {
    assertEquals(
        packages, assertInstanceOf(Cataloging.Complete.class, apk(sample)).components().size());
  }

  @ParameterizedTest
  @CsvSource({
    "syft/apk/corrupt/installed",
    "syft/apk/glob-paths/installed",
    "osv-scalibr/apk/invalid"
  })
  void refuses_apk_databases_that_are_none(String sample) throws IOException {
    assertInstanceOf(Cataloging.Failed.class, apk(sample));
  }

  @ParameterizedTest
  @ValueSource(strings = {"valid", "valid_no_dep", "valid_one_dep"})
  void reads_pacman_entries(String sample) throws Exception {
    AlpmDesc desc =
        AlpmDesc.parse(Files.readAllBytes(DATA.resolve("osv-scalibr/pacman").resolve(sample)));
    assertTrue(!desc.name().isEmpty() && !desc.version().isEmpty(), sample);
  }

  /** Every file of a folder, each under the name by which the cataloger knows its kind. */
  private List<String> each(String folder, String path, Cataloger cataloger) throws IOException {
    Tree tree = new Tree(root);
    List<Path> samples = new ArrayList<>();
    try (Stream<Path> files = Files.walk(DATA.resolve(folder))) {
      files.filter(Files::isRegularFile).sorted().forEach(samples::add);
    }
    for (int i = 0; i < samples.size(); i++) {
      tree.file(i + "/" + path, Files.readAllBytes(samples.get(i)));
    }
    return tree.found(cataloger);
  }

  @Test
  void reads_python_samples() throws IOException {
    assertEquals(21, each("lang/python", "dist-info/METADATA", new PythonCataloger()).size());
  }

  @Test
  void reads_npm_samples() throws IOException {
    assertEquals(11, each("lang/npm", "package.json", new NodeCataloger()).size());
  }

  @Test
  void reads_composer_samples() throws IOException {
    assertEquals(4, each("lang/php", "installed.json", new PhpCataloger()).size());
  }

  @Test
  void reads_dotnet_samples() throws IOException {
    assertEquals(14, each("lang/dotnet", "a.deps.json", new DotnetCataloger()).size());
  }
}
