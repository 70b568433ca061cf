package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.golden.SbomLimits;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.inventory.Mounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One family as a root and as a golden have it: lines of name, version, primary location. */
final class SyftSets {
  private SyftSets() {}

  static SortedSet<String> golden(Path bom, Family family) throws Exception {
    TreeSet<String> lines = new TreeSet<>();
    for (GoldenComponent component :
        Sbom.parse(Files.readAllBytes(bom), SbomLimits.standard()).components()) {
      if (component.family() == family) {
        lines.add(line(component.slot().name(), component.version(), component.locations().get(0)));
      }
    }
    return lines;
  }

  static SortedSet<String> host(Path root, FileCataloger cataloger) {
    TreeSet<String> lines = new TreeSet<>();
    for (Component component : complete(root, cataloger).components()) {
      lines.add(line(component.slot().name(), component.version(), component.locations().get(0)));
    }
    return lines;
  }

  /** What was found, which must have been everything. */
  static Cataloging.Complete complete(Path root, FileCataloger cataloger) {
    return assertInstanceOf(
        Cataloging.Complete.class, take(root, cataloger).catalogings().get(cataloger.family()));
  }

  static Inventory take(Path root, FileCataloger cataloger) {
    Host host = Host.at(root);
    return Inventory.take(
        host,
        List.of(cataloger),
        Exclusions.of(host, Mounts.none(), Exclusions.Configured.NOTHING));
  }

  private static String line(String name, @Nullable String version, String at) {
    return name + " " + Optional.ofNullable(version).orElse("-") + " " + at;
  }
}
