package dev.sbomagent.cataloger;

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
    String version = entry.version();
    return PurlText.of("deb", os.id(), entry.spelled(), version == null ? "" : version)
        .with("arch", entry.arch())
        .with("distro", os.distro().orElse(""))
        .with("upstream", upstream(entry.source()))
        .toString();
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
