package dev.sbomagent.cataloger;

import dev.sbomagent.component.Purl;
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
    StringBuilder out = new StringBuilder(128);
    out.append("pkg:rpm/");
    if (os != null && !os.id().isEmpty()) {
      out.append(Purl.encode(namespace(os.id()))).append('/');
    }
    out.append(Purl.encode(entry.name()));
    out.append('@').append(Purl.encode(entry.version() + "-" + entry.release()));
    char separator = '?';
    if (!entry.arch().isEmpty()) {
      out.append(separator).append("arch=").append(Purl.encode(entry.arch()));
      separator = '&';
    }
    String distro = os == null ? "" : os.distro().orElse("");
    if (!distro.isEmpty()) {
      out.append(separator).append("distro=").append(Purl.encode(distro));
      separator = '&';
    }
    if (entry.epoch() != null) {
      out.append(separator).append("epoch=").append((long) entry.epoch());
      separator = '&';
    }
    if (!entry.sourceRpm().isEmpty()) {
      out.append(separator).append("upstream=").append(Purl.encode(entry.sourceRpm()));
    }
    return out.toString();
  }

  private static String namespace(String id) {
    if (id.equals("rhel") || id.equals("hummingbird")) {
      return "redhat";
    }
    return id.startsWith("opensuse") ? "opensuse" : id;
  }
}
