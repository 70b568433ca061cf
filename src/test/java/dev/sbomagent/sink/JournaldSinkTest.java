package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Sink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournaldSinkTest extends SinkContract {
  @TempDir Path folder;
  private @Nullable DatagramDaemon journal;

  @Override
  SinkSettings settings() {
    return new SinkSettings.Journald("journald", folder.resolve("socket"));
  }

  @Override
  void open() {
    journal = new DatagramDaemon(folder.resolve("socket"));
  }

  @Override
  @AfterEach
  void vanish() throws Exception {
    if (journal != null) {
      journal.close();
      journal = null;
    }
  }

  @Override
  List<String> records(int count) throws InterruptedException {
    List<String> records = new ArrayList<>();
    for (Map<String, List<String>> entry : entries(count)) {
      records.add(entry.toString());
    }
    return records;
  }

  private List<Map<String, List<String>>> entries(int count) throws InterruptedException {
    List<Map<String, List<String>>> entries = new ArrayList<>();
    while (entries.size() < count && journal != null) {
      entries.add(fields(journal.next()));
    }
    return entries;
  }

  /** The fields of an entry in the native protocol, all with a length. */
  private static Map<String, List<String>> fields(byte[] entry) {
    Map<String, List<String>> fields = new TreeMap<>();
    ByteBuffer in = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      StringBuilder name = new StringBuilder();
      for (byte b = in.get(); b != '\n'; b = in.get()) {
        name.append((char) b);
      }
      assertTrue(name.toString().matches("[A-Z][A-Z0-9_]{0,63}"), name.toString());
      byte[] value = new byte[(int) in.getLong()];
      in.get(value);
      assertEquals('\n', in.get());
      fields
          .computeIfAbsent(name.toString(), none -> new ArrayList<>())
          .add(new String(value, UTF_8));
    }
    return fields;
  }

  @Override
  String again() {
    return "SBOM_AGAIN=[1]";
  }

  @Test
  void every_value_comes_back() throws Exception {
    open();
    try (Sink sink = sink()) {
      for (int seed = 0; seed < 100; seed++) {
        Parcel parcel = Parcels.hostile(new Random(seed));
        Event event = parcel.event();
        assertEquals(delivered(1), sink.deliver(List.of(parcel)));
        List<Map<String, List<String>>> entries = entries(1 + event.changes().size());
        Map<String, List<String>> head = entries.get(0);
        assertEquals(values(event.message()), head.getOrDefault("MESSAGE", List.of()));
        assertEquals(values(event.id()), head.get("SBOM_EVENT_ID"));
        assertEquals(values(event.type().label()), head.get("SBOM_EVENT_TYPE"));
        assertEquals(values(String.valueOf(event.seq())), head.get("SBOM_SEQ"));
        assertEquals(values(String.valueOf(event.changeCount())), head.get("SBOM_DRIFT_COUNT"));
        assertEquals(
            values(String.valueOf(Grade.of(event.severity()).syslog)), head.get("PRIORITY"));
        assertEquals(new NativeLines().of(parcel, null).subList(0, 1), head.get("SBOM_EVENT"));
        for (int i = 0; i < event.changes().size(); i++) {
          Change change = event.changes().get(i);
          Map<String, List<String>> entry = entries.get(i + 1);
          assertEquals(values(String.valueOf(i + 1)), entry.get("SBOM_CHANGE_INDEX"));
          assertEquals(values(change.name()), entry.getOrDefault("SBOM_CHANGE_NAME", List.of()));
          assertEquals(
              values(change.observed().toArray(new String[0])),
              entry.getOrDefault("SBOM_CHANGE_OBSERVED", List.of()));
          assertEquals(head.get("MESSAGE_ID"), entry.get("MESSAGE_ID"));
        }
      }
    }
  }

  /** Empty values are not sent. */
  private static List<String> values(String... values) {
    List<String> sent = new ArrayList<>(List.of(values));
    sent.removeIf(String::isEmpty);
    return sent;
  }

  @Test
  void each_type_has_a_message_id_of_its_own() {
    Set<String> ids = new HashSet<>();
    for (EventType type : EventType.values()) {
      String id = JournalEntry.messageId(type);
      assertTrue(id.matches("[0-9a-f]{32}"), id);
      assertTrue(ids.add(id), id);
    }
  }
}
