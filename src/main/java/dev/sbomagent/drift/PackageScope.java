package dev.sbomagent.drift;

import dev.sbomagent.component.Family;
import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.inventory.Cataloging;

/**
 * Tells a package of this host's own database from one that the golden found in another root, a
 * chroot in {@code /srv} for example: by the database that the component names.
 */
final class PackageScope {
  private PackageScope() {}

  /** Whether the component was found in a database that is not this host's. */
  static boolean isElsewhere(Family family, GoldenComponent component, Cataloging cataloging) {
    if (family != Family.DPKG) {
      return false;
    }
    boolean named = false;
    for (String location : component.locations()) {
      if (isDpkgDatabase(location)) {
        if (location.startsWith("/var/lib/dpkg/")
            || location.startsWith("/usr/lib/dpkg/")
            || (cataloging instanceof Cataloging.Complete complete
                && complete.databases().contains(location))) {
          return false;
        }
        named = true;
      }
    }
    return named;
  }

  private static boolean isDpkgDatabase(String location) {
    return location.endsWith("/lib/dpkg/status")
        || location.contains("/lib/dpkg/status.d/")
        || location.contains("/lib/dpkg/info/");
  }
}
