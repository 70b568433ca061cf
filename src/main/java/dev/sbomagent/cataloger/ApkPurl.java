package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.OsRelease;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The package URLs of one apk database, as syft writes them (alpine/package.go): in the namespace
 * of the operating system; on a host without a name tag in that of the repositories it installs
 * from; none where neither is known.
 */
final class ApkPurl {
  private static final int MAX_REPOSITORIES = 1 << 20;
  private static final String SITE = ".alpinelinux.org/alpine/v";

  private final String id;
  private final String distro;

  private ApkPurl(String id, String distro) {
    this.id = id;
    this.distro = distro;
  }

  /** For the database at {@code realPath}. */
  static @Nullable ApkPurl on(Host host, String realPath) {
    OsRelease os = host.osRelease().orElse(null);
    if (os != null) {
      return new ApkPurl(os.id(), os.distro().orElse(os.id()));
    }
    // <root>/lib/apk/db/installed belongs to <root>/etc/apk/repositories
    String root = realPath;
    for (int i = 0; i < 4 && root.lastIndexOf('/') >= 0; i++) {
      root = root.substring(0, root.lastIndexOf('/'));
    }
    try {
      byte[] bytes = host.read(root + "/etc/apk/repositories", MAX_REPOSITORIES);
      String release = release(new String(bytes, StandardCharsets.UTF_8));
      return release.isEmpty() ? null : new ApkPurl("alpine", "alpine-" + release);
    } catch (HostException e) {
      return null;
    }
  }

  /** The release of the first repository that names one: {@code .../alpine/v3.15/main}. */
  static String release(String repositories) {
    for (String line : repositories.split("\n", -1)) {
      int site = line.startsWith("https://") ? line.lastIndexOf(SITE) : -1;
      int from = site + SITE.length();
      int slash = site < 0 ? -1 : line.indexOf('/', from);
      if (slash > from && isWord(line, slash + 1)) {
        return line.substring(from, slash);
      }
    }
    return "";
  }

  private static boolean isWord(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (!(c == '_'
          || (c >= '0' && c <= '9')
          || (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z'))) {
        return false;
      }
    }
    return from < line.length();
  }

  String of(ApkEntry entry) {
    return PurlText.of("apk", id.toLowerCase(Locale.ROOT), entry.name(), entry.version())
        .with("arch", entry.arch())
        .with("distro", distro)
        .with("upstream", entry.origin().equals(entry.name()) ? "" : entry.origin())
        .toString();
  }
}
