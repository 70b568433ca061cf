package dev.sbomagent.cataloger;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code libman.json}, by which ASP.NET projects fetch libraries for browsers
 * (aspnet/LibraryManager, "libman.json reference"); syft lists them with the application beside it.
 */
final class Libman implements JsonFile.Document {
  private static final int MAX_LIBRARIES = 100_000;

  private String provider = "";
  private final List<String[]> libraries = new ArrayList<>();

  @Override
  public void read(JsonReader in) throws JsonException {
    if (Shape.isNull(in)) {
      return;
    }
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (Shape.key(field)) {
        case "version" -> Shape.TEXT.check(in);
        case "defaultprovider" -> provider = Shape.text(in, provider);
        case "libraries" -> libraries(in);
        default -> in.skip();
      }
    }
  }

  private void libraries(JsonReader in) throws JsonException {
    if (Shape.isNull(in)) {
      return;
    }
    in.beginArray();
    while (in.nextElement()) {
      if (libraries.size() == MAX_LIBRARIES) {
        throw in.broken("more than " + MAX_LIBRARIES + " libraries");
      }
      if (!Shape.isNull(in)) {
        library(in);
      }
    }
  }

  private void library(JsonReader in) throws JsonException {
    String[] library = {"", ""};
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (Shape.key(field)) {
        case "library" -> library[0] = Shape.text(in, library[0]);
        case "provider" -> library[1] = Shape.text(in, library[1]);
        case "destination" -> Shape.TEXT.check(in);
        case "files" -> Shape.TEXTS.check(in);
        default -> in.skip();
      }
    }
    libraries.add(library);
  }

  /** Those with a name and a version, as {@code name@version}. */
  List<String> listed() {
    List<String> listed = new ArrayList<>();
    for (String[] library : libraries) {
      String from = library[1].isEmpty() ? provider : library[1];
      int at = library[0].indexOf('@');
      if (!from.equals("filesystem") && at >= 0 && library[0].indexOf('@', at + 1) < 0) {
        listed.add(library[0]);
      }
    }
    return listed;
  }
}
