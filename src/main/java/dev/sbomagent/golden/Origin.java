package dev.sbomagent.golden;

import dev.sbomagent.component.Family;
import dev.sbomagent.component.KernelModulePath;
import dev.sbomagent.golden.GoldenComponent.Basis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry comes from, and so how it can be compared: a family that reads what is installed,
 * its file alone, or nothing on the machine.
 *
 * <p>Source: the catalogers of syft 0.15 to 1.51 and their names in every one of its releases
 * (syft/pkg/cataloger, internal/packagemetadata/names.go). The cataloger decides, then its metadata
 * type; a purl alone would not do, since {@code pkg:deb} comes from four catalogers.
 */
record Origin(Basis basis, @Nullable Family family) {
  /** Until 0.94 the installed packages, from 0.95 on the declared ones. */
  private static final String PYTHON = "python-package-cataloger";

  /** Packages by their deps.json, and by portable executables alone. */
  private static final String DOTNET = "dotnet-deps-binary-cataloger";

  private static final Origin BY_PRESENCE = new Origin(Basis.PRESENCE, null);
  private static final Origin OUTSIDE = new Origin(Basis.OUTSIDE, null);

  /** Where entries come from; remembers catalogers, of which a document names few. */
  static final class Register {
    private final Map<String, Optional<Origin>> catalogers = new HashMap<>();

    Origin of(Entry entry, @Nullable String purlType, List<String> locations) {
      return entry.isBySyft()
          ? bySyft(entry, cataloger(entry, locations), locations)
          : elsewhere(entry, purlType, locations);
    }

    private @Nullable Origin cataloger(Entry entry, List<String> locations) {
      String foundBy = entry.foundBy;
      if (foundBy == null) {
        return null;
      }
      Optional<Origin> known = catalogers.get(foundBy);
      if (known == null) {
        known = Optional.ofNullable(byCataloger(foundBy));
        catalogers.put(foundBy, known);
      }
      Origin origin = known.orElse(null);
      return origin == null || isInstalled(foundBy, entry, locations) ? origin : BY_PRESENCE;
    }
  }

  private static Origin bySyft(Entry entry, @Nullable Origin cataloger, List<String> locations) {
    Origin origin = cataloger;
    if (origin == null && entry.metadataType != null) {
      origin = cataloged(byMetadata(entry.metadataType));
    }
    if (origin == null && entry.foundBy == null && entry.packageType != null) {
      origin = cataloged(byPackageType(entry.packageType));
    }
    if (origin == null) {
      return BY_PRESENCE;
    }
    return origin.family == Family.DPKG && isOpkg(locations) ? installed(Family.OPKG) : origin;
  }

  private static Origin installed(Family family) {
    return new Origin(Basis.CATALOGED, family);
  }

  private static @Nullable Origin cataloged(@Nullable Family family) {
    return family == null ? null : installed(family);
  }

  private static @Nullable Origin byCataloger(String foundBy) {
    return switch (foundBy) {
      case "dpkg-db-cataloger", "dpkgdb-cataloger" -> installed(Family.DPKG);
      case "rpm-db-cataloger", "rpmdb-cataloger" -> installed(Family.RPM);
      case "apk-db-cataloger", "apkdb-cataloger" -> installed(Family.APK);
      case "alpm-db-cataloger", "alpmdb-cataloger" -> installed(Family.ALPM);
      case "portage-cataloger" -> installed(Family.PORTAGE);
      case "python-installed-package-cataloger", PYTHON -> installed(Family.PYTHON);
      case "java-archive-cataloger", "java-cataloger" -> installed(Family.JAVA);
      case "go-module-binary-cataloger" -> installed(Family.GO);
      case "cargo-auditable-binary-cataloger", "rust-audit-binary-cataloger" ->
          installed(Family.RUST);
      case "ruby-gemspec-cataloger", "ruby-installed-gemspec-cataloger" -> installed(Family.GEM);
      case "javascript-package-cataloger" -> installed(Family.NODE);
      case "php-composer-installed-cataloger" -> installed(Family.PHP);
      case "dotnet-deps-cataloger", DOTNET -> installed(Family.DOTNET);
      case "conda-meta-cataloger" -> installed(Family.CONDA);
      case "r-package-cataloger" -> installed(Family.R);
      case "erlang-otp-application-cataloger" -> installed(Family.ERLANG);
      case "linux-kernel-cataloger" -> installed(Family.KERNEL);
      case "java-jvm-cataloger" -> installed(Family.JVM);
      case "deb-archive-cataloger",
          "rpm-archive-cataloger",
          "rpm-file-cataloger",
          "snap-cataloger" ->
          OUTSIDE;
      // what only these find has metadata types that installed software has too
      case "java-pom-cataloger",
          "java-gradle-lockfile-cataloger",
          "graalvm-native-image-cataloger",
          "sbom-cataloger" ->
          BY_PRESENCE;
      default -> null;
    };
  }

