package dev.sbomagent.drift;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.golden.FileTable;
import dev.sbomagent.inventory.Cataloging;
import java.util.List;
import java.util.Optional;

/**
 * Finds executables that a golden listing all of them does not list. One that a package brought is
 * that package's finding, and none of its own.
 */
final class ExecutableComparison {
  private ExecutableComparison() {}

  static void compare(FileTable files, Cataloging executables, Witness witness, Tally tally) {
    if (executables instanceof Cataloging.Failed failed) {
      tally.failed(Family.FILE, failed.reason());
    } else if (executables instanceof Cataloging.Complete complete) {
      for (Component executable : complete.components()) {
        String path = executable.slot().name();
        if (files.find(path) < 0) {
          Optional<String> content = witness.unowned(path);
          content.ifPresent(
              value ->
                  tally.deviations.add(
                      Deviation.of(
                          Kind.ADDED,
                          executable.slot(),
                          List.of(),
                          value.isEmpty() ? List.of() : List.of(value),
                          List.of(path))));
        }
      }
    }
  }
}
