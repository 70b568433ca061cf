package dev.sbomagent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Slot;
import dev.sbomagent.drift.Deviation;
import dev.sbomagent.drift.Kind;
import dev.sbomagent.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final String CHAIN = "0190a0a0-0000-7000-8000-000000000000";

  private static Event event(long seed) {
    return Events.drawn(new Random(seed), 7, CHAIN, EventJson.NOTHING);
  }

  private static List<String> lines(Event event) {
    List<String> lines = new ArrayList<>();
    for (Change change : event.changes()) {
      lines.add(EventJson.change(change));
    }
    return lines;
  }

  @Property(tries = 300)
  void what_is_written_parses_to_the_same_event(@ForAll long seed) throws JsonException {
    Event event = event(seed);
    Event parsed = EventJson.parse(EventJson.head(event), lines(event));
    assertEquals(event, parsed);
    assertEquals(EventJson.head(event), EventJson.head(parsed));
  }

  @Property(tries = 300)
  void a_head_is_one_line_of_plain_characters(@ForAll long seed) {
    for (byte b : EventJson.head(event(seed)).getBytes(StandardCharsets.UTF_8)) {
      assertTrue(b >= ' ' && b < 127, () -> EventJson.head(event(seed)));
    }
  }

  // the parts a receiver cuts a delivered line into, see EventJson
  @Test
  void the_hash_is_of_the_bytes_before_it() {
    String head = EventJson.head(event(1));
    String delivered =
        head.substring(0, head.length() - 1)
            + ",\"hash\":\""
            + EventJson.hash(head)
            + "\",\"again\":true}";
    String before = delivered.substring(0, delivered.lastIndexOf(",\"hash\":\"")) + "}";
    assertTrue(delivered.contains(EventJson.hash(before)));
  }

  @Test
  void the_largest_change_fits_its_bound() {
    String long1 = "\u0001\"é".repeat(2000);
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(i + long1);
    }
    Change change =
        Change.of(
            Finding.of(
                Deviation.of(
                    Kind.CHANGED, new Slot(long1, long1, long1, long1), many, many, many)));
    assertTrue(EventJson.change(change).length() <= EventJson.MAX_CHANGE_BYTES);
  }

  @Test
  void a_field_that_is_missing_or_wrong_is_named() {
    String head = EventJson.head(event(1));
    JsonException wrong =
        assertThrows(
            JsonException.class,
            () -> EventJson.parse(head.replace("\"seq\":7", "\"seq\":-7"), List.of()));
    assertEquals("'seq' is missing or wrong", wrong.getMessage());
  }

  @Property(tries = 500)
  void damaged_heads_parse_or_give_a_reason(@ForAll long seed) {
    damaged(seed);
  }

  @Tag("fuzz")
  @Test
  void fuzz() {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    for (long seed = 0; System.nanoTime() < end; seed++) {
      damaged(seed);
    }
  }

  private static void damaged(long seed) {
    Random random = new Random(seed);
    StringBuilder head = new StringBuilder(EventJson.head(event(seed)));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(head.length());
      switch (random.nextInt(3)) {
        case 0 -> head.setCharAt(at, (char) random.nextInt(0x300));
        case 1 -> head.delete(at, Math.min(head.length(), at + random.nextInt(30)));
        default -> head.insert(at, "{\"x\":[1e9".substring(random.nextInt(9)));
      }
      if (head.isEmpty()) {
        return;
      }
    }
    try {
      EventJson.parse(head.toString(), List.of());
    } catch (JsonException reason) {
      assertTrue(String.valueOf(reason.getMessage()).length() < 1000);
    }
  }
}
