package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Conda packages, by the record of each in {@code conda-meta} (syft, conda-meta-cataloger). */
public final class CondaCataloger implements FileCataloger {
  @Override
  public Family family() {
    return Family.CONDA;
  }

  @Override
  public boolean wants(String folder, String name) {
    return name.endsWith(".json") && folder.endsWith("/conda-meta");
  }

  @Override
  public List<Component> read(FoundFile file) throws IOException, MalformedException {
    Entry read = new Entry();
    // syft makes no purl of these
    return JsonFile.read(file, false, read)
        ? Found.one(Family.CONDA, read.name, Blank.trim(read.version), null, file.location())
        : List.of();
  }

  private static final class Entry implements JsonFile.Document {
    private static final Shape PATH =
        Shape.object(
            Map.of(
                "_path", Shape.TEXT,
                "path_type", Shape.TEXT,
                "sha256", Shape.TEXT,
                "sha256_in_prefix", Shape.TEXT,
                "size_in_bytes", Shape.INTEGER));
    private static final Map<String, Shape> FIELDS =
        Map.ofEntries(
            Map.entry("arch", Shape.TEXT),
            Map.entry("build", Shape.TEXT),
            Map.entry("build_number", Shape.INTEGER),
            Map.entry("channel", Shape.TEXT),
            Map.entry("subdir", Shape.TEXT),
            Map.entry("noarch", Shape.TEXT),
            Map.entry("license", Shape.TEXT),
            Map.entry("license_family", Shape.TEXT),
            Map.entry("md5", Shape.TEXT),
            Map.entry("sha256", Shape.TEXT),
            Map.entry("size", Shape.INTEGER),
            Map.entry("timestamp", Shape.INTEGER),
            Map.entry("fn", Shape.TEXT),
            Map.entry("url", Shape.TEXT),
            Map.entry("extracted_package_dir", Shape.TEXT),
            Map.entry("depends", Shape.TEXTS),
            Map.entry("files", Shape.TEXTS),
            Map.entry(
                "paths_data",
                Shape.object(Map.of("paths_version", Shape.INTEGER, "paths", Shape.list(PATH)))),
            Map.entry("link", Shape.object(Map.of("source", Shape.TEXT, "type", Shape.INTEGER))));

    private String name = "";
    private String version = "";

    @Override
    public void read(JsonReader in) throws JsonException {
      if (Shape.isNull(in)) {
        return;
      }
      in.beginObject();
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        String key = Shape.key(field);
        switch (key) {
          case "name" -> name = Shape.text(in, name);
          case "version" -> version = Shape.text(in, version);
          default -> Shape.checkField(FIELDS, key, in);
        }
      }
    }
  }
}
