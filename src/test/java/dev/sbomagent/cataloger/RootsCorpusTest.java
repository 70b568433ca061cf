package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sbomagent.component.Family;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in whole roots is what the real syft found there. */
@Tag("corpus")
class RootsCorpusTest {
  private static final Path INTEROP = Path.of("..", "shared", "data", "interop");

  @TempDir Path folder;

  private void same(String name, Family... families) throws Exception {
    Path root = SyftAnswers.unpacked(INTEROP.resolve("roots").resolve(name + ".tar.xz"), folder);
    Path golden = INTEROP.resolve("goldens").resolve(name).resolve("syft-1.54.1.cdx.json");
    for (Family family : families) {
      List<String> expected = SyftAnswers.of(golden, family);
      assertFalse(expected.isEmpty(), family.toString());
      assertEquals(String.join("\n", expected), String.join("\n", SyftAnswers.ours(root, family)));
    }
  }

  @Test
  void alpine15() throws Exception {
    same("alpine15", Family.APK);
  }

  @Test
  void alpine_multi() throws Exception {
    same("alpine-multi", Family.APK);
  }

  @Test
  void deb12_mini() throws Exception {
    same("deb12-mini", Family.PYTHON, Family.GEM);
  }
}
