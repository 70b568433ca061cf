package dev.sbomagent.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.golden.Sbom;
import dev.sbomagent.inventory.Excluded;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Mounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoveredPlacesTest {
  private static final String PYTHON = "python-installed-package-cataloger";

  @TempDir Path root;
  private Trial trial;

  @BeforeEach
  void golden() {
    trial = new Trial(root);
  }

  /** The places over the golden, below a root where /srv/www is shown again as /srv/me. */
  private List<String> covered(String... configured) throws Exception {
    String here = root.toRealPath().toString();
    String table =
        "20 1 8:1 / "
            + here
            + " rw - ext4 x rw\n21 20 8:1 /srv/www "
            + here
            + "/srv/me rw - ext4 x rw\n22 20 0:9 / "
            + here
            + "/mnt/nfs rw - nfs4 x rw\n";
    Exclusions exclusions =
        Exclusions.of(
            Host.at(root),
            Mounts.parse(table.getBytes(StandardCharsets.UTF_8)),
            new Exclusions.Configured(List.of(configured), List.of()));
    List<String> paths = new ArrayList<>();
    Sbom golden = trial.golden();
    for (Excluded place : new CoveredPlaces(golden, exclusions).excluded()) {
      paths.add(place.path() + " " + place.why());
    }
    return paths;
  }

  @Test
  void a_repeat_whose_files_are_listed_under_both_names_hides_nothing() throws Exception {
    trial
        .listsFile("/srv/me/index")
        .listsFile("/srv/www/index")
        .lists(PYTHON, "pkg:pypi/x@1", "/srv/me/x-1.dist-info/METADATA")
        .lists(PYTHON, "pkg:pypi/x@1", "/srv/www/x-1.dist-info/METADATA");
    assertEquals(List.of(), covered());
  }

  @Test
  void a_repeat_over_a_file_that_is_listed_once_hides_it() throws Exception {
    trial.listsFile("/srv/me/index");
    assertEquals(List.of("/srv/me repeats /srv/www"), covered());
  }

  @Test
  void a_repeat_over_a_component_that_is_listed_once_hides_it() throws Exception {
    trial.lists(PYTHON, "pkg:pypi/x@1", "/srv/me/x-1.dist-info/METADATA");
    assertEquals(List.of("/srv/me repeats /srv/www"), covered());
  }

  @Test
  void mounts_and_configured_places_hide_what_is_listed_below_them() throws Exception {
    trial.listsFile("/mnt/nfs/a").listsFile("/opt/a").listsFile("/opt/b").listsFile("/optional");
    assertEquals(
        List.of("/mnt/nfs network file system (nfs4)", "/opt configured"), covered("/opt", "/srv"));
  }

  @Test
  void container_storage_hides_nothing() throws Exception {
    Files.createDirectories(root.resolve("var/lib/docker"));
    trial.listsFile("/var/lib/docker/overlay2/x");
    assertEquals(List.of(), covered());
  }
}
