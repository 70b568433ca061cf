package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.json.JsonException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImdsDocumentTest {
  private static final String GOOD =
      "{\"accountId\":\"123456789012\",\"region\":\"eu-west-1\",\"instanceId\":\"i-01\",\"imageId\":null}";

  @Test
  void null_is_not_there() throws JsonException {
    assertTrue(ImdsDocument.parse(GOOD.getBytes(UTF_8)).image().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"accountId\":\"123456789012\",\"region\":\"eu-west-1\"}",
        "{\"accountId\":\"123456789012\",\"region\":\"eu/west\",\"instanceId\":\"i-01\"}",
        "{\"accountId\":\"123456789012\",\"region\":\"\",\"instanceId\":\"i-01\"}",
        "{\"accountId\":123456789012,\"region\":\"eu-west-1\",\"instanceId\":\"i-01\"}",
        "{\"accountId\":\"1\",\"accountId\":\"2\",\"region\":\"eu-west-1\",\"instanceId\":\"i-01\"}"
      })
  void anything_else_is_refused(String document) {
    assertThrows(JsonException.class, () -> ImdsDocument.parse(document.getBytes(UTF_8)));
  }

  @Test
  void keys_that_could_lead_elsewhere_are_passed_over() {
    assertEquals(
        List.of("Name", "a:b"),
        ImdsDocument.tagKeys("Name\n..\n../../iam\na b\nk?x\n\na:b\nx%2f".getBytes(UTF_8)));
  }

  @Test
  void no_more_than_fifty_tags() {
    assertEquals(50, ImdsDocument.tagKeys("k\n".repeat(5000).getBytes(UTF_8)).size());
  }

  @Property(tries = 300)
  void any_bytes_either_parse_or_are_refused(@ForAll byte[] bytes) {
    parse(bytes);
  }

  /** Documents with bytes exchanged. */
  @Tag("fuzz")
  @Test
  void altered_documents() {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    Random random = new Random(1);
    while (System.nanoTime() < end) {
      byte[] bytes = GOOD.getBytes(UTF_8);
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      parse(bytes);
    }
  }

  private static void parse(byte[] bytes) {
    assertTrue(ImdsDocument.tagKeys(bytes).size() <= ImdsDocument.MAX_TAGS);
    try {
      ImdsDocument document = ImdsDocument.parse(bytes);
      assertTrue(document.region().length() <= 100);
    } catch (JsonException refused) {
      assertTrue(refused.toString().length() > 0);
    }
  }
}
