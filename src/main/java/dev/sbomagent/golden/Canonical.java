package dev.sbomagent.golden;

import dev.sbomagent.component.Family;
import dev.sbomagent.component.KernelModulePath;
import dev.sbomagent.component.Purl;
import dev.sbomagent.component.Slot;
import dev.sbomagent.golden.GoldenComponent.Basis;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gives an entry its canonical name and version, so that every generation of syft and other
 * producers say the same of the same thing. The purl tells more than the name where both are there.
 */
final class Canonical {
  private static final String STDLIB = "stdlib";

  private final Origin.Register origins = new Origin.Register();

  /** The last kernel slot: one kernel has thousands of modules. */
  private @Nullable Slot kernel;

  GoldenComponent of(Entry entry) throws SbomException {
    List<String> locations = entry.locations();
    // kernel modules come by the thousand, and their purls say nothing
    boolean module = "linux-kernel-cataloger".equals(entry.foundBy);
    Purl purl = entry.purl == null || module ? null : Purl.parse(entry.purl).orElse(null);
    Origin origin = origins.of(entry, purl == null ? null : purl.type(), locations);
    Family family = origin.family();
    if (family == Family.KERNEL) {
      String release = release(entry, locations);
      if (!release.isEmpty()) {
        return new GoldenComponent(
            Basis.CATALOGED, family, kernel(release), null, foundBy(entry), locations);
      }
      family = null;
    }
    if (family == null) {
      Basis basis = origin.family() == null ? origin.basis() : Basis.PRESENCE;
      return new GoldenComponent(
          basis, null, unread(entry, purl), version(entry, purl), foundBy(entry), locations);
    }
    Purl own = purl != null && isOf(purl, family) ? purl : null;
    Slot slot = slot(family, entry, own);
    return new GoldenComponent(
        Basis.CATALOGED, family, slot, version(slot, entry, own), foundBy(entry), locations);
  }

  private static String foundBy(Entry entry) {
    return entry.foundBy == null ? "" : entry.foundBy;
  }

  private static String name(Entry entry) {
    return entry.name == null ? "" : entry.name;
  }

