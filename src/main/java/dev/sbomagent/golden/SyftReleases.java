package dev.sbomagent.golden;

import dev.sbomagent.component.Family;
import org.jspecify.annotations.Nullable;

/**
 * What each release of syft looks for, read off its history: {@code
 * syft/pkg/cataloger/cataloger.go} (DirectoryCatalogers, ImageCatalogers) up to 0.100, {@code
 * internal/task/package_tasks.go} (tags) since, for every release from 0.15 to 1.51; checked
 * against real documents of 0.57, 1.19, 1.32, 1.44 and 1.54. A release is a number here: 1000 times
 * the major version plus the minor one; no patch release changed the sets.
 */
final class SyftReleases {
  static final int OLDEST = 15;
  static final int NEWEST = 1999;

  /** {@code stdlib} as a component of Go programs. */
  static final int STDLIB = 93;

  /** Entries of type file. */
  static final int FILES = 1020;

  /** dpkg entries whose state says deinstall are left out. */
  static final int NO_DEINSTALL = 1037;

  /** Kernel modules in .gz, .xz and .zst. */
  static final int COMPRESSED_MODULES = 1045;

  /** Releases at which the answer for some family changes. */
  private static final int[] STEPS = {
    25, 31, 46, 48, 51, 78, 80, 81, 86, 87, 95, 101, 102, 104, 1013, 1015, 1020, 1022, 1023, 1032
  };

  private SyftReleases() {}

  /** The release that this version names, negative when it names none. */
  static int parse(String version) {
    int dot = version.indexOf('.');
    if (dot < 0) {
      return -1;
    }
    int second = version.indexOf('.', dot + 1);
    int major = number(version, 0, dot);
    int minor = number(version, dot + 1, second < 0 ? version.length() : second);
    // builds from a working copy call themselves 0.0.0-SNAPSHOT
    boolean known = major >= 0 && minor >= 0 && major + minor > 0;
    return known ? Math.min(1000 * major + minor, NEWEST) : -1;
  }

  private static int number(String text, int from, int to) {
    if (from == to || to - from > 3) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  /**
   * Whether every release of this range looks for the family in this kind of source; null when some
   * do and some do not.
   *
   * @param sourceType {@code file} for a folder, {@code container} for an image, else either
   */
  static @Nullable Boolean looksFor(Family family, @Nullable String sourceType, int from, int to) {
    boolean folder = !"container".equals(sourceType);
    boolean image = !"file".equals(sourceType);
    int yes = 0;
    int no = 0;
    for (int i = -1; i < STEPS.length; i++) {
      int release = i < 0 ? from : STEPS[i];
      if (release < from || release > to) {
        continue;
      }
      if (folder) {
        yes += inFolder(family, release) ? 1 : 0;
        no += inFolder(family, release) ? 0 : 1;
      }
      if (image) {
        yes += inImage(family, release) ? 1 : 0;
        no += inImage(family, release) ? 0 : 1;
      }
    }
    if (yes > 0 && no > 0) {
      return null;
    }
    return yes > 0;
  }

  private static boolean inFolder(Family family, int release) {
    return switch (family) {
      case GEM -> release >= 95;
      case RUST -> release >= 1015;
      case NODE, PHP -> false;
      case DOTNET -> release >= 46;
      case CONDA -> release >= 1032;
      case R -> release >= 1023;
      case ERLANG -> release >= 104;
      default -> inBoth(family, release);
    };
  }

  private static boolean inImage(Family family, int release) {
    return switch (family) {
      case GEM, NODE -> true;
      case RUST -> release >= 101;
      case PHP -> release >= 31;
      // from 0.86 to 1.21 portable executables alone
      case DOTNET -> (release >= 46 && release < 86) || release >= 1022;
      case R -> release >= 81;
      case CONDA, ERLANG -> false;
      default -> inBoth(family, release);
    };
  }

  private static boolean inBoth(Family family, int release) {
    return switch (family) {
      case DPKG, RPM, APK, PYTHON, JAVA -> true;
      case GO -> release >= 25;
      case ALPM -> release >= 48;
      case PORTAGE -> release >= 51;
      case OPKG -> release >= 87;
      case KERNEL -> (release >= 78 && release < 80) || release >= 102;
      case JVM -> release >= 1013;
      case FILE -> release >= FILES;
      case GEM, RUST, NODE, PHP, DOTNET, CONDA, R, ERLANG -> false;
    };
  }

  /** The first release that writes this CycloneDX version. */
  static int oldestWithSpec(String specVersion) {
    return switch (specVersion) {
      case "1.5" -> 91;
      case "1.6" -> 1008;
      case "1.7" -> 1046;
      default -> OLDEST;
    };
  }

  /** The first release that has a cataloger of this name. */
  static int oldestWith(String foundBy) {
    return switch (foundBy) {
      case "go-module-binary-cataloger" -> 25;
      case "alpmdb-cataloger" -> 48;
      case "portage-cataloger" -> 51;
      case "linux-kernel-cataloger" -> 78;
      case "dpkg-db-cataloger",
          "apk-db-cataloger",
          "alpm-db-cataloger",
          "java-archive-cataloger",
          "python-installed-package-cataloger",
          "go-module-file-cataloger",
          "rpm-archive-cataloger",
          "ruby-installed-gemspec-cataloger" ->
          95;
      case "cargo-auditable-binary-cataloger" -> 101;
      case "erlang-otp-application-cataloger" -> 104;
      case "elf-binary-package-cataloger" -> 1001;
      case "java-jvm-cataloger" -> 1013;
      case "terraform-lock-cataloger", "dotnet-packages-lock-cataloger" -> 1019;
      case "deb-archive-cataloger", "dotnet-deps-binary-cataloger" -> 1022;
      case "php-pear-serialized-cataloger", "homebrew-cataloger", "nix-cataloger" -> 1024;
      case "php-interpreter-cataloger" -> 1025;
      case "pe-binary-package-cataloger" -> 1026;
      case "conda-meta-cataloger" -> 1032;
      case "snap-cataloger" -> 1034;
      case "gguf-cataloger" -> 1038;
      case "safetensors-cataloger", "apple-app-bundle-cataloger" -> 1047;
      default -> OLDEST;
    };
  }

  /** The last release that has a cataloger of this name. */
  static int newestWith(String foundBy) {
    return switch (foundBy) {
      case "dpkgdb-cataloger",
          "apkdb-cataloger",
          "alpmdb-cataloger",
          "java-cataloger",
          "python-index-cataloger",
          "go-mod-file-cataloger",
          "rpm-file-cataloger" ->
          94;
      case "rpmdb-cataloger" -> 60;
      default -> NEWEST;
    };
  }
}
