package dev.sbomagent.cataloger;

import dev.sbomagent.component.Presence;
import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the stanzas of opkg's {@code status} and {@code control} files as syft does
 * (debian/parse_dpkg_db.go). dpkg's own parser would refuse them: opkg's flags are words that dpkg
 * does not know ({@code install user installed}), and its versions are free text.
 */
final class OpkgStatus {
  private static final long MAX_FILE = 64L << 20;
  private static final int MAX_FIELDS = 256;

  private final List<DpkgEntry> entries = new ArrayList<>();
  private final Map<String, String> fields = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private String key = "";

  private OpkgStatus() {}

  /** The packages that are listed and not marked as removed, in the order of the file. */
  static List<DpkgEntry> parse(InputStream in) throws IOException, MalformedException {
    OpkgStatus status = new OpkgStatus();
    Lines lines = new Lines(in, Lines.MAX_LINE, MAX_FILE);
    int number = 0;
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        number++;
        if (line.isEmpty()) {
          status.finish();
        } else if (!lines.cut()) {
          // syft does not see a last line without a line feed
          status.line(line);
        }
      }
      if (lines.tooLong()) {
        throw new MalformedException("longer than " + Lines.MAX_LINE + " bytes");
      }
      status.finish();
      return status.entries;
    } catch (MalformedException e) {
      throw new MalformedException("line " + number + ": " + e.getMessage());
    }
  }

  private void line(String line) throws MalformedException {
    int colon = line.indexOf(':');
    if (line.charAt(0) == ' ') {
      if (key.isEmpty()) {
        throw new MalformedException("continues no field");
      }
    } else if (colon > 0) {
      key = line.substring(0, colon).strip().replace("-", "").toLowerCase(Locale.ROOT);
      if (!seen.add(key)) {
        throw new MalformedException("field '" + DpkgStanza.printable(key) + "' occurs twice");
      }
      if (seen.size() > MAX_FIELDS) {
        throw new MalformedException("more than " + MAX_FIELDS + " fields");
      }
      switch (key) {
        case "package", "version", "architecture", "status", "source" ->
            fields.put(key, Blank.trim(line.substring(colon + 1)));
        default -> {}
      }
    } else {
      key = "";
    }
  }

  private void finish() {
    String name = field("package");
    if (!name.isEmpty() && !field("status").contains("deinstall")) {
      entries.add(
          new DpkgEntry(
              name.toLowerCase(Locale.ROOT),
              name,
              KnownVersion.of(field("version")),
              field("architecture"),
              field("source"),
              false,
              Presence.INSTALLED,
              false,
              ""));
    }
    fields.clear();
    seen.clear();
    key = "";
  }

  private String field(String name) {
    return fields.getOrDefault(name, "");
  }
}
