package dev.sbomagent.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a machine says it is, from os-release(5). Values are empty where the file states none.
 *
 * @param id operating system, such as {@code debian}, as written
 * @param idLike the ones it resembles, separated by spaces
 * @param versionId release, such as {@code 12}
 * @param buildId of rolling distributions
 * @param imageId golden image it was made from
 * @param imageVersion version of that image
 * @param release what syft calls the release: {@code versionId}, on Debian the point release of
 *     {@code /etc/debian_version} when that is a number, else {@code buildId}
 */
public record OsRelease(
    String id,
    String idLike,
    String versionId,
    String buildId,
    String imageId,
    String imageVersion,
    String release) {

  /** Whether {@code name} is its id or one of those it resembles. */
  public boolean isLike(String name) {
    return id.equals(name) || (" " + idLike + " ").contains(" " + name + " ");
  }

  /** The value of syft's {@code distro} qualifier; empty when no release is known. */
  public Optional<String> distro() {
    return id.isEmpty() || release.isEmpty() ? Optional.empty() : Optional.of(id + "-" + release);
  }

  /**
   * Understands the bytes of os-release and, for Debian, of debian_version. Lines that are no
   * assignment are skipped: a machine's name tag does not fail its inventory.
   */
  static OsRelease parse(byte[] osRelease, byte[] debianVersion) {
    Map<String, String> values = new TreeMap<>();
    for (String line : new String(osRelease, StandardCharsets.UTF_8).split("\n", -1)) {
      String text = line.strip();
      int equals = text.indexOf('=');
      if (equals > 0 && text.charAt(0) != '#') {
        values.put(text.substring(0, equals), unquote(text.substring(equals + 1)));
      }
    }
    String id = values.getOrDefault("ID", "");
    String versionId = values.getOrDefault("VERSION_ID", "");
    String buildId = values.getOrDefault("BUILD_ID", "");
    String release = versionId.isEmpty() ? buildId : versionId;
    String point = new String(debianVersion, StandardCharsets.UTF_8).strip();
    if (id.equalsIgnoreCase("debian") && isNumber(point)) {
      release = point;
    }
    return new OsRelease(
        id,
        values.getOrDefault("ID_LIKE", ""),
        versionId,
        buildId,
        values.getOrDefault("IMAGE_ID", ""),
        values.getOrDefault("IMAGE_VERSION", ""),
        release);
  }

  /** os-release(5): shell quoting without expansion; a backslash in double quotes escapes. */
  private static String unquote(String text) {
    StringBuilder out = new StringBuilder(text.length());
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        out.append(text.charAt(++i));
      } else if (c >= ' ' && c != 0x7f) {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** syft's {@code ^\d+(\.\d+)?$}; {@code trixie/sid} is none. */
  private static boolean isNumber(String text) {
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dots += i == 0 || i == text.length() - 1 ? 2 : 1;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return !text.isEmpty() && dots < 2;
  }
}
