package dev.sbomagent.drift;

import org.jspecify.annotations.Nullable;

/**
 * Files of the package databases themselves: they change with every package and are no finding of
 * their own (contract, rule 7).
 */
final class DatabaseFiles {
  private static final String[] RPM = {
    "/var/lib/rpm/", "/usr/lib/sysimage/rpm/", "/usr/share/rpm/"
  };
  private static final String[] APK = {"/lib/apk/db/", "/usr/lib/apk/db/"};
  private static final String[] DPKG = {"/var/lib/dpkg/", "/usr/lib/dpkg/"};

  private DatabaseFiles() {}

  /** Whether this is a file of a package database. */
  static boolean contains(String path) {
    String name = below(path, DPKG);
    if (name != null) {
      return dpkg(name);
    }
    name = below(path, RPM);
    if (name != null) {
      return name.startsWith("Packages")
          || name.startsWith("rpmdb")
          || name.startsWith("Index")
          || name.startsWith("__db")
          || name.equals(".rpm.lock");
    }
    name = below(path, APK);
    return name != null
        && (name.equals("installed")
            || name.equals("triggers")
            || name.startsWith("scripts.tar")
            || name.equals("lock"));
  }

  private static boolean dpkg(String name) {
    return name.startsWith("status")
        || name.equals("available")
        || name.startsWith("diversions")
        || name.startsWith("statoverride")
        || name.startsWith("lock")
        || name.startsWith("triggers/")
        || name.endsWith(".list")
        || name.endsWith(".md5sums");
  }

  private static @Nullable String below(String path, String[] folders) {
    for (String folder : folders) {
      if (path.startsWith(folder)) {
        return path.substring(folder.length());
      }
    }
    return null;
  }
}
