package dev.sbomagent.component;

import java.util.Optional;

/**
 * A family of components that one cataloger reads on a machine. The labels are the contract's
 * cataloger names; the ecosystem is the purl type (or {@code file}, {@code kernel}, {@code
 * binary}).
 */
public enum Family {
  DPKG("dpkg", "deb"),
  RPM("rpm", "rpm"),
  APK("apk", "apk"),
  ALPM("alpm", "alpm"),
  OPKG("opkg", "opkg"),
  PORTAGE("portage", "ebuild"),
  PYTHON("python", "pypi"),
  JAVA("java", "maven"),
  GO("go", "golang"),
  RUST("rust", "cargo"),
  GEM("gem", "gem"),
  NODE("node", "npm"),
  PHP("php", "composer"),
  DOTNET("dotnet", "nuget"),
  CONDA("conda", "conda"),
  R("r", "cran"),
  ERLANG("erlang", "otp"),
  KERNEL("kernel", "kernel"),
  JVM("jvm", "binary"),
  FILE("file", "file");

  private final String cataloger;
  private final String ecosystem;

  Family(String cataloger, String ecosystem) {
    this.cataloger = cataloger;
    this.ecosystem = ecosystem;
  }

  /** The cataloger's name in every output. */
  public String cataloger() {
    return cataloger;
  }

  /** The purl type of its components. */
  public String ecosystem() {
    return ecosystem;
  }

  /** Whether this is a host's own package database, which an in-sync verdict rests on. */
  public boolean isOsPackages() {
    return switch (this) {
      case DPKG, RPM, APK, ALPM, OPKG, PORTAGE -> true;
      default -> false;
    };
  }

  /** The family of this cataloger or ecosystem name. */
  public static Optional<Family> named(String name) {
    for (Family family : values()) {
      if (family.cataloger.equals(name) || family.ecosystem.equals(name)) {
        return Optional.of(family);
      }
    }
    return Optional.empty();
  }
}