  /** Two catalogers find both what is installed and what is not. */
  private static boolean isInstalled(String foundBy, Entry entry, List<String> locations) {
    return switch (foundBy) {
      case PYTHON -> isInstalledPython(entry, locations);
      case DOTNET -> isInstalledDotnet(entry, locations);
      default -> true;
    };
  }

  /** Read off a file that lists dependencies, not off a program or a library. */
  private static boolean isInstalledDotnet(Entry entry, List<String> locations) {
    if ("dotnet-portable-executable-entry".equals(entry.metadataType)) {
      return false;
    }
    for (String location : locations) {
      if (location.endsWith(".deps.json") || Paths.name(location).equals("libman.json")) {
        return true;
      }
    }
    return locations.isEmpty();
  }

  private static boolean isInstalledPython(Entry entry, List<String> locations) {
    if (entry.metadataType != null) {
      return byMetadata(entry.metadataType) == Family.PYTHON;
    }
    for (String location : locations) {
      String name = Paths.name(location);
      if (name.equals("METADATA") || name.equals("PKG-INFO") || name.endsWith(".egg-info")) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Family byMetadata(String metadataType) {
    return switch (metadataType) {
      case "dpkg-db-entry", "DpkgMetadata" -> Family.DPKG;
      case "rpm-db-entry", "RpmMetadata", "RpmdbMetadata" -> Family.RPM;
      case "apk-db-entry", "ApkMetadata" -> Family.APK;
      case "alpm-db-entry", "AlpmMetadata" -> Family.ALPM;
      case "portage-db-entry", "PortageMetadata" -> Family.PORTAGE;
      case "python-package", "PythonPackageMetadata" -> Family.PYTHON;
      case "go-module-buildinfo-entry", "GolangBinMetadata" -> Family.GO;
      case "rust-cargo-audit-entry" -> Family.RUST;
      case "ruby-gemspec", "GemMetadata" -> Family.GEM;
      case "linux-kernel-archive",
          "linux-kernel-module",
          "LinuxKernelMetadata",
          "LinuxKernelModuleMetadata" ->
          Family.KERNEL;
      default -> null;
    };
  }

  private static @Nullable Family byPackageType(String packageType) {
    return switch (packageType) {
      case "deb" -> Family.DPKG;
      case "rpm" -> Family.RPM;
      case "apk" -> Family.APK;
      case "alpm" -> Family.ALPM;
      case "portage" -> Family.PORTAGE;
      case "python" -> Family.PYTHON;
      case "java-archive", "jenkins-plugin" -> Family.JAVA;
      case "go-module" -> Family.GO;
      case "rust-crate" -> Family.RUST;
      case "gem" -> Family.GEM;
      case "npm" -> Family.NODE;
      case "php-composer" -> Family.PHP;
      case "dotnet" -> Family.DOTNET;
      case "conda" -> Family.CONDA;
      case "R-package" -> Family.R;
      case "erlang-otp" -> Family.ERLANG;
      case "linux-kernel", "linux-kernel-module" -> Family.KERNEL;
      default -> null;
    };
  }

  /** Another producer's entry: by the type of its purl, unless it was read off a lock file. */
  private static Origin elsewhere(Entry entry, @Nullable String purlType, List<String> locations) {
    if (purlType == null) {
      boolean module =
          !locations.isEmpty() && !KernelModulePath.release(locations.get(0)).isEmpty();
      return module ? installed(Family.KERNEL) : BY_PRESENCE;
    }
    Family family = entry.type != null && isSoftware(entry.type) ? byPurlType(purlType) : null;
    return family == null || DeclaredFiles.are(locations) ? BY_PRESENCE : installed(family);
  }

  private static boolean isSoftware(String type) {
    return type.equals("library") || type.equals("application") || type.equals("framework");
  }

  private static @Nullable Family byPurlType(String purlType) {
    return switch (purlType) {
      case "deb" -> Family.DPKG;
      case "rpm" -> Family.RPM;
      case "apk" -> Family.APK;
      case "alpm" -> Family.ALPM;
      case "opkg" -> Family.OPKG;
      case "ebuild" -> Family.PORTAGE;
      case "pypi" -> Family.PYTHON;
      case "maven" -> Family.JAVA;
      case "golang" -> Family.GO;
      case "cargo" -> Family.RUST;
      case "gem" -> Family.GEM;
      case "npm" -> Family.NODE;
      case "composer" -> Family.PHP;
      case "nuget" -> Family.DOTNET;
      case "conda" -> Family.CONDA;
      case "cran" -> Family.R;
      case "otp" -> Family.ERLANG;
      default -> null;
    };
  }

  private static boolean isOpkg(List<String> locations) {
    for (String location : locations) {
      if (location.contains("/lib/opkg/")) {
        return true;
      }
    }
    return false;
  }
}
