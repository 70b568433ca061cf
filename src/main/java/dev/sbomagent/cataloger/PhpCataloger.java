package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What Composer installed, by its {@code installed.json} of either version (syft,
 * php-composer-installed-cataloger).
 */
public final class PhpCataloger implements FileCataloger {
  @Override
  public Family family() {
    return Family.PHP;
  }

  @Override
  public boolean wants(String folder, String name) {
    return name.equals("installed.json");
  }

  @Override
  public List<Component> read(FoundFile file) throws IOException, MalformedException {
    Installed installed = new Installed(file.location());
    return JsonFile.read(file, true, installed) ? installed.components : List.of();
  }

  private static final class Installed implements JsonFile.Document {
    private static final int MAX_PACKAGES = 100_000;
    private static final Shape REFERENCE =
        Shape.object(
            Map.of(
                "type", Shape.TEXT,
                "url", Shape.TEXT,
                "reference", Shape.TEXT,
                "shasum", Shape.TEXT));
    private static final Shape AUTHOR =
        Shape.object(Map.of("name", Shape.TEXT, "email", Shape.TEXT, "homepage", Shape.TEXT));
    private static final Map<String, Shape> FIELDS =
        Map.ofEntries(
            Map.entry("source", REFERENCE),
            Map.entry("dist", REFERENCE),
            Map.entry("require", Shape.TEXT_MAP),
            Map.entry("provide", Shape.TEXT_MAP),
            Map.entry("require-dev", Shape.TEXT_MAP),
            Map.entry("suggest", Shape.TEXT_MAP),
            Map.entry("license", Shape.TEXTS),
            Map.entry("type", Shape.TEXT),
            Map.entry("notification-url", Shape.TEXT),
            Map.entry("bin", Shape.TEXTS),
            Map.entry("authors", Shape.list(AUTHOR)),
            Map.entry("description", Shape.TEXT),
            Map.entry("homepage", Shape.TEXT),
            Map.entry("keywords", Shape.TEXTS),
            Map.entry("time", Shape.TEXT));

    private final String location;
    private final List<Component> components = new ArrayList<>();

    Installed(String location) {
      this.location = location;
    }

    @Override
    public void read(JsonReader in) throws JsonException {
      // Composer 1 wrote the array that Composer 2 has in a field
      if (in.kind() == JsonReader.Kind.ARRAY) {
        packages(in);
        return;
      }
      in.beginObject();
      for (String name = in.nextField(); name != null; name = in.nextField()) {
        if (Shape.key(name).equals("packages")) {
          packages(in);
        } else {
          in.skip();
        }
      }
    }

    private void packages(JsonReader in) throws JsonException {
      components.clear();
      if (Shape.isNull(in)) {
        return;
      }
      in.beginArray();
      while (in.nextElement()) {
        if (components.size() == MAX_PACKAGES) {
          throw in.broken("more than " + MAX_PACKAGES + " packages");
        }
        if (!Shape.isNull(in)) {
          component(in);
        }
      }
    }

    private void component(JsonReader in) throws JsonException {
      String name = "";
      String version = "";
      in.beginObject();
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        String key = Shape.key(field);
        switch (key) {
          case "name" -> name = Shape.text(in, name);
          case "version" -> version = Shape.text(in, version);
          default -> Shape.checkField(FIELDS, key, in);
        }
      }
      components.addAll(composed(name, version));
    }

    /** {@code vendor/name}; what follows a second slash is joined by dashes, as in syft's purl. */
    private List<Component> composed(String name, String version) {
      int slash = name.indexOf('/');
      String vendor = slash < 0 ? "" : name.substring(0, slash);
      String own = name.substring(slash + 1).replace('/', '-');
      String purl = PurlText.of(Family.PHP.ecosystem(), vendor, own, version).toString();
      String full = slash < 0 ? own : vendor + "/" + own;
      return Found.one(Family.PHP, full.toLowerCase(Locale.ROOT), version, purl, location);
    }
  }
}