  private static String group(Entry entry) {
    return entry.group == null ? "" : entry.group;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private Slot kernel(String release) {
    if (kernel == null || !kernel.name().equals(release)) {
      kernel = new Slot(Family.KERNEL.ecosystem(), "", release, "");
    }
    return kernel;
  }

  /**
   * A module belongs to the kernel below whose folder it lies, that being where a kernel looks for
   * it; elsewhere it says so itself. An image has a version.
   */
  private static String release(Entry entry, List<String> locations) {
    String byPlace = locations.isEmpty() ? "" : KernelModulePath.release(locations.get(0));
    if (byPlace.isEmpty() && entry.kernelRelease != null) {
      return entry.kernelRelease;
    }
    boolean image =
        "linux-kernel".equals(entry.packageType)
            || "linux-kernel-archive".equals(entry.metadataType);
    return image && byPlace.isEmpty() && entry.version != null && !isPlaceholder(entry.version)
        ? entry.version
        : byPlace;
  }

  /** Whether the purl is of the family's own kind; another kind's names follow other rules. */
  private static boolean isOf(Purl purl, Family family) {
    return purl.type().equals(family.ecosystem())
        || (family == Family.OPKG && purl.type().equals(Family.DPKG.ecosystem()))
        || (family == Family.JVM && purl.type().equals("generic"));
  }

  private static Slot slot(Family family, Entry entry, @Nullable Purl purl) {
    String ecosystem = family.ecosystem();
    String plain = purl == null ? name(entry) : purl.name();
    return switch (family) {
      case DPKG, OPKG, APK, ALPM -> new Slot(ecosystem, "", lower(plain), arch(entry, purl));
      case RPM -> new Slot(ecosystem, "", plain, arch(entry, purl));
      case PYTHON -> new Slot(ecosystem, "", Purl.pep503(plain), "");
      case JAVA -> new Slot(ecosystem, purl == null ? group(entry) : purl.namespace(), plain, "");
      case GO -> new Slot(ecosystem, "", goName(lower(full(entry, purl))), "");
      case NODE, PHP -> new Slot(ecosystem, "", lower(full(entry, purl)), "");
      case PORTAGE -> new Slot(ecosystem, "", full(entry, purl), "");
      case DOTNET -> new Slot(ecosystem, "", lower(plain), "");
      case RUST, GEM, CONDA, R, ERLANG, JVM, KERNEL, FILE -> new Slot(ecosystem, "", plain, "");
    };
  }

  private static String full(Entry entry, @Nullable Purl purl) {
    if (purl != null) {
      return purl.fullName();
    }
    return group(entry).isEmpty() ? name(entry) : group(entry) + "/" + name(entry);
  }

  // osv-scalibr says pkg:golang/go for what syft calls stdlib
  private static String goName(String name) {
    return name.equals("go") ? STDLIB : name;
  }

  private static String arch(Entry entry, @Nullable Purl purl) {
    String arch = purl == null ? null : purl.qualifiers().get("arch");
    return arch != null ? arch : entry.arch != null ? entry.arch : "";
  }

  /** What no family reads: named by its purl, if there is one. */
  private static Slot unread(Entry entry, @Nullable Purl purl) {
    if (purl == null || purl.type().equals("generic")) {
      return new Slot("binary", "", purl == null ? name(entry) : purl.name(), "");
    }
    String type = purl.type();
    return switch (type) {
      case "maven" -> new Slot(type, purl.namespace(), purl.name(), "");
      case "golang" -> new Slot(type, "", goName(purl.fullName()), "");
      case "deb", "rpm", "apk", "alpm" -> new Slot(type, "", purl.name(), arch(entry, purl));
      default -> new Slot(type, "", purl.fullName(), "");
    };
  }

  private static @Nullable String version(Slot slot, Entry entry, @Nullable Purl purl) {
    String version = version(entry, purl);
    if (version == null) {
      return null;
    }
    return switch (slot.ecosystem()) {
      case "rpm" -> rpmVersion(version, entry, purl);
      case "golang" -> goVersion(slot.name(), version);
      default -> version;
    };
  }

  private static @Nullable String version(Entry entry, @Nullable Purl purl) {
    if (purl != null && purl.version() != null) {
      return isPlaceholder(purl.version()) ? null : purl.version();
    }
    String version = entry.version;
    // older forms write 0.0.0 where a version must stand and none is known
    if (version == null || isPlaceholder(version) || (purl != null && version.equals("0.0.0"))) {
      return null;
    }
    return version;
  }

  private static boolean isPlaceholder(String version) {
    return switch (version) {
      case "", "UNKNOWN", "unknown", "(devel)" -> true;
      default -> false;
    };
  }

  /** The epoch may stand in a qualifier, before the component's version, or before the purl's. */
  private static String rpmVersion(String version, Entry entry, @Nullable Purl purl) {
    String epoch = purl == null ? null : purl.qualifiers().get("epoch");
    int colon = version.indexOf(':');
    if (colon >= 0) {
      epoch = version.substring(0, colon);
      version = version.substring(colon + 1);
    } else if (epoch == null && entry.version != null && entry.version.endsWith(":" + version)) {
      epoch = entry.version.substring(0, entry.version.length() - version.length() - 1);
    }
    return epoch == null || isZero(epoch) ? version : epoch + ":" + version;
  }

  private static boolean isZero(String epoch) {
    for (int i = 0; i < epoch.length(); i++) {
      if (epoch.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  private static String goVersion(String name, String version) {
    if (name.equals(STDLIB)) {
      return version.startsWith("go") ? version.substring(2) : version;
    }
    char first = version.charAt(0);
    return first >= '0' && first <= '9' ? "v" + version : version;
  }
}
