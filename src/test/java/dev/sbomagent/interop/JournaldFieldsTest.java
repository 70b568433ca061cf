package dev.sbomagent.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import dev.sbomagent.sink.Parcels;
import dev.sbomagent.sink.SinkSettings;
import dev.sbomagent.sink.Sinks;
import dev.sbomagent.sink.Surroundings;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events as a real systemd-journald keeps them, asked for with journalctl. */
@Tag("interop")
@Timeout(300)
class JournaldFieldsTest {
  private static final Sinks.Remote REMOTE =
      new Sinks.Remote(Optional.empty(), Path.of("/nonexistent"));

  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          "web-1", "1.2.3", Optional::empty, Clock.systemUTC(), new SplittableRandom(1));

  @TempDir Path folder;
  private Journald journald;

  @BeforeEach
  void start() {
    journald = new Journald(folder).start();
  }

  @AfterEach
  void stop() {
    journald.kill();
  }

  private Sink sink() {
    return Sinks.from(
            List.of(new SinkSettings.Journald("journald", journald.socket())), REMOTE, SURROUNDINGS)
        .get(0);
  }

  private static void deliver(Sink sink, Parcel parcel) throws InterruptedException {
    assertEquals(List.of(Receipt.DELIVERED), sink.deliver(List.of(parcel)));
  }

  @Test
  void every_field_can_be_asked_for() throws InterruptedException {
    List<Parcel> parcels = new ArrayList<>(List.of(Parcels.drift(1, 3), Parcels.drift(2, 0, true)));
    Random random = new Random(3);
    for (int i = 0; i < 30; i++) {
      parcels.add(Parcels.hostile(random));
    }
    try (Sink sink = sink()) {
      for (Parcel parcel : parcels) {
        deliver(sink, parcel);
      }
    }
    for (Parcel parcel : parcels) {
      Event event = parcel.event();
      List<JsonNode> entries =
          journald.entries(1 + event.changes().size(), "SBOM_EVENT_ID=" + event.id());
      assertEquals(1 + event.changes().size(), entries.size());
      assertHead(parcel, entries.get(0));
      for (int i = 0; i < event.changes().size(); i++) {
        assertChange(event.changes().get(i), i + 1, entries.get(i + 1));
      }
    }
    assertTrue(journald.entries(1, "SBOM_TRANSITION=opened", "SBOM_DRIFT_COUNT=3").size() >= 1);
    assertEquals(3, journald.entries(3, "SBOM_CHANGE_KIND=upgraded", "SBOM_SEQ=1").size());
  }

  private static void assertHead(Parcel parcel, JsonNode entry) {
    Event event = parcel.event();
    Event.Condition condition = event.condition();
    assertEquals(one(event.message()), values(entry, "MESSAGE"));
    assertEquals(List.of("sbom-agent"), values(entry, "SYSLOG_IDENTIFIER"));
    assertEquals(List.of("10"), values(entry, "SYSLOG_FACILITY"));
    assertEquals(one(event.type().label()), values(entry, "SBOM_EVENT_TYPE"));
    assertEquals(one(String.valueOf(event.seq())), values(entry, "SBOM_SEQ"));
    assertEquals(one(event.level()), values(entry, "SBOM_SEVERITY"));
    assertEquals(one(event.chain()), values(entry, "SBOM_CHAIN"));
    assertEquals(one(event.reason()), values(entry, "SBOM_REASON"));
    assertEquals(one(String.valueOf(event.changeCount())), values(entry, "SBOM_DRIFT_COUNT"));
    assertEquals(
        one(condition == null ? null : condition.transition().label()),
        values(entry, "SBOM_TRANSITION"));
    assertEquals(
        one(condition == null ? null : condition.uid()), values(entry, "SBOM_FINDING_UID"));
    assertEquals(
        one(condition == null ? null : condition.digest()), values(entry, "SBOM_DRIFT_DIGEST"));
    assertEquals(one(parcel.again() ? "1" : null), values(entry, "SBOM_AGAIN"));
    assertEquals(one(parcel.shed() ? "1" : null), values(entry, "SBOM_SHED"));
    String line = values(entry, "SBOM_EVENT").get(0);
    assertEquals(parcel.head(), line.substring(0, line.lastIndexOf(",\"hash\":\"sha256:")) + "}");
  }

  private static void assertChange(Change change, int index, JsonNode entry) {
    assertEquals(one(String.valueOf(index)), values(entry, "SBOM_CHANGE_INDEX"));
    assertEquals(one(change.id()), values(entry, "SBOM_CHANGE_ID"));
    assertEquals(one(change.kind()), values(entry, "SBOM_CHANGE_KIND"));
    assertEquals(one(change.ecosystem()), values(entry, "SBOM_CHANGE_ECOSYSTEM"));
    assertEquals(one(change.group()), values(entry, "SBOM_CHANGE_GROUP"));
    assertEquals(one(change.name()), values(entry, "SBOM_CHANGE_NAME"));
    assertEquals(one(change.severity().label()), values(entry, "SBOM_SEVERITY"));
    assertEquals(
        new HashSet<>(change.expected()),
        new HashSet<>(values(entry, "SBOM_CHANGE_EXPECTED", change.expected())));
    assertEquals(one(EventJson.change(change)), values(entry, "SBOM_CHANGE"));
  }

  private static List<String> one(@org.jspecify.annotations.Nullable String value) {
    return value == null || value.isEmpty() ? List.of() : List.of(value);
  }

  /** Empty ones are not sent, so that the lists agree only with those added. */
  private static List<String> values(JsonNode entry, String name, List<String> sent) {
    List<String> values = new ArrayList<>(values(entry, name));
    if (sent.contains("")) {
      values.add("");
    }
    return values;
  }

  /** journalctl writes an array of numbers for what it takes for no text, an array for many. */
  private static List<String> values(JsonNode entry, String name) {
    JsonNode value = entry.path(name);
    List<String> values = new ArrayList<>();
    if (value.isMissingNode()) {
      return values;
    }
    if (value.isTextual() || value.path(0).isNumber()) {
      return List.of(text(value));
    }
    value.forEach(item -> values.add(text(item)));
    return values;
  }

  private static String text(JsonNode value) {
    if (value.isTextual()) {
      return value.asText();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    value.forEach(number -> bytes.write(number.asInt()));
    return bytes.toString(UTF_8);
  }

  @Test
  void a_message_id_finds_a_type() throws InterruptedException {
    try (Sink sink = sink()) {
      deliver(sink, Parcels.drift(1, 0));
      deliver(sink, Parcels.of(dev.sbomagent.report.EventType.HEARTBEAT));
    }
    JsonNode drift = journald.entries(1, "SBOM_EVENT_TYPE=drift").get(0);
    assertEquals(1, journald.entries(1, "MESSAGE_ID=" + drift.get("MESSAGE_ID").asText()).size());
  }

  @Test
  void a_journal_that_was_restarted_is_found_again() throws InterruptedException {
    Set<String> ids = new HashSet<>();
    try (Sink sink = sink()) {
      for (int i = 1; i <= 300; i++) {
        if (i % 100 == 0) {
          // what is in its socket when it is killed by hand is lost; with systemd it is not
          journald.entries(i - 1, "SBOM_EVENT_TYPE=drift");
          journald.kill();
          assertInstanceOf(Receipt.Failed.class, sink.deliver(List.of(Parcels.drift(i, 0))).get(0));
          journald.start();
        }
        deliver(sink, Parcels.drift(i, 0));
      }
    }
    for (JsonNode entry : journald.entries(300, "SBOM_EVENT_TYPE=drift")) {
      ids.add(entry.get("SBOM_EVENT_ID").asText());
    }
    assertEquals(300, ids.size());
  }

  @Test
  void a_journal_that_hangs_is_waited_for_so_long_and_no_longer() throws InterruptedException {
    try (Sink sink = sink()) {
      deliver(sink, Parcels.drift(1, 0));
      journald.signal("STOP");
      List<Parcel> parcels = new ArrayList<>();
      for (int i = 2; i <= 2000; i++) {
        parcels.add(Parcels.drift(i, 0));
      }
      long start = System.nanoTime();
      List<Receipt> receipts = sink.deliver(parcels);
      double seconds = (System.nanoTime() - start) / 1e9;
      assertTrue(seconds > 10 && seconds < 25, "after " + seconds + " seconds");
      assertInstanceOf(Receipt.Failed.class, receipts.get(parcels.size() - 1));
      journald.signal("CONT");
      for (int done = receipts.lastIndexOf(Receipt.DELIVERED) + 1; done < parcels.size(); ) {
        List<Receipt> next = sink.deliver(parcels.subList(done, parcels.size()));
        assertEquals(Receipt.DELIVERED, next.get(0));
        done += next.lastIndexOf(Receipt.DELIVERED) + 1;
      }
    }
    assertEquals(2000, journald.entries(2000, "SBOM_EVENT_TYPE=drift").size());
  }

  @Test
  void its_syslog_socket_takes_tag_and_priority() throws InterruptedException {
    Parcel parcel = Parcels.drift(1, 1);
    try (Sink sink =
        Sinks.from(
                List.of(
                    new SinkSettings.LocalSyslog(
                        "local", journald.devLog(), SinkSettings.Layout.NATIVE, 10)),
                REMOTE,
                SURROUNDINGS)
            .get(0)) {
      deliver(sink, parcel);
    }
    List<JsonNode> entries = journald.entries(2, "SYSLOG_IDENTIFIER=sbom-agent");
    for (JsonNode entry : entries) {
      assertEquals(List.of("3"), values(entry, "PRIORITY"));
      assertEquals(List.of("10"), values(entry, "SYSLOG_FACILITY"));
      assertEquals(one(String.valueOf(ProcessHandle.current().pid())), values(entry, "SYSLOG_PID"));
    }
    String line = values(entries.get(0), "MESSAGE").get(0);
    assertEquals(parcel.head(), line.substring(0, line.lastIndexOf(",\"hash\":\"sha256:")) + "}");
  }
}
