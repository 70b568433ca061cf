package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.OsRelease;
import org.jspecify.annotations.Nullable;

/**
 * The package URL of an rpm package, in the very text that syft 1.19 and later write: the epoch a
 * qualifier even when it is 0, qualifiers sorted, empty ones left out.
 */
final class RpmPurl {
  private RpmPurl() {}

  /**
   * @param os null on a host without a name tag, and for a manifest, of which syft does not ask
   */
  static String of(RpmEntry entry, @Nullable OsRelease os) {
    Long epoch = entry.epoch();
    String release = entry.version() + "-" + entry.release();
    return PurlText.of("rpm", os == null ? "" : namespace(os.id()), entry.name(), release)
        .with("arch", entry.arch())
        .with("distro", os == null ? "" : os.distro().orElse(""))
        .with("epoch", epoch == null ? "" : epoch.toString())
        .with("upstream", entry.sourceRpm())
        .toString();
  }

  private static String namespace(String id) {
    if (id.equals("rhel") || id.equals("hummingbird")) {
      return "redhat";
    }
    return id.startsWith("opensuse") ? "opensuse" : id;
  }
}
