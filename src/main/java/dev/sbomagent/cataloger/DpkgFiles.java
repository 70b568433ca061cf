package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.Resolution.Missing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What dpkg keeps beside its status: {@code info/<package>[:<arch>].<what>}. Lists each folder
 * once, when first asked.
 */
final class DpkgFiles {
  private static final int MAX_NAMES = 1_000_000;

  private final Host host;
  private final Map<String, List<String>> names = new HashMap<>();

  DpkgFiles(Host host) {
    this.host = host;
  }

  /** The files that {@code info} holds of this package, sorted. */
  List<String> of(String folder, DpkgEntry entry) throws HostException {
    List<String> paths = new ArrayList<>();
    for (String name : info(folder)) {
      // the kind has no dot: python3.11.list is not of the package python3
      int dot = name.lastIndexOf('.');
      String owner = dot < 0 ? name : name.substring(0, dot);
      if (owner.equals(entry.name()) || owner.equals(entry.name() + ":" + entry.arch())) {
        paths.add(folder + "/info/" + name);
      }
    }
    return paths;
  }

  /** All names in {@code info}, sorted; none when there is no such folder. */
  List<String> info(String folder) throws HostException {
    List<String> known = names.get(folder);
    if (known == null) {
      String info = folder + "/info";
      known = host.resolve(info) instanceof Missing ? List.of() : host.list(info, MAX_NAMES);
      names.put(folder, known);
    }
    return known;
  }
}
