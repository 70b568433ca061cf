package dev.sbomagent.trust;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document read field by field with nothing left over: an unknown name is an error. One
 * object reads all levels; a class or lambda for each would cost a cold start more than the parse.
 */
abstract class StrictJson implements JsonReader.Field, JsonReader.Element {
  /** Longest string held as one; what may be longer is decoded where it stands. */
  static final int MAX_STRING = (int) FileRole.MAX_BUNDLE;

  private final byte[] document;
  final JsonReader reader;
  private @Nullable String complaint;

  StrictJson(byte[] document) throws JsonException {
    this.document = document;
    this.reader =
        JsonReader.of(document, new JsonLimits(document.length, JsonLimits.MAX_DEPTH, MAX_STRING));
  }

  /** A complaint in our own words, which hold nothing of the document. */
  final JsonException refuse(String words) {
    complaint = words;
    return reader.broken(words);
  }

  final JsonException unknown() {
    return refuse("unknown field");
  }

  /** What is wrong and at which byte; never what stands there. */
  final String problem() {
    String words = complaint == null ? "not strict JSON" : complaint;
    return words + " at byte " + reader.offset();
  }

  /** A string of canonical base64, of any length. */
  final byte[] base64() throws JsonException {
    byte[] decoded = longBase64();
    if (decoded == null) {
      throw refuse("not canonical base64");
    }
    return decoded;
  }

  /**
   * Decodes from the document itself: a payload may be a hundred megabytes and must not become a
   * string. Only where something is escaped, which base64 never needs, it does, and is bounded.
   */
  private byte @Nullable [] longBase64() throws JsonException {
    if (reader.kind() != JsonReader.Kind.STRING) {
      throw refuse("expected a string");
    }
    int start = (int) reader.offset() + 1;
    int end = start;
    while (end < document.length && document[end] != '"') {
      if (document[end] == '\\') {
        return Base64Text.decode(reader.string());
      }
      end++;
    }
    reader.skipLongString();
    return Base64Text.decode(document, start, end);
  }

  /** A whole number of zero or more, in protobuf's JSON a string or a number (int64). */
  final long natural() throws JsonException {
    String text = reader.kind() == JsonReader.Kind.STRING ? reader.string() : reader.literal();
    boolean digits = !text.isEmpty() && text.length() <= 18;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits) {
      throw refuse("not a number of zero or more");
    }
    return Long.parseLong(text);
  }
}
