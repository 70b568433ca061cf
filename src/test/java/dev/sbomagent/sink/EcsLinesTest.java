package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.PlainText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EcsLinesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Name to type, array or {@code -}, allowed values or {@code -}. */
  private static final Map<String, List<String>> FIELDS = fields();

  /** What ECS expects a category to be of. */
  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "configuration", Set.of("access", "change", "creation", "deletion", "info"),
          "file", Set.of("access", "change", "creation", "deletion", "info"),
          "host", Set.of("access", "change", "end", "info", "start"),
          "package", Set.of("access", "change", "deletion", "info", "installation", "start"),
          "process", Set.of("access", "change", "end", "info", "start"));

  private static Map<String, List<String>> fields() {
    Map<String, List<String>> fields = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                EcsLinesTest.class.getResourceAsStream("/sink/ecs-8.17.0.txt"), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        fields.put(words.get(0), words.subList(1, 4));
      }
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
    return fields;
  }

  @Property(tries = 300)
  void every_field_is_known_and_says_what_the_event_says(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Parcel parcel = Parcels.hostile(random);
    Event event = parcel.event();
    List<String> lines = new EcsLines().of(parcel, Parcels.place(random));
    for (String line : lines) {
      JsonNode document = MAPPER.readTree(line);
      judge("", document);
      JsonNode sort = document.get("event");
      assertTrue(
          TYPES
              .getOrDefault(sort.get("category").get(0).asText(), Set.of())
              .contains(sort.get("type").get(0).asText()),
          line);
      assertEquals(event.id(), document.get("labels").get("event_id").asText());
      assertEquals(event.time().toString(), document.get("@timestamp").asText());
    }
    JsonNode head = MAPPER.readTree(lines.get(0));
    assertEquals(event.id(), head.get("event").get("id").asText());
    cut(event.message(), head.get("message").asText());
    for (int i = 0; i < event.changes().size(); i++) {
      Change change = event.changes().get(i);
      JsonNode document = MAPPER.readTree(lines.get(i + 1));
      assertEquals(event.id() + "/" + (i + 1), document.get("event").get("id").asText());
      boolean file = change.ecosystem().equals("file");
      cut(
          change.name(),
          file
              ? document.get("file").get("path").asText()
              : document.get("package").get("name").asText());
      JsonNode labels = document.get("labels");
      assertEquals(change.id(), labels.get("change_id").asText());
      cut(String.join(", ", change.expected()), labels.get("expected").asText());
    }
  }

  private static void cut(String whole, String shown) {
    if (!whole.equals(shown)) {
      assertTrue(shown.endsWith(PlainText.ELLIPSIS), shown);
    }
  }

  /** Custom fields are below labels, as texts, and below a name of our own. */
  private static void judge(String at, JsonNode node) {
    node.properties()
        .forEach(
            entry -> {
              String name = at + entry.getKey();
              JsonNode value = entry.getValue();
              if (name.equals("labels")) {
                value.forEach(label -> assertTrue(label.isTextual(), label::toString));
              } else if (value.isObject()) {
                if (!name.equals("sbom_agent")) {
                  judge(name + ".", value);
                }
              } else {
                judgeField(name, value);
              }
            });
  }

  private static void judgeField(String name, JsonNode value) {
    assertTrue(FIELDS.containsKey(name), () -> "no such field: " + name);
    List<String> field = FIELDS.getOrDefault(name, List.of());
    assertEquals(field.get(1).equals("array"), value.isArray(), name);
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      assertEquals(field.get(0).equals("long"), one.isIntegralNumber(), name);
      Set<String> allowed = Set.of(field.get(2).split(",", -1));
      assertTrue(allowed.contains("-") || allowed.contains(one.asText()), name + ": " + one);
    }
  }

  @Test
  void events_are_of_their_kind() throws IOException {
    assertEquals("metric host info", sort(Parcels.of(EventType.HEARTBEAT), 0));
    assertEquals("event process start", sort(Parcels.of(EventType.AGENT_START), 0));
    assertEquals("event process end", sort(Parcels.of(EventType.AGENT_STOP), 0));
    assertEquals("alert configuration change", sort(Parcels.of(EventType.ARTIFACT_CHANGED), 0));
    assertEquals("event configuration info", sort(Parcels.of(EventType.CONFIG_REJECTED), 0));
    assertEquals("alert package change", sort(Parcels.drift(1, 1), 0));
    assertEquals("alert package change", sort(Parcels.drift(1, 1), 1));
  }

  private static String sort(Parcel parcel, int line) throws IOException {
    @Nullable Cloud nowhere = null;
    JsonNode event = MAPPER.readTree(new EcsLines().of(parcel, nowhere).get(line)).get("event");
    return event.get("kind").asText()
        + " "
        + event.get("category").get(0).asText()
        + " "
        + event.get("type").get(0).asText();
  }
}
