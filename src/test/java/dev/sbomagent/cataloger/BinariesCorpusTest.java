package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.inventory.FileCataloger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real root, and what the real syft says of it. */
@Tag("corpus")
class BinariesCorpusTest {
  private static final Path DATA = Path.of("..", "shared", "data", "interop");

  @TempDir Path root;

  @Test
  void says_of_a_root_what_syft_says() throws Exception {
    Path archive = DATA.resolve("roots/deb12-mini.tar.xz");
    assertTrue(Files.exists(archive), archive.toString());
    Process tar =
        new ProcessBuilder("tar", "-xJf", archive.toString(), "-C", root.toString()).start();
    assertEquals(0, tar.waitFor());
    Path golden = DATA.resolve("goldens/deb12-mini/syft-1.54.1.cdx.json");
    List<FileCataloger> catalogers =
        List.of(
            new JavaCataloger(),
            new GoCataloger(),
            new RustCataloger(),
            new KernelCataloger(),
            new JvmCataloger());
    for (FileCataloger cataloger : catalogers) {
      assertEquals(SyftSets.golden(golden, cataloger.family()), SyftSets.host(root, cataloger));
    }
  }
}
