package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.inventory.Mounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A root that a test fills with files, and what one cataloger finds in it. */
final class Tree {
  private final Path root;

  Tree(Path root) {
    this.root = root;
  }

  Host host() {
    return Host.at(root);
  }

  Tree file(String path, String text) throws IOException {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  Tree file(String path, byte[] bytes) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.write(root.resolve(path), bytes);
    return this;
  }

  Inventory inventory(Cataloger cataloger) {
    Host host = host();
    return Inventory.take(
        host,
        List.of(cataloger),
        Exclusions.of(host, Mounts.none(), Exclusions.Configured.NOTHING));
  }

  /** The whole reading, or the failure as it prints. */
  Cataloging of(Cataloger cataloger) {
    return inventory(cataloger).catalogings().values().iterator().next();
  }

  /** {@code name version purl}, sorted; the failure where there is one. */
  List<String> found(Cataloger cataloger) {
    List<String> lines = new ArrayList<>();
    if (of(cataloger) instanceof Cataloging.Complete complete) {
      for (Component component : complete.components()) {
        lines.add(component.slot().name() + " " + component.version() + " " + component.purl());
      }
    } else {
      lines.add(of(cataloger).toString());
    }
    Collections.sort(lines);
    return lines;
  }

  /** Paths of what could not be understood. */
  List<String> malformed(Cataloger cataloger) {
    return List.copyOf(inventory(cataloger).malformed().keySet());
  }
}
