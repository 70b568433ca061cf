package dev.sbomagent.outbox;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The chain that the outbox held before it was begun anew.
 *
 * @param machine whose it was
 * @param seq of its newest event
 */
public record Former(String machine, String chain, long seq) {
  static final int MAX_BYTES = 8192;

  private static final String SCHEMA = "sbom-agent/former/1";

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(300);
    try {
      JsonWriter out = JsonWriter.compact(bytes);
      out.object(
              () ->
                  out.field("schema", SCHEMA)
                      .field("machine", machine)
                      .field("chain", chain)
                      .field("seq", seq))
          .flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static Former parse(byte[] bytes) throws DamagedException {
    try {
      Fields fields = Fields.parse(bytes, JsonLimits.ofBytes(MAX_BYTES));
      if (!fields.text("schema").equals(SCHEMA)) {
        throw Fields.wrong("schema");
      }
      return new Former(fields.text("machine"), fields.text("chain"), fields.number("seq"));
    } catch (JsonException broken) {
      throw new DamagedException(
          "not a former chain: " + broken.getMessage() + ", " + bytes.length + " bytes");
    }
  }
}
