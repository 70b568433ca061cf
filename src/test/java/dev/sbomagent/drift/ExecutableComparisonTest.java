package dev.sbomagent.drift;

import static dev.sbomagent.drift.Trial.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.golden.FileTable;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.PackageFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutableComparisonTest {
  private final FileTable files = new Trial(Path.of("/")).listsFile("/usr/bin/a").golden().files();
  private final Tally tally = new Tally();

  /** Packages own what lies in /usr. */
  private static final Witness WITNESS =
      new Witness() {
        @Override
        public boolean vouches(Slot slot, String path) {
          return false;
        }

        @Override
        public Optional<Boolean> isListable(String module) {
          return Optional.empty();
        }

        @Override
        public Optional<String> unowned(String path) {
          return path.startsWith("/usr/") ? Optional.empty() : Optional.of("sha256:ff");
        }
      };

  private static Cataloging found(String... paths) {
    List<Component> all = new ArrayList<>();
    for (String path : paths) {
      all.add(
          new Component(
              new Slot("file", "", path, ""), null, null, List.of(path), Presence.INSTALLED));
    }
    return new Cataloging.Complete(Family.FILE, all, List.of(), PackageFiles.NONE);
  }

  @Test
  void an_executable_that_nobody_brought_is_an_added_file() {
    ExecutableComparison.compare(files, found("/usr/bin/a", "/opt/dropped"), WITNESS, tally);
    assertEquals(List.of("added /opt/dropped [] [sha256:ff]"), said(tally.deviations));
    assertEquals("file", tally.deviations.get(0).slot().ecosystem());
    assertEquals("[/opt/dropped]", tally.deviations.get(0).locations().toString());
  }

  @Test
  void an_executable_of_a_package_is_that_packages_finding() {
    ExecutableComparison.compare(files, found("/usr/bin/b"), WITNESS, tally);
    assertEquals(List.of(), said(tally.deviations));
  }

  @Test
  void an_executable_that_is_missing_is_no_finding_of_this_comparison() {
    ExecutableComparison.compare(files, found(), WITNESS, tally);
    assertEquals(List.of(), said(tally.deviations));
    assertEquals(List.of(), tally.doubts);
  }

  @Test
  void executables_that_could_not_be_looked_for_are_a_doubt() {
    ExecutableComparison.compare(
        files, new Cataloging.Failed(Family.FILE, "disk on fire: /opt"), WITNESS, tally);
    assertEquals(List.of(), said(tally.deviations));
    Drift drift = tally.drift();
    assertEquals("failed 0 disk on fire: /opt", Trial.row(drift, Family.FILE));
    assertEquals(List.of("cataloger-failed: file: disk on fire: /opt"), Trial.doubts(drift));
  }
}
