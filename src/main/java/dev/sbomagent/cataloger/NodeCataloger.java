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
import java.util.Locale;
import java.util.Map;

/**
 * npm packages as they lie on disk, by their {@code package.json} (syft,
 * javascript-package-cataloger, which it runs on images only). One whose fields are of other kinds
 * than npm documents them is none to syft, and none here.
 */
public final class NodeCataloger implements FileCataloger {
  @Override
  public Family family() {
    return Family.NODE;
  }

  @Override
  public boolean wants(String folder, String name) {
    return name.equals("package.json");
  }

  @Override
  public List<Component> read(FoundFile file) throws IOException, MalformedException {
    Manifest manifest = new Manifest();
    if (!JsonFile.read(file, true, manifest)) {
      return List.of();
    }
    String name = manifest.name;
    int slash = name.indexOf('/');
    String purl =
        PurlText.of(
                Family.NODE.ecosystem(),
                slash < 0 ? "" : name.substring(0, slash),
                name.substring(slash + 1),
                manifest.version)
            .toString();
    return Found.one(
        Family.NODE, name.toLowerCase(Locale.ROOT), manifest.version, purl, file.location());
  }

  private static final class Manifest implements JsonFile.Document {
    private static final Map<String, Shape> PERSON =
        Map.of("name", Shape.TEXT, "email", Shape.TEXT, "url", Shape.TEXT);

    private static final Map<String, Shape> FIELDS =
        Map.of(
            "latest", Shape.TEXTS,
            "homepage", Shape.TEXT,
            "description", Shape.TEXT,
            "dependencies", Shape.TEXT_MAP,
            "devdependencies", Shape.TEXT_MAP,
            "private", Shape.FLAG);

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
          case "author" -> person(in);
          case "authors", "contributors", "maintainers" -> people(in);
          case "repository" -> textOr(Shape.TEXT_MAP, in);
          default -> Shape.checkField(FIELDS, key, in);
        }
      }
    }

    private static void people(JsonReader in) throws JsonException {
      if (in.kind() != JsonReader.Kind.ARRAY) {
        person(in);
        return;
      }
      in.beginArray();
      while (in.nextElement()) {
        person(in);
      }
    }

    private static void person(JsonReader in) throws JsonException {
      textOr(Shape.object(PERSON), in);
    }

    private static void textOr(Shape other, JsonReader in) throws JsonException {
      (in.kind() == JsonReader.Kind.STRING ? Shape.TEXT : other).check(in);
    }
  }
}
