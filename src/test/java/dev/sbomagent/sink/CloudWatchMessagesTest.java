package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudWatchMessagesTest {
  private static final Instant TIME = Instant.parse("2026-11-22T01:00:07.412Z");

  private final AwsEvents events = new AwsEvents();
  private final CloudWatchMessages messages = new CloudWatchMessages("web", AwsWorld.cloud());

  private static Fields parsed(String message) throws JsonException {
    return Fields.parse(message.getBytes(UTF_8), JsonLimits.ofBytes(300_000));
  }

  private static List<JsonValue> listed(Fields message) {
    return ((JsonValue.Arr) message.object().field("listed").orElseThrow()).items();
  }

  private Event drift(List<Change> changes) {
    return events.drift(Transition.OPENED, "d1", null, Severity.HIGH, TIME, changes);
  }

  @Test
  void head_is_what_was_hashed() throws JsonException {
    Parcel parcel = AwsEvents.parcel(drift(AwsEvents.changes(2)));
    String message = messages.message(parcel, 0, false);
    String head = message.substring(0, message.indexOf(",\"hash\":\"")) + "}";
    assertEquals(parcel.head(), head);
    assertEquals(EventJson.hash(head), parsed(message).text("hash"));
  }

  @Test
  void marks_are_there_only_when_they_hold() throws JsonException {
    Event event = events.heartbeat(TIME);
    Parcel plain = AwsEvents.parcel(event);
    Fields message = parsed(messages.message(plain, 0, false));
    for (String mark : List.of("again", "shed", "restamped", "listed", "chunk")) {
      assertFalse(message.has(mark), mark);
    }
    Parcel marked = new Parcel(event, plain.head(), true, true);
    message = parsed(messages.message(marked, 0, true));
    for (String mark : List.of("again", "shed", "restamped")) {
      assertEquals(new JsonValue.Literal("true"), message.object().field(mark).orElseThrow());
    }
  }

  @Test
  void every_message_is_complete_and_none_lists_more_than_fifteen() throws JsonException {
    Event event = drift(AwsEvents.changes(31));
    assertEquals(3, CloudWatchMessages.count(event));
    List<JsonValue> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Fields message = parsed(messages.message(AwsEvents.parcel(event), i, false));
      assertEquals(event.id(), message.text("event_id"));
      assertEquals(31, message.object("changes").number("count"));
      assertEquals(i, message.object("chunk").number("index"));
      assertEquals(3, message.object("chunk").number("count"));
      List<String> names = new ArrayList<>(message.object().fields().keySet());
      assertEquals("listed", names.get(names.size() - 1));
      assertTrue(listed(message).size() <= 15);
      all.addAll(listed(message));
    }
    assertEquals(31, all.size());
    assertEquals("package-30", new Fields((JsonValue.Obj) all.get(30)).text("name"));
  }

  @Test
  void a_machine_of_no_fleet_has_metrics_without_dimension() throws JsonException {
    CloudWatchMessages alone = new CloudWatchMessages("", AwsWorld.cloud());
    String message = alone.message(AwsEvents.parcel(events.heartbeat(TIME)), 0, false);
    assertTrue(message.contains("\"Dimensions\":[[]]"), message);
    assertFalse(parsed(message).has("Fleet"), message);
  }

  @Test
  void heartbeat_is_a_metric_document() throws JsonException {
    Fields message = parsed(messages.message(AwsEvents.parcel(events.heartbeat(TIME)), 0, false));
    Fields aws = message.object("_aws");
    assertEquals(TIME.toEpochMilli(), aws.number("Timestamp"));
    Fields directive =
        new Fields(
            (JsonValue.Obj)
                ((JsonValue.Arr) aws.object().field("CloudWatchMetrics").orElseThrow())
                    .items()
                    .get(0));
    assertEquals(
        new JsonValue.Arr(List.of(new JsonValue.Arr(List.of(new JsonValue.Str("Fleet"))))),
        directive.object().field("Dimensions").orElseThrow());
    assertEquals("web", message.text("Fleet"));
    List<String> metrics = new ArrayList<>();
    for (JsonValue item :
        ((JsonValue.Arr) directive.object().field("Metrics").orElseThrow()).items()) {
      Fields metric = new Fields((JsonValue.Obj) item);
      metrics.add(
          metric.text("Name")
              + " "
              + message.number(metric.text("Name"))
              + " "
              + metric.text("Unit"));
    }
    assertEquals(
        List.of(
            "Heartbeat 1 Count",
            "DriftOpen 3 Count",
            "QueueDepth 2 Count",
            "Dropped 0 Count",
            "CheckDurationMs 4120 Milliseconds"),
        metrics);
  }

  @Test
  void only_a_heartbeat_of_now_counts() throws JsonException {
    assertFalse(parsed(messages.message(AwsEvents.parcel(drift(List.of())), 0, false)).has("_aws"));
    assertFalse(
        parsed(messages.message(AwsEvents.parcel(events.heartbeat(TIME)), 0, true)).has("_aws"));
  }

  @Test
  void where_it_is_in_the_cloud_is_told() throws JsonException {
    Fields cloud =
        parsed(messages.message(AwsEvents.parcel(events.heartbeat(TIME)), 0, false))
            .object("cloud");
    assertEquals(
        List.of(
            "provider",
            "partition",
            "region",
            "account_id",
            "instance_id",
            "image_id",
            "instance_type",
            "tags"),
        new ArrayList<>(cloud.object().fields().keySet()));
    assertEquals("web", cloud.object("tags").text("Name"));
  }

  @Test
  void the_largest_message_is_within_the_limit() throws JsonException {
    // control characters and letters beyond ASCII take six bytes each
    String wide = "\u00e9".repeat(1100);
    Change widest =
        new Change(
            "0123456789abcdef",
            "altered",
            Severity.HIGH,
            "file",
            "",
            wide.substring(0, 500),
            "",
            List.of(),
            List.of(),
            List.of(wide.substring(0, 480)),
            0);
    assertTrue(EventJson.change(widest).length() < EventJson.MAX_CHANGE_BYTES);
    CloudWatchMessages tagged =
        new CloudWatchMessages(
            "web",
            new Cloud(
                "aws",
                "eu-west-1",
                "123456789012",
                "i-1",
                Optional.empty(),
                Optional.empty(),
                Map.of("t", "\u00e9".repeat(2000))));
    Parcel parcel = AwsEvents.parcel(drift(Collections.nCopies(15, widest)));
    assertTrue(
        tagged.message(parcel, 0, true).getBytes(UTF_8).length < CloudWatchBatch.MAX_MESSAGE_BYTES);
  }
}
