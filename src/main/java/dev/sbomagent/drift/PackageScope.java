package dev.sbomagent.drift;

import dev.sbomagent.component.Family;
import dev.sbomagent.golden.GoldenComponent;
import dev.sbomagent.inventory.Cataloging;

/**
 * Tells a package of this host's own database from one that the golden found in another root, a
 * chroot in {@code /srv} for example: by the database that the component names.
 */
final class PackageScope {
  private static final String[] DPKG = {"/var/lib/dpkg/", "/usr/lib/dpkg/"};
  private static final String[] RPM = {
    "/var/lib/rpm/", "/usr/lib/sysimage/rpm/", "/usr/share/rpm/", "/var/lib/rpmmanifest/"
  };
  private static final String[] APK = {"/lib/apk/db/", "/usr/lib/apk/db/", "/var/lib/apk/"};
  private static final String[] ALPM = {"/var/lib/pacman/local/"};
  private static final String[] OPKG = {"/usr/lib/opkg/", "/var/lib/opkg/"};
  private static final String[] PORTAGE = {"/var/db/pkg/"};
  private static final String[] NONE = {};

  private PackageScope() {}

  /** Whether the component was found in a database that is not this host's. */
  static boolean isElsewhere(Family family, GoldenComponent component, Cataloging cataloging) {
    String[] own = databases(family);
    boolean named = false;
    for (String location : component.locations()) {
      if (cataloging instanceof Cataloging.Complete complete
          && complete.databases().contains(location)) {
        return false;
      }
      for (String database : own) {
        int at = location.indexOf(database);
        if (at == 0 && !isLeftover(family, cataloging)) {
          return false;
        }
        named |= at >= 0;
      }
    }
    return named;
  }

  /**
   * Whether a database at the host's own place that was not read is the leftover of an earlier form
   * of it: rpm keeps using one, and scanners read them all.
   */
  private static boolean isLeftover(Family family, Cataloging cataloging) {
    return family == Family.RPM && cataloging instanceof Cataloging.Complete;
  }

  /** Where a host keeps its own database of this family; below another root the same again. */
  private static String[] databases(Family family) {
    return switch (family) {
      case DPKG -> DPKG;
      case RPM -> RPM;
      case APK -> APK;
      case ALPM -> ALPM;
      case OPKG -> OPKG;
      case PORTAGE -> PORTAGE;
      default -> NONE;
    };
  }
}
