package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * R packages, by their {@code DESCRIPTION} (syft, r-package-cataloger). Other software has files of
 * that name, too: one without a package and a version is none.
 */
public final class RCataloger implements FileCataloger {
  private static final long MAX_FILE = 64L << 20;

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
    String name = "";
    String version = "";
    try (InputStream in = file.stream()) {
      Lines lines = new Lines(in, Lines.MAX_LINE, MAX_FILE);
      String key = "";
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.isEmpty()) {
          continue;
        }
        String added;
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
          added = "\n" + Blank.trim(line);
        } else {
          int colon = line.indexOf(':');
          key = colon < 0 ? "" : line.substring(0, colon);
          added = Blank.trim(line.substring(colon + 1));
          name = key.equals("Package") ? "" : name;
          version = key.equals("Version") ? "" : version;
        }
        if (name.length() + version.length() + added.length() > 2 * Lines.MAX_LINE) {
          throw new MalformedException("value is longer than " + Lines.MAX_LINE + " characters");
        }
        name += key.equals("Package") ? added : "";
        version += key.equals("Version") ? added : "";
      }
    }
    if (name.isEmpty() || version.isEmpty()) {
      return List.of();
    }
    String purl = PurlText.of(Family.R.ecosystem(), "", name, version).toString();
    return Found.one(Family.R, name, version, purl, file.location());
  }
}
