package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One crate of a Rust program, as cargo-auditable lists it (its schema
 * cargo-auditable.schema.json).
 *
 * @param name empty when not stated
 * @param version empty when not stated
 */
record RustAudit(String name, String version) {
  private static final int MAX_CRATES = 100_000;

  /** The crates that are linked in, not those that only the build used. */
  static List<RustAudit> parse(byte[] json) throws MalformedException {
    List<RustAudit> crates = new ArrayList<>();
    try {
      JsonReader in = JsonReader.of(json, JsonLimits.ofBytes(json.length));
      in.beginObject();
      for (String name = in.nextField(); name != null; name = in.nextField()) {
        if (name.equals("packages") && in.kind() == JsonReader.Kind.ARRAY) {
          in.beginArray();
          while (in.nextElement()) {
            crate(in, crates);
          }
        } else {
          in.skip();
        }
      }
      in.end();
    } catch (JsonException e) {
      throw new MalformedException("list of crates: " + e.getMessage());
    }
    return crates;
  }

  private static void crate(JsonReader in, List<RustAudit> crates) throws JsonException {
    String name = "";
    String version = "";
    // what is not said to be anything else is linked in
    String kind = "runtime";
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      // in any case, as in Go
      switch (field.toLowerCase(Locale.ROOT)) {
        case "name" -> name = text(in, name);
        case "version" -> version = text(in, version);
        case "kind" -> kind = text(in, kind);
        default -> in.skip();
      }
    }
    if (kind.equals("runtime")) {
      if (crates.size() == MAX_CRATES) {
        throw in.broken("more than " + MAX_CRATES + " crates");
      }
      crates.add(new RustAudit(name, version));
    }
  }

  /** Null leaves what is there, as in Go. */
  private static String text(JsonReader in, String otherwise) throws JsonException {
    if (in.kind() == JsonReader.Kind.NULL) {
      in.skip();
      return otherwise;
    }
    return in.string();
  }
}
