package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.Parcel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NativeLinesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Property(tries = 300)
  void the_event_comes_back_as_it_was_accepted(@ForAll long seed)
      throws IOException, JsonException {
    Random random = new Random(seed);
    Parcel parcel = Parcels.hostile(random);
    Cloud cloud = Parcels.place(random);
    List<String> lines = new NativeLines().of(parcel, cloud);

    // as a receiver checks the chain: cut before the hash, close the brace
    String line = lines.get(0);
    String head = line.substring(0, line.lastIndexOf(",\"hash\":\"sha256:")) + "}";
    assertEquals(parcel.head(), head);
    JsonNode parsed = MAPPER.readTree(line);
    assertEquals(EventJson.hash(head), parsed.get("hash").asText());
    assertEquals(parcel.again(), parsed.has("again"));
    assertEquals(parcel.shed(), parsed.has("shed"));
    assertEquals(cloud != null, parsed.has("cloud"));

    List<String> changes = new ArrayList<>();
    for (String more : lines.subList(1, lines.size())) {
      JsonNode change = MAPPER.readTree(more);
      Event.Condition condition = parcel.event().condition();
      assertEquals(EventJson.CHANGE_SCHEMA, change.get("schema").asText());
      assertEquals(parcel.event().id(), change.get("event_id").asText());
      assertEquals(parcel.event().seq(), change.get("seq").asLong());
      assertEquals(changes.size() + 1, change.get("index").asInt());
      assertEquals(condition == null ? "" : condition.uid(), change.path("finding_uid").asText(""));
      changes.add(more.substring(more.indexOf("\"change\":") + 9, more.length() - 1));
    }
    assertEquals(parcel.event(), EventJson.parse(head, changes));
  }

  @Test
  void what_a_delivery_adds_stands_behind_the_hash() {
    Parcel plain = Parcels.drift(1, 0);
    Parcel parcel = new Parcel(plain.event(), plain.head(), true, true);
    Cloud cloud =
        new Cloud(
            "aws",
            "eu-west-1",
            "123456789012",
            "i-1",
            Optional.of("ami-1"),
            Optional.of("t3.nano"),
            Map.of("Name", "web", "Env", "a\"b"));
    String head = parcel.head();
    assertEquals(
        List.of(
            head.substring(0, head.length() - 1)
                + ",\"hash\":\""
                + EventJson.hash(head)
                + "\",\"again\":true,\"shed\":true,\"cloud\":{\"partition\":\"aws\",\"region\":"
                + "\"eu-west-1\",\"account\":\"123456789012\",\"instance\":\"i-1\",\"image\":"
                + "\"ami-1\",\"type\":\"t3.nano\",\"tags\":{\"Env\":\"a\\\"b\",\"Name\":\"web\"}}}"),
        new NativeLines().of(parcel, cloud));
  }

  @Test
  void tags_that_do_not_fit_are_left_out() throws IOException {
    Map<String, String> tags = new TreeMap<>();
    for (int i = 10; i < 60; i++) {
      tags.put("tag-" + i, "v".repeat(256));
    }
    Cloud cloud = new Cloud("aws", "r", "a", "i", Optional.empty(), Optional.empty(), tags);
    String line = new NativeLines().of(Parcels.drift(1, 0), cloud).get(0);
    JsonNode shown = MAPPER.readTree(line).get("cloud").get("tags");
    assertEquals("v".repeat(256), shown.get("tag-10").asText());
    assertFalse(shown.has("tag-59"));
  }
}
