package dev.sbomagent.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static final JsonLimits LIMITS = JsonLimits.ofBytes(1 << 20);

  /** Gives one byte at a time, so that every token meets the end of the window. */
  static InputStream drop(byte[] document) {
    return new ByteArrayInputStream(document) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(1, length));
      }
    };
  }

  static JsonValue parse(InputStream document, JsonLimits limits) throws JsonException {
    JsonReader in = JsonReader.of(document, limits);
    JsonValue value = JsonValue.read(in);
    in.end();
    return value;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonException refusal(String document) {
    JsonException whole =
        assertThrows(JsonException.class, () -> JsonValue.parse(utf8(document), LIMITS));
    JsonException dropped =
        assertThrows(JsonException.class, () -> parse(drop(utf8(document)), LIMITS));
    assertEquals(whole.getMessage(), dropped.getMessage());
    return whole;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"\"",
        "0",
        "-0",
        "-1.5e+10",
        "1E5",
        "true",
        "false",
        "null",
        " [ 1 , 2 ] ",
        "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}",
        "\"\\u00e4\\ud83d\\ude00\\n\\/\\\\\\\"\"",
        "\"\u00e4\u20ac\ud83d\ude00\u007f\""
      })
  void accepts(String document) throws JsonException {
    assertEquals(JsonValue.parse(utf8(document), LIMITS), parse(drop(utf8(document)), LIMITS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "\"",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{,}",
        "{a:1}",
        "{\"a\" 1}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "}",
        "]",
        "[}",
        "{]",
        "nul",
        "nulll",
        "tru",
        "truely",
        "True",
        "NaN",
        "Infinity",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1.e5",
        "0x1",
        "1 1",
        "[] []",
        "{} x",
        "'a'",
        "\"\t\"",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\ud800\"",
        "\"\\ude00\"",
        "\"\\ud800\\u0041\"",
        "\"\\ud800\\n\"",
        "\"\\",
        "// c\n1",
        "[1]/**/",
        "\ufeff{}",
        "\u0000",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}"
      })
  void refuses(String document) {
    refusal(document);
  }

  @Test
  void refuses_what_is_not_utf8() {
    int[][] wrong = {
      {0x80},
      {0xc0, 0xaf},
      {0xc1, 0xbf},
      {0xe0, 0x80, 0xaf},
      {0xed, 0xa0, 0x80},
      {0xf0, 0x80, 0x80, 0xaf},
      {0xf4, 0x90, 0x80, 0x80},
      {0xf5, 0x80, 0x80, 0x80},
      {0xff},
      {0xe2, 0x82},
      {0xc3}
    };
    for (int[] bytes : wrong) {
      byte[] document = new byte[bytes.length + 2];
      document[0] = '"';
      for (int i = 0; i < bytes.length; i++) {
        document[i + 1] = (byte) bytes[i];
      }
      document[bytes.length + 1] = '"';
      assertThrows(JsonException.class, () -> JsonValue.parse(document, LIMITS));
      assertThrows(JsonException.class, () -> parse(drop(document), LIMITS));
    }
  }

  @Test
  void says_where() {
    assertEquals(
        "/a/1/b~1c (byte 16): malformed number", refusal("{\"a\":[7,{\"b/c\" :07}]}").getMessage());
    assertEquals("/ (byte 0): document ends early", refusal("").getMessage());
    assertEquals("/a (byte 11): duplicate name", refusal("{\"a\":1, \"a\":2}").getMessage());
  }

  @Test
  void strings_come_out_as_they_were_meant() throws JsonException {
    JsonReader in =
        JsonReader.of(utf8("[\"a\\u00e4\u20acb\\n\\ud83d\\ude00\", \"sym\", \"sym\"]"), LIMITS);
    in.beginArray();
    assertTrue(in.nextElement());
    assertEquals("a\u00e4\u20acb\n\ud83d\ude00", in.string());
    assertTrue(in.nextElement());
    assertEquals("sym", in.symbol());
    assertTrue(in.nextElement());
    assertEquals("sym", in.symbol());
    assertFalse(in.nextElement());
    in.end();
  }

  @Test
  void digests_are_decoded_or_told_apart() throws JsonException {
    String document =
        "[\"00fFa1\",\"\",\"0\",\"0g\",\"0000000000\",\"\\u0030\\u0030\",\"\u00e4\u00e4\"]";
    for (boolean dropped : new boolean[] {true, false}) {
      JsonReader in =
          dropped
              ? JsonReader.of(drop(utf8(document)), LIMITS)
              : JsonReader.of(utf8(document), LIMITS);
      List<Integer> lengths = new ArrayList<>();
      byte[] target = new byte[4];
      in.beginArray();
      while (in.nextElement()) {
        int length = in.hex(target);
        if (lengths.isEmpty()) {
          assertEquals(-95, target[2]);
          assertEquals(-1, target[1]);
        }
        lengths.add(length);
      }
      in.end();
      assertEquals(List.of(3, 0, -1, -1, -1, -1, -1), lengths);
    }
  }

  @Test
  void bounds_are_kept() throws JsonException {
    JsonLimits tight = new JsonLimits(40, 3, 8);
    assertTrue(refusal("[[[]]]", tight).isEmpty());
    assertEquals("deep", refusal("[[[[]]]]", tight));
    assertTrue(refusal("\"12345678\"", tight).isEmpty());
    assertEquals("large", refusal("\"123456789\"", tight));
    assertEquals("large", refusal("[" + " ".repeat(40) + "]", tight));
    assertTrue(refusal("\"\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\"", tight).isEmpty());
    assertEquals("large", refusal("1".repeat(65), LIMITS));
    assertEquals("large", refusal("{\"" + "n".repeat(5000) + "\":1}", LIMITS));
  }

  private static String refusal(String document, JsonLimits limits) {
    String whole = outcome(() -> JsonValue.parse(utf8(document), limits));
    assertEquals(whole, outcome(() -> parse(drop(utf8(document)), limits)));
    assertEquals(
        whole,
        outcome(
            () -> {
              JsonReader in = JsonReader.of(utf8(document), limits);
              in.skip();
              in.end();
            }));
    return whole;
  }

  private interface Parsing {
    void run() throws JsonException;
  }

  private static String outcome(Parsing parsing) {
    try {
      parsing.run();
      return "";
    } catch (JsonException refused) {
      return refused.tooLarge() ? "large" : "deep";
    }
  }

  @Test
  void many_names_in_one_object_are_told_apart() throws JsonException {
    StringBuilder document = new StringBuilder("{");
    for (int i = 0; i < 50_000; i++) {
      document.append('"').append(i).append("\":1,");
    }
    JsonValue.parse(utf8(document + "\"x\":1}"), LIMITS);
    refusal(document + "\"7\":1}");
    refusal(document + "\"49999\":1}");
  }

  @Test
  void a_part_is_cut_out_as_it_was_written() throws JsonException {
    byte[] document =
        "{\"x\": {\"y\" : [1, \"\u00fc\"]} , \"z\":1}".getBytes(StandardCharsets.UTF_8);
    JsonReader in = JsonReader.of(document, JsonLimits.ofBytes(1 << 16));
    in.beginObject();
    assertEquals("x", in.nextField());
    assertEquals(JsonReader.Kind.OBJECT, in.kind());
    int start = (int) in.offset();
    int end = (int) in.skipContainer();
    assertEquals(
        "{\"y\" : [1, \"\u00fc\"]}",
        new String(document, start, end - start, StandardCharsets.UTF_8));
  }
}
