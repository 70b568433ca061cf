package dev.sbomagent.inventory;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
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
   */
  static Optional<String> of(Cataloging.Complete packages) {
    String manager = manager(packages.family());
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Integer> ofManager = new TreeMap<>();
    for (Component component : packages.components()) {
      String arch = component.slot().arch();
      if (component.presence() == Presence.INSTALLED && !isAny(arch)) {
        counts.merge(arch, 1, Integer::sum);
        if (component.slot().name().equals(manager)) {
          ofManager.put(arch, 1);
        }
      }
    }
    return most(ofManager.size() == 1 ? ofManager : counts);
  }

  /** The package manager's own package. */
  private static String manager(Family family) {
    return switch (family) {
      case APK -> "apk-tools";
      case ALPM -> "pacman";
      default -> family.cataloger();
    };
  }

  /** What package managers write for packages that fit any architecture. */
  private static boolean isAny(String arch) {
    return switch (arch) {
      case "", "all", "any", "noarch" -> true;
      default -> false;
    };
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
