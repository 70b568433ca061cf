package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** What a cataloger makes of one file. */
final class Finds {
  private Finds() {}

  static FoundFile file(Path root, String path, byte[] content) throws IOException {
    Path real = root.resolve(path.substring(1));
    Files.createDirectories(real.getParent());
    Files.write(real, content);
    int slash = path.lastIndexOf('/');
    return new FoundFile(
        Host.at(root), real, path.substring(0, slash), path.substring(slash + 1), content.length);
  }

  static List<Component> components(FileCataloger cataloger, Path root, String path, byte[] content)
      throws IOException, MalformedException, UnsupportedException {
    try (FoundFile file = file(root, path, content)) {
      return cataloger.read(file);
    }
  }

  /** Names and versions, and nothing else than this location. */
  static String names(FileCataloger cataloger, Path root, String path, byte[] content)
      throws IOException, MalformedException, UnsupportedException {
    TreeSet<String> names = new TreeSet<>();
    for (Component component : components(cataloger, root, path, content)) {
      if (!component.locations().equals(List.of(path))) {
        throw new AssertionError(component.toString());
      }
      names.add(component.slot().name() + " " + component.statedVersion().orElse("-"));
    }
    return String.join(", ", names);
  }
}
