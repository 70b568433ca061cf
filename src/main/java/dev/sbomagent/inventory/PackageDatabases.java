package dev.sbomagent.inventory;

import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.Resolution.Missing;
import java.util.EnumSet;
import java.util.Set;

/** Which package databases a machine has, by their names alone. */
public final class PackageDatabases {
  private static final String[] RPM_FOLDERS = {
    "/usr/lib/sysimage/rpm", "/usr/share/rpm", "/var/lib/rpm"
  };
  private static final String[] RPM_FILES = {"rpmdb.sqlite", "Packages.db", "Packages"};

  private PackageDatabases() {}

  /**
   * The families whose database is there, read by us or not. One that cannot be looked at counts:
   * the host is then not known to be without it.
   */
  public static Set<Family> present(Host host) {
    Set<Family> present = EnumSet.noneOf(Family.class);
    note(host, present, Family.DPKG, "/var/lib/dpkg/status", "/var/lib/dpkg/status.d");
    note(host, present, Family.DPKG, "/usr/lib/dpkg/status", "/usr/lib/dpkg/status.d");
    for (String folder : RPM_FOLDERS) {
      for (String file : RPM_FILES) {
        note(host, present, Family.RPM, folder + "/" + file);
      }
    }
    note(host, present, Family.RPM, "/var/lib/rpmmanifest/container-manifest-2");
    note(host, present, Family.APK, "/lib/apk/db/installed", "/usr/lib/apk/db/installed");
    note(host, present, Family.ALPM, "/var/lib/pacman/local");
    note(host, present, Family.OPKG, "/usr/lib/opkg/status", "/var/lib/opkg/status");
    note(host, present, Family.PORTAGE, "/var/db/pkg");
    return present;
  }

  private static void note(Host host, Set<Family> present, Family family, String... paths) {
    for (String path : paths) {
      if (!(host.resolve(path) instanceof Missing)) {
        present.add(family);
      }
    }
  }
}
