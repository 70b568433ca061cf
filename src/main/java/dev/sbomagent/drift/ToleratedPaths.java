package dev.sbomagent.drift;

import java.util.Optional;

/**
 * Files whose content machines change by themselves: the fixed list of the contract, rule 9.
 * Nothing on a host can extend it.
 */
final class ToleratedPaths {
  private static final String[] ETC = {
    "hostname",
    "hosts",
    "resolv.conf",
    "machine-id",
    "mtab",
    "fstab",
    "adjtime",
    "localtime",
    "timezone",
    "ld.so.cache",
    "locale.conf",
    "locale.gen",
    "default/locale",
    "vconsole.conf",
    "audit/audit.rules"
  };

  /** These with their backup copies, named with a trailing dash. */
  private static final String[] ETC_ACCOUNTS = {
    "passwd", "group", "shadow", "gshadow", "subuid", "subgid"
  };

  private static final String[] ETC_FOLDERS = {
    "netplan/", "network/", "cloud/", "ssl/certs/", "pki/ca-trust/extracted/"
  };

  private ToleratedPaths() {}

  /** Why altered content of this path is tolerated; empty when it is not. */
  static Optional<String> reason(String path) {
    if (path.startsWith("/etc/")) {
      return etc(path.substring(5));
    }
    if (path.startsWith("/var/log/")) {
      return Optional.of("log");
    }
    if (path.startsWith("/var/cache/")) {
      return Optional.of("cache");
    }
    if (path.equals("/var/lib/systemd/random-seed")) {
      return Optional.of("random seed");
    }
    if (path.equals("/usr/lib/locale/locale-archive")) {
      return Optional.of("generated locales");
    }
    return bootLoader(path) ? Optional.of("boot loader state") : Optional.empty();
  }

  private static Optional<String> etc(String name) {
    for (String file : ETC) {
      if (name.equals(file)) {
        return Optional.of("machine configuration");
      }
    }
    for (String file : ETC_ACCOUNTS) {
      if (name.equals(file) || name.equals(file + "-")) {
        return Optional.of("local accounts");
      }
    }
    for (String folder : ETC_FOLDERS) {
      if (name.startsWith(folder)) {
        return Optional.of("machine configuration");
      }
    }
    return name.startsWith("apt/sources.list") ? Optional.of("package sources") : Optional.empty();
  }

  // /boot/grub*/grubenv and /boot/grub*/grub.cfg: one folder whose name starts with "grub"
  private static boolean bootLoader(String path) {
    if (!path.startsWith("/boot/grub")) {
      return false;
    }
    int slash = path.indexOf('/', "/boot/".length());
    if (slash < 0) {
      return false;
    }
    String file = path.substring(slash + 1);
    return file.equals("grubenv") || file.equals("grub.cfg");
  }
}
