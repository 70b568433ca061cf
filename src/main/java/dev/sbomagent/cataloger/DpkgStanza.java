package dev.sbomagent.cataloger;

import dev.sbomagent.component.Presence;
import dev.sbomagent.inventory.MalformedException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The kept fields of one stanza while it is read, and what dpkg demands of them. The rules are
 * those on which dpkg itself refuses a database; where it only warns, so far as no odd character
 * gets in, nothing is refused.
 */
final class DpkgStanza {
  /** Kept fields by their names in lower case; the index is the field's number. */
  private static final String[] FIELDS = {
    "package", "status", "version", "architecture", "source", "multi-arch", "conffiles"
  };

  static final int NOT_KEPT = -1;
  static final int CONFFILES = 6;

  private final @Nullable String[] values = new @Nullable String[FIELDS.length];

  /** The number of a field, NOT_KEPT for the many that an inventory has no use for. */
  static int field(String name) {
    for (int i = 0; i < FIELDS.length; i++) {
      if (FIELDS[i].equals(name)) {
        return i;
      }
    }
    return NOT_KEPT;
  }

  void put(int field, String value) {
    values[field] = value.strip();
  }

  private String value(int field) {
    String value = values[field];
    return value == null ? "" : value;
  }

  /** The finished stanza; this object is then empty for the next one. */
  DpkgEntry finish() throws MalformedException {
    String name = packageName();
    String version = version();
    String status = values[1];
    Presence presence = status == null ? Presence.INSTALLED : presence(status);
    if (version == null
        && status != null
        && presence != Presence.KNOWN
        && presence != Presence.PARTIAL) {
      throw new MalformedException("package '" + name + "' has no version");
    }
    DpkgEntry entry =
        new DpkgEntry(
            name.toLowerCase(Locale.ROOT),
            name,
            version,
            architecture(),
            value(4),
            value(5).equals("same"),
            presence,
            status != null && status.contains("deinstall"),
            value(CONFFILES));
    java.util.Arrays.fill(values, null);
    return entry;
  }

  /** dpkg's pkg_name_is_illegal: a letter or digit, then also {@code -+._}. */
  private String packageName() throws MalformedException {
    String name = values[0];
    if (name == null) {
      throw new MalformedException("stanza without a package name");
    }
    boolean good = !name.isEmpty() && isAlphanumeric(name.charAt(0));
    for (int i = 0; good && i < name.length(); i++) {
      char c = name.charAt(i);
      good = isAlphanumeric(c) || c == '-' || c == '+' || c == '.' || c == '_';
    }
    if (!good) {
      throw new MalformedException("package name '" + printable(name) + "' is not valid");
    }
    return name;
  }

  /**
   * deb-version(7), as lenient as dpkg is with its own database: {@code
   * [epoch:]upstream[-revision]}, of which each part that is announced must be there.
   */
  private @Nullable String version() throws MalformedException {
    String version = values[2];
    if (version == null) {
      return null;
    }
    int colon = version.indexOf(':');
    int dash = version.lastIndexOf('-');
    boolean good = !version.isEmpty() && colon != 0 && colon < 11;
    for (int i = 0; good && i < colon; i++) {
      good = version.charAt(i) >= '0' && version.charAt(i) <= '9';
    }
    good &= colon < version.length() - 1 && dash != colon + 1 && dash != version.length() - 1;
    for (int i = 0; good && i < version.length(); i++) {
      good = version.charAt(i) > ' ' && version.charAt(i) < 0x7f;
    }
    if (!good || (colon > 0 && Long.parseLong(version.substring(0, colon)) > Integer.MAX_VALUE)) {
      throw new MalformedException(
          "version '" + printable(version) + "' of package '" + value(0) + "' is not valid");
    }
    return version;
  }

  /** dpkg's architecture names are letters, digits and dashes; what else was seen is let pass. */
  private String architecture() throws MalformedException {
    String arch = value(3);
    for (int i = 0; i < arch.length(); i++) {
      char c = arch.charAt(i);
      if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
        throw new MalformedException(
            "architecture '" + printable(arch) + "' of package '" + value(0) + "' is not valid");
      }
    }
    return arch;
  }

  /**
   * What the third word of {@code Status} says is on disk, whatever the selection (dpkg(1),
   * "Package states"). Only {@code deinstall}, not {@code purge}, makes an installed package a
   * deselected one: it is the word that syft passes over.
   */
  private Presence presence(String status) throws MalformedException {
    String[] words = new String[3];
    int count = 0;
    int i = 0;
    while (i < status.length()) {
      int start = i;
      while (i < status.length() && status.charAt(i) > ' ') {
        i++;
      }
      if (i > start && count < 3) {
        words[count] = status.substring(start, i).toLowerCase(Locale.ROOT);
      }
      count += i > start ? 1 : 0;
      i++;
    }
    if (count != 3 || !isWant(words[0]) || !isFlag(words[1])) {
      throw badStatus(status);
    }
    return switch (words[2]) {
      case "installed", "triggers-awaited", "triggers-pending", "half-configured", "unpacked" ->
          words[0].equals("deinstall") ? Presence.DESELECTED : Presence.INSTALLED;
      case "half-installed" -> Presence.PARTIAL;
      case "config-files" -> Presence.RESIDUAL;
      case "not-installed" -> Presence.KNOWN;
      default -> throw badStatus(status);
    };
  }

  private MalformedException badStatus(String status) {
    return new MalformedException(
        "status '" + printable(status) + "' of package '" + printable(value(0)) + "' is not valid");
  }

  private static boolean isWant(String word) {
    return switch (word) {
      case "unknown", "install", "hold", "deinstall", "purge" -> true;
      default -> false;
    };
  }

  /** The second pair is of dpkg before 1.16. */
  private static boolean isFlag(String word) {
    return switch (word) {
      case "ok", "reinstreq", "hold", "hold-reinstreq" -> true;
      default -> false;
    };
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }

  /** A short form of a bad value that is safe to print. */
  static String printable(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(value.length(), 60); i++) {
      char c = value.charAt(i);
      out.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return value.length() > 60 ? out.append("...").toString() : out.toString();
  }
}
