package dev.sbomagent.drift;

import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.inventory.PathList;
import java.util.Arrays;
import java.util.TreeSet;

/** The paths of components that are known by their file alone, sorted. */
public final class PresencePaths implements PathList {
  private final String[] paths;

  private PresencePaths(String[] paths) {
    this.paths = paths;
  }

  /** The paths to look at for a golden; places that are excluded are not looked at. */
  public static PresencePaths of(Sbom golden, Inventory inventory) {
    TreeSet<String> paths = new TreeSet<>();
    for (GoldenComponent component : golden.components()) {
      if (Evidence.isPresence(component, inventory)) {
        for (String location : component.locations()) {
          if (inventory.exclusions().covers(location).isEmpty()) {
            paths.add(location);
          }
        }
      }
    }
    return new PresencePaths(paths.toArray(new String[0]));
  }

  @Override
  public int size() {
    return paths.length;
  }

  @Override
  public String path(int i) {
    return paths[i];
  }

  @Override
  public boolean wantDigest(int i) {
    return false;
  }

  int find(String path) {
    return Arrays.binarySearch(paths, path);
  }
}
