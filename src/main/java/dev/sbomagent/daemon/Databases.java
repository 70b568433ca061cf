package dev.sbomagent.daemon;

import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.inventory.DatabaseCataloger;
import dev.sbomagent.inventory.FileLocks;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Resolution;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The package databases of a machine as they change: where, whether, and by whom just now. */
final class Databases {
  /** Their folders: what is written there is a transaction, or its lock. */
  private static final List<String> FOLDERS =
      List.of(
          "/var/lib/dpkg",
          "/var/lib/dpkg/updates",
          "/usr/lib/dpkg",
          "/var/lib/rpm",
          "/usr/lib/sysimage/rpm",
          "/usr/share/rpm",
          "/lib/apk/db",
          "/usr/lib/apk/db",
          "/var/lib/apk/db",
          "/var/lib/pacman/local",
          "/usr/lib/opkg",
          "/var/lib/opkg",
          "/lib/opkg",
          "/var/db/pkg");

  /** What a transaction changes there, of those whose cataloger has no token. */
  private static final List<String> FILES =
      List.of(
          "/var/lib/rpm/rpmdb.sqlite",
          "/var/lib/rpm/rpmdb.sqlite-wal",
          "/var/lib/rpm/Packages.db",
          "/var/lib/rpm/Packages",
          "/usr/lib/sysimage/rpm/rpmdb.sqlite",
          "/usr/lib/sysimage/rpm/rpmdb.sqlite-wal",
          "/usr/lib/sysimage/rpm/Packages.db",
          "/usr/lib/sysimage/rpm/Packages",
          "/usr/share/rpm/rpmdb.sqlite",
          "/usr/share/rpm/rpmdb.sqlite-wal",
          "/usr/share/rpm/Packages.db",
          "/usr/share/rpm/Packages",
          "/lib/apk/db/installed",
          "/usr/lib/apk/db/installed",
          "/var/lib/apk/db/installed",
          "/var/lib/pacman/local",
          "/usr/lib/opkg/status",
          "/var/lib/opkg/status",
          "/lib/opkg/status",
          "/var/db/pkg");

  /** Held for as long as a transaction takes: dpkg(1), apt's {@code lock-frontend}, rpm, apk. */
  private static final List<String> LOCKS =
      List.of(
          "/var/lib/dpkg/lock-frontend",
          "/var/lib/dpkg/lock",
          "/var/lib/rpm/.rpm.lock",
          "/usr/lib/sysimage/rpm/.rpm.lock",
          "/usr/share/rpm/.rpm.lock",
          "/lib/apk/db/lock",
          "/usr/lib/apk/db/lock",
          "/var/lib/apk/db/lock");

  /** There for as long as a transaction takes: pacman(8). */
  private static final String PACMAN_LOCK = "/var/lib/pacman/db.lck";

  private final Path root;
  private final List<Cataloger> catalogers;

  Databases(Path root, List<Cataloger> catalogers) {
    this.root = root;
    this.catalogers = catalogers;
  }

  Set<Path> folders() {
    Set<Path> folders = new TreeSet<>();
    for (String folder : FOLDERS) {
      folders.add(root.resolve(folder.substring(1)));
    }
    return folders;
  }

  /** Changes with whatever any of them says. */
  String token() {
    Host host = Host.at(root);
    StringBuilder tokens = new StringBuilder();
    for (Cataloger cataloger : catalogers) {
      if (cataloger instanceof DatabaseCataloger database) {
        tokens.append(database.token(host)).append('\n');
      }
    }
    for (String file : FILES) {
      tokens.append(host.stamp(file)).append('\n');
    }
    return tokens.toString();
  }

  /** Whether a package manager is at work. */
  boolean areBusy() {
    Host host = Host.at(root);
    for (String lock : LOCKS) {
      if (FileLocks.isWriteLocked(host, lock)) {
        return true;
      }
    }
    return !(host.resolve(PACMAN_LOCK) instanceof Resolution.Missing);
  }
}
