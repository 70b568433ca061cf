package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * R packages, by their {@code DESCRIPTION} (syft, r-package-cataloger). Other software has files of
 * that name, too: one without a package and a version is none.
 */
public final class RCataloger implements FileCataloger {
  private static final long MAX_FILE = 64L << 20;
  private static final int MAX_VALUE = 1 << 16;

  @Override
  public Family family() {
    return Family.R;
  }

  @Override
  public boolean wants(String folder, String name) {
    return name.equals("DESCRIPTION");
  }

  @Override
  public List<Component> read(FoundFile file) throws IOException, MalformedException {
    Map<String, String> fields = new HashMap<>();
    try (InputStream in = file.stream()) {
      read(new Lines(in, Lines.MAX_LINE, MAX_FILE), fields);
    }
    String name = fields.getOrDefault("Package", "");
    String version = fields.getOrDefault("Version", "");
    if (name.isEmpty() || version.isEmpty()) {
      return List.of();
    }
    String purl = PurlText.of(Family.R.ecosystem(), "", name, version).toString();
    return Found.one(Family.R, name, version, purl, file.location());
  }

  /**
   * Debian control format, of which only the two fields are kept. As in syft, what follows a colon
   * at the start of a line becomes the beginning of the next field's value.
   */
  private static void read(Lines lines, Map<String, String> fields)
      throws IOException, MalformedException {
    String key = "";
    String value = "";
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.isEmpty()) {
        continue;
      }
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        value += isKept(key) ? "\n" + Blank.trim(line) : "";
      } else {
        if (!key.isEmpty()) {
          keep(fields, key, value);
          value = "";
        }
        int colon = line.indexOf(':');
        key = colon < 0 ? "" : line.substring(0, colon);
        value += colon == 0 || isKept(key) ? Blank.trim(line.substring(colon + 1)) : "";
      }
      if (value.length() > MAX_VALUE) {
        throw new MalformedException("value is longer than " + MAX_VALUE + " characters");
      }
    }
    keep(fields, key, value);
  }

  private static void keep(Map<String, String> fields, String key, String value) {
    if (isKept(key)) {
      fields.put(key, value);
    }
  }

  private static boolean isKept(String key) {
    return key.equals("Package") || key.equals("Version");
  }
}
