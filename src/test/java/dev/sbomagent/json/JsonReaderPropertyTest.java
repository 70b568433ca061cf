package dev.sbomagent.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The reader accepts what Jackson accepts strictly, and gives the same texts. */
class JsonReaderPropertyTest {
  private static final JsonLimits LIMITS = JsonLimits.ofBytes(1 << 20);
  private static final JsonFactory JACKSON =
      new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"a\"",
    "\"b\":",
    "1",
    "-0.5e3",
    "01",
    "true",
    "null",
    " ",
    "\\",
    "\\n",
    "\\u0041",
    "\u00e4",
    "\ud83d\ude00",
    "\t",
    "x",
    "{\"k\":[1,{\"v\":\"w\"}]}"
  };

  @Property(tries = 3000)
  void agrees_with_jackson_on_pieces_of_json(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder document = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      document.append(PIECES[random.nextInt(PIECES.length)]);
    }
    agree(document.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 3000)
  void agrees_with_jackson_on_damaged_json(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] document =
        "{\"a\":[1,-2.5e3,true,null,\"x\\u00e4\u20ac\"],\"b\":{\"c\":\"\",\"d\":[{},[]]} }"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i >= 0; i--) {
      document[random.nextInt(document.length)] = (byte) random.nextInt(256);
    }
    agree(document);
  }

  private static void agree(byte[] document) {
    String expected = byJackson(document);
    assertEquals(
        expected, ours(document, false), () -> new String(document, StandardCharsets.UTF_8));
    assertEquals(
        expected, ours(document, true), () -> new String(document, StandardCharsets.UTF_8));
  }

  private static String ours(byte[] document, boolean dropped) {
    try {
      JsonReader in =
          dropped
              ? JsonReader.of(JsonReaderTest.drop(document), LIMITS)
              : JsonReader.of(document, LIMITS);
      StringBuilder out = new StringBuilder();
      append(JsonValue.read(in), out);
      in.end();
      return out.toString();
    } catch (JsonException refused) {
      return "refused";
    }
  }

  private static void append(JsonValue value, StringBuilder out) {
    if (value instanceof JsonValue.Obj object) {
      out.append('{');
      object.fields().forEach((name, field) -> append(field, out.append(name).append('=')));
      out.append('}');
    } else if (value instanceof JsonValue.Arr array) {
      out.append('[');
      array.items().forEach(item -> append(item, out));
      out.append(']');
    } else if (value instanceof JsonValue.Str string) {
      out.append(string.value()).append(';');
    } else if (value instanceof JsonValue.Literal literal) {
      out.append(literal.text()).append(';');
    } else {
      out.append("null;");
    }
  }

  private static String byJackson(byte[] document) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    try (JsonParser in =
        JACKSON.createParser(
            Utf8InputStream.of(new ByteArrayInputStream(document), LIMITS.maxBytes()))) {
      for (var token = in.nextToken(); token != null; token = in.nextToken()) {
        switch (token) {
          case START_OBJECT, START_ARRAY -> depth++;
          case END_OBJECT, END_ARRAY -> depth--;
          default -> {}
        }
        switch (token) {
          case START_OBJECT -> out.append('{');
          case END_OBJECT -> out.append('}');
          case START_ARRAY -> out.append('[');
          case END_ARRAY -> out.append(']');
          case FIELD_NAME -> out.append(in.currentName()).append('=');
          default -> out.append(in.getText()).append(';');
        }
        if (depth == 0 && in.nextToken() != null) {
          return "refused";
        } else if (depth == 0) {
          break;
        }
      }
      return out.isEmpty() ? "refused" : out.toString();
    } catch (IOException refused) {
      return "refused";
    }
  }
}
