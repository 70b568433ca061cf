package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
  private static final String GOOD =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nServer: x\r\n\r\ntoken";

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "HTTP/1.0 200\r\n\r\ntoken",
        "HTTP/1.0 200 OK\nA: b\n\ntoken",
        GOOD + "more"
      })
  void gives_status_and_body(String answer) throws IOException {
    HttpAnswer parsed = HttpAnswer.parse(answer.getBytes(ISO_8859_1));
    assertEquals(200, parsed.status());
    assertEquals("token", new String(parsed.body(), ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.0 200",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 20x OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ntoken",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\ntoken",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\ntoken",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ntoken\r\n0\r\n\r\n"
      })
  void anything_else_is_refused(String answer) {
    assertThrows(IOException.class, () -> HttpAnswer.parse(answer.getBytes(ISO_8859_1)));
  }

  @Property(tries = 300)
  void any_bytes_either_parse_or_are_refused(@ForAll byte[] bytes) {
    parse(bytes);
  }

  /** Answers with bytes exchanged and cut; throws nothing but its own assertions. */
  @Tag("fuzz")
  @Test
  void altered_answers() {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    Random random = new Random(1);
    while (System.nanoTime() < end) {
      byte[] bytes = GOOD.substring(0, random.nextInt(GOOD.length()) + 1).getBytes(ISO_8859_1);
      for (int i = random.nextInt(4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      parse(bytes);
    }
  }

  private static void parse(byte[] bytes) {
    try {
      HttpAnswer answer = HttpAnswer.parse(bytes);
      assertTrue(answer.body().length < bytes.length && answer.status() < 1000);
    } catch (IOException refused) {
      assertTrue(refused.getMessage() != null);
    }
  }
}
