package dev.sbomagent.cataloger;

import dev.sbomagent.component.Purl;
import dev.sbomagent.inventory.OsRelease;
import org.jspecify.annotations.Nullable;

/**
 * The package URL of a Debian package, in the very text that syft 1.41 and later write: parts in
 * Go's query escaping, qualifiers sorted, empty ones left out, the release of Debian from {@code
 * /etc/debian_version}.
 */
final class DebPurl {
  private DebPurl() {}

  /** Null where syft writes none: on a host that is neither Debian nor like it. */
  static @Nullable String of(DpkgEntry entry, @Nullable OsRelease os) {
    if (os == null || !os.isLike("debian")) {
      return null;
    }
    StringBuilder out = new StringBuilder(96);
    out.append("pkg:deb/").append(Purl.encode(os.id()));
    out.append('/').append(Purl.encode(entry.spelled()));
    String version = entry.version();
    if (version != null) {
      out.append('@').append(Purl.encode(version));
    }
    char separator = '?';
    if (!entry.arch().isEmpty()) {
      out.append(separator).append("arch=").append(Purl.encode(entry.arch()));
      separator = '&';
    }
    String distro = os.distro().orElse("");
    if (!distro.isEmpty()) {
      out.append(separator).append("distro=").append(Purl.encode(distro));
      separator = '&';
    }
    if (!entry.source().isEmpty()) {
      out.append(separator).append("upstream=").append(Purl.encode(upstream(entry.source())));
    }
    return out.toString();
  }

  /** {@code Source: name (version)} becomes {@code name@version} (deb-control(5)). */
  private static String upstream(String source) {
    int open = source.indexOf('(');
    int close = source.lastIndexOf(')');
    if (open <= 0 || close < open) {
      return source;
    }
    String name = source.substring(0, open).strip();
    return name + "@" + source.substring(open + 1, close).strip();
  }
}
