package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.HostException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files that dpkg puts elsewhere than their package says (dpkg-divert(1)): three lines each, the
 * path, where it goes, and the package whose own file stays, {@code :} for none.
 */
final class Diversions {
  private static final long MAX_FILE = 16L << 20;

  private record Diversion(String to, String by) {}

  private final Map<String, Diversion> byPath = new HashMap<>();

  private Diversions(String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i + 2 < lines.length; i += 3) {
      byPath.put(lines[i], new Diversion(lines[i + 1], lines[i + 2]));
    }
  }

  static Diversions read(Host host, String path) throws HostException {
    try {
      return parse(host.read(path, MAX_FILE));
    } catch (HostException e) {
      if (e.reason() == Reason.MISSING) {
        return new Diversions("");
      }
      throw e;
    }
  }

  static Diversions parse(byte[] bytes) {
    return new Diversions(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Where this path of this package really is, if it is diverted. */
  Optional<String> of(String packageName, String path) {
    Diversion diversion = byPath.get(path);
    return diversion == null || diversion.by.equals(packageName)
        ? Optional.empty()
        : Optional.of(diversion.to);
  }
}
