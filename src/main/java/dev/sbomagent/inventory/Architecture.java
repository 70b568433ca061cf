package dev.sbomagent.inventory;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Presence;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The architecture of a machine by what is installed on it. */
final class Architecture {
  private Architecture() {}

  /**
   * That of the package manager itself, else the one that most installed packages have; empty when
   * they do not agree or all fit any architecture.
   *
   * @param manager name of the package manager's own package
   * @param any the architecture of packages that fit any
   */
  static Optional<String> of(Cataloging.Complete packages, String manager, String any) {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Integer> ofManager = new TreeMap<>();
    for (Component component : packages.components()) {
      String arch = component.slot().arch();
      if (component.presence() == Presence.INSTALLED && !arch.isEmpty() && !arch.equals(any)) {
        counts.merge(arch, 1, Integer::sum);
        if (component.slot().name().equals(manager)) {
          ofManager.put(arch, 1);
        }
      }
    }
    return most(ofManager.size() == 1 ? ofManager : counts);
  }

  private static Optional<String> most(Map<String, Integer> counts) {
    String most = "";
    int best = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > best) {
        most = entry.getKey();
        best = entry.getValue();
      } else if (entry.getValue() == best) {
        most = "";
      }
    }
    return most.isEmpty() ? Optional.empty() : Optional.of(most);
  }
}
