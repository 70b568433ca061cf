package dev.sbomagent.golden;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads CycloneDX JSON into a {@link Draft}. Fields in any order; an unknown field is passed over,
 * a known one of the wrong type is refused. No closures: most of a check's time is spent here,
 * cold.
 */
final class JsonBom {
  /** Properties of which the values are a few words, over and over. */
  private static final String WORDS = "syft:package:";

  private static final String SHA256 = "SHA-256";
  private static final int MAX_DIGEST = 64;

  private final JsonReader in;
  private final Draft draft;
  private final byte[] digest = new byte[MAX_DIGEST];

  JsonBom(JsonReader in, Draft draft) {
    this.in = in;
    this.draft = draft;
  }

  void read() throws JsonException, SbomException {
    String format = null;
    in.beginObject();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "bomFormat" -> format = format(in.string());
        case "specVersion" -> specVersion(in.string());
        case "metadata" -> metadata();
        case "components" -> components(new Entry());
        default -> in.skip();
      }
    }
    in.end();
    if (format == null) {
      throw in.broken("not CycloneDX: no bomFormat");
    }
  }

  private String format(String format) throws JsonException {
    if (!format.equals("CycloneDX")) {
      throw in.broken("not CycloneDX but " + Paths.quoted(format));
    }
    return format;
  }

  private void specVersion(String version) throws JsonException, SbomException {
    try {
      draft.specVersion(version);
    } catch (SbomException refused) {
      throw at(refused);
    }
  }

  private void metadata() throws JsonException, SbomException {
    in.beginObject();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "timestamp" -> draft.createdAt = in.string();
        case "tools" -> tools();
        case "component" -> source();
        case "properties" -> properties(null);
        default -> in.skip();
      }
    }
  }

  /** An array of tools up to 1.4, an object with components since. */
  private void tools() throws JsonException, SbomException {
    if (in.kind() == JsonReader.Kind.ARRAY) {
      toolList();
      return;
    }
    in.beginObject();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      if (name.equals("components")) {
        toolList();
      } else {
        in.skip();
      }
    }
  }

  private void toolList() throws JsonException, SbomException {
    in.beginArray();
    while (in.nextElement()) {
      String tool = "";
      String version = "";
      in.beginObject();
      for (String name = in.nextField(); name != null; name = in.nextField()) {
        switch (name) {
          case "name" -> tool = in.string();
          case "version" -> version = in.string();
          default -> in.skip();
        }
      }
      draft.tool(tool, version);
    }
  }

  private void source() throws JsonException, SbomException {
    in.beginObject();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "type" -> draft.sourceType = in.string();
        case "name" -> draft.sourceName = in.string();
        default -> in.skip();
      }
    }
  }

  private void components(Entry entry) throws JsonException, SbomException {
    in.beginArray();
    while (in.nextElement()) {
      entry.clear();
      component(entry);
      try {
        draft.add(entry);
      } catch (SbomException refused) {
        throw at(refused);
      }
    }
  }

  private void component(Entry entry) throws JsonException, SbomException {
    in.beginObject();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (name) {
        case "type" -> entry.type = in.symbol();
        case "name" -> entry.name = in.string();
        case "version" -> entry.version = in.string();
        case "group" -> entry.group = in.string();
        case "purl" -> entry.purl = in.string();
        case "hashes" -> hashes(entry);
        case "properties" -> properties(entry);
        case "evidence" -> evidence(entry);
        case "components" -> components(new Entry());
        default -> in.skip();
      }
    }
  }

  private void hashes(Entry entry) throws JsonException, SbomException {
    in.beginArray();
    while (in.nextElement()) {
      String algorithm = null;
      int length = 0;
      boolean content = false;
      in.beginObject();
      for (String name = in.nextField(); name != null; name = in.nextField()) {
        switch (name) {
          case "alg" -> algorithm = in.symbol();
          case "content" -> {
            content = true;
            length = content(algorithm);
          }
          default -> in.skip();
        }
      }
      if (algorithm == null || !content) {
        throw in.broken("hash without alg or content");
      }
      if (algorithm.equals(SHA256)) {
        sha256(entry, length);
      }
    }
  }

  /** The digest's length; not taken where the algorithm, if it came first, is of no use. */
  private int content(@Nullable String algorithm) throws JsonException {
    if (algorithm == null || algorithm.equals(SHA256)) {
      return in.hex(digest);
    }
    in.skip();
    return -1;
  }

  private void sha256(Entry entry, int length) throws JsonException, SbomException {
    try {
      entry.sha256(digest, length);
    } catch (SbomException refused) {
      throw at(refused);
    }
  }

  /** Properties of one entry, or, without one, of the document. */
  private void properties(@Nullable Entry entry) throws JsonException, SbomException {
    in.beginArray();
    while (in.nextElement()) {
      String property = null;
      String value = null;
      in.beginObject();
      for (String name = in.nextField(); name != null; name = in.nextField()) {
        switch (name) {
          case "name" -> property = in.symbol();
          case "value" -> value = value(entry, property);
          default -> in.skip();
        }
      }
      if (property != null && value != null) {
        property(entry, property, value);
      }
    }
  }

  /** The value; not taken where the name, if it came first, says that nobody wants it. */
  private @Nullable String value(@Nullable Entry entry, @Nullable String property)
      throws JsonException {
    if (entry == null || property == null || Entry.wants(property)) {
      return property != null && property.startsWith(WORDS) ? in.symbol() : in.string();
    }
    in.skip();
    return null;
  }

  private void property(@Nullable Entry entry, String property, String value) throws SbomException {
    try {
      if (entry == null) {
        draft.property(property, value);
      } else {
        entry.property(property, value);
      }
    } catch (SbomException refused) {
      throw at(refused);
    }
  }

  private void evidence(Entry entry) throws JsonException, SbomException {
    // CycloneDX 1.4 has evidence without occurrences, 1.5 has both
    in.beginObject();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      if (name.equals("occurrences")) {
        occurrences(entry);
      } else {
        in.skip();
      }
    }
  }

  private void occurrences(Entry entry) throws JsonException, SbomException {
    in.beginArray();
    while (in.nextElement()) {
      in.beginObject();
      for (String name = in.nextField(); name != null; name = in.nextField()) {
        if (name.equals("location")) {
          entry.occurrences.add(in.string());
        } else {
          in.skip();
        }
      }
    }
  }

  private SbomException at(SbomException refused) {
    String placed = in.broken(String.valueOf(refused.getMessage())).getMessage();
    return new SbomException(String.valueOf(placed), refused.tooLarge());
  }
}
