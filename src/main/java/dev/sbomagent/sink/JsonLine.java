package dev.sbomagent.sink;

import dev.sbomagent.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One JSON object on one line. */
final class JsonLine {
  /** Writes the fields of an object. */
  interface Content {
    void write(JsonWriter out) throws IOException;
  }

  private JsonLine() {}

  static String of(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try {
      JsonWriter out = JsonWriter.compact(bytes);
      out.object(() -> content.write(out)).flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
