package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.PlainText;
import dev.sbomagent.report.Transition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OcsfLinesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final OcsfSchema SCHEMA = new OcsfSchema();

  @Property(tries = 300)
  void every_line_is_valid_and_says_what_the_event_says(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Parcel parcel = Parcels.hostile(random);
    Event event = parcel.event();
    List<JsonNode> lines = lines(parcel, Parcels.place(random));
    for (JsonNode line : lines) {
      assertEquals(List.of(), SCHEMA.problems(line), line::toString);
      assertEquals(event.id(), line.get("metadata").get("correlation_uid").asText());
      assertEquals(event.seq(), line.get("metadata").get("sequence").asLong());
      assertEquals(event.time().toEpochMilli(), line.get("time").asLong());
    }
    JsonNode head = lines.get(lines.size() - event.changes().size() - 1);
    cut(event.message(), head.get("message").asText());
    cut(event.host().hostname(), head.get("device").get("hostname").asText());
    assertEquals(parcel.again(), head.get("unmapped").get("again").asBoolean());
    for (int i = 0; i < event.changes().size(); i++) {
      Change change = event.changes().get(i);
      JsonNode evidence = lines.get(lines.size() - event.changes().size() + i).get("evidences");
      JsonNode data = evidence.get(0).get("data");
      assertEquals(change.id(), evidence.get(0).get("uid").asText());
      assertEquals(change.kind(), data.get("kind").asText());
      cut(change.name(), data.get("name").asText());
      cut(change.group(), data.get("group").asText());
    }
  }

  /** The same, or the start of it where it had to be cut. */
  private static void cut(String whole, String shown) {
    if (!whole.equals(shown)) {
      assertEquals(PlainText.of(whole, PlainText.bytes(shown)), shown);
    }
  }

  private static List<JsonNode> lines(Parcel parcel, @org.jspecify.annotations.Nullable Cloud cloud)
      throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : new OcsfLines().of(parcel, cloud)) {
      lines.add(MAPPER.readTree(line));
    }
    return lines;
  }

  @Test
  void each_transition_has_its_activity_and_status() throws IOException {
    assertEquals(List.of("200401 1 New", "200402 1 New"), kinds(Transition.OPENED));
    assertEquals(
        List.of("200403 4 Resolved", "200401 1 New", "200402 1 New"), kinds(Transition.CHANGED));
    assertEquals(
        List.of("200402 2 In Progress", "200402 2 In Progress"), kinds(Transition.REMINDER));
    assertEquals(List.of("200403 4 Resolved", "200403 4 Resolved"), kinds(Transition.RESOLVED));
  }

  private static List<String> kinds(Transition transition) throws IOException {
    Parcel plain = Parcels.drift(1, 1);
    Event event = plain.event();
    Event.Condition condition =
        new Event.Condition(
            transition,
            "drift/new",
            transition == Transition.CHANGED ? "drift/old" : null,
            Instant.EPOCH,
            null);
    Event other =
        new Event(
            event.type(),
            event.id(),
            event.time(),
            event.seq(),
            event.chain(),
            event.previous(),
            event.boot(),
            event.severity(),
            event.message(),
            condition,
            event.reason(),
            event.agent(),
            event.host(),
            event.golden(),
            event.detail(),
            event.changes(),
            event.changeCount(),
            event.changesHash());
    List<String> kinds = new ArrayList<>();
    for (JsonNode line : lines(new Parcel(other, plain.head(), false, false), null)) {
      kinds.add(
          line.get("type_uid") + " " + line.get("status_id") + " " + line.get("status").asText());
      boolean old = transition == Transition.CHANGED && kinds.size() == 1;
      assertEquals(
          "m".repeat(32) + (old ? "/drift/old" : "/drift/new"),
          line.get("finding_info").get("uid").asText());
      assertEquals(
          line.get("status_id").asInt() != 4, line.get("is_alert").asBoolean(), line::toString);
    }
    return kinds;
  }

  @Test
  void what_just_happens_is_of_the_application() throws IOException {
    assertEquals("600702", type(EventType.HEARTBEAT));
    assertEquals("600203", type(EventType.AGENT_START));
    assertEquals("600204", type(EventType.AGENT_STOP));
    assertEquals("600299", type(EventType.ARTIFACT_CHANGED));
    assertEquals("600299", type(EventType.OUTBOX_DAMAGED));
  }

  private static String type(EventType type) throws IOException {
    return lines(Parcels.of(type), null).get(0).get("type_uid").toString();
  }
}
