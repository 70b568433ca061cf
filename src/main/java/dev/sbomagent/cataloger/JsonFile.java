package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;

/** Reads files that hold one JSON document and are read as syft reads them, by streaming. */
final class JsonFile {
  private static final long MAX_FILE = 128L << 20;
  private static final int MAX_STRING = 16 << 20;

  private JsonFile() {}

  /** Consumes the document; may be given it twice, from the start. */
  interface Document {
    void read(JsonReader in) throws JsonException;
  }

  /**
   * Reads the document at the start of a file.
   *
   * @param alone whether nothing may follow it
   * @return false when the file is no JSON object or array at all, whatever its name
   * @throws MalformedException when it starts like one and is none, or not the one expected
   */
  static boolean read(FoundFile file, boolean alone, Document document)
      throws IOException, MalformedException {
    try {
      attempt(file.stream(), alone, document);
      return true;
    } catch (JsonException e) {
      if (!startsLikeOne(file)) {
        return false;
      }
    }
    try {
      // Go takes bytes that are no UTF-8, in authors' names as a rule: read again past them
      attempt(new Latin1InputStream(file.stream()), alone, document);
      return true;
    } catch (JsonException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  private static void attempt(InputStream stream, boolean alone, Document document)
      throws IOException, JsonException {
    try (InputStream in = stream) {
      JsonReader reader =
          JsonReader.of(in, new JsonLimits(MAX_FILE, JsonLimits.MAX_DEPTH, MAX_STRING))
              .allowingRepeatedNames();
      document.read(reader);
      if (alone) {
        reader.end();
      }
    }
  }

  private static boolean startsLikeOne(FoundFile file) throws IOException {
    for (byte b : file.head(64)) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b == '{' || b == '[';
      }
    }
    return false;
  }
}
