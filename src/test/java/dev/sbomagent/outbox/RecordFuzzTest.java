package dev.sbomagent.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Transition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Any bytes are a record, a cursor, a list of drops, a former chain, or damaged; what is changed is
 * noticed.
 */
class RecordFuzzTest {
  private static final Chronicle.Tail NOTHING =
      new Chronicle.Tail(new UUID(1, 1).toString(), 0, EventJson.NOTHING, null);

  private static final Former FORMER = new Former("machine", "chain", 7);

  private static Entry entry(int changes) {
    return Entry.of(
        Events.next(
            NOTHING,
            new UUID(7, 7),
            "drift é",
            Events.START,
            EventType.DRIFT,
            Events.condition(Transition.CHANGED, "drift/2", "drift/1"),
            changes),
        "{\"open\":[\"é\"]}",
        "machine");
  }

  private static byte[] cursor() {
    return Progress.NONE
        .on("chain", 3)
        .attempting(9)
        .settled(4, 1, Events.START)
        .failed("not now", Events.START, Duration.ofSeconds(1))
        .bytes();
  }

  private static byte[] drops() {
    Shedding.Plan plan = new Shedding.Plan(Drop.Reason.HEARTBEAT, List.of(3L, 5L));
    return Drops.NONE.with(List.of(plan)).bytes();
  }

  @Property(tries = 100)
  void what_is_written_parses_to_the_same(@ForAll long seed) throws DamagedException {
    Entry entry = entry(new Random(seed).nextInt(501));
    assertEquals(entry, Entry.parse(entry.bytes()));
    Entry shed = entry.withoutDetail();
    assertEquals(shed, Entry.parse(shed.bytes()));
    assertEquals(entry.head(), shed.head());
    assertArrayEquals(cursor(), Progress.parse(cursor()).bytes());
    assertArrayEquals(drops(), Drops.parse(drops()).bytes());
    assertEquals(FORMER, Former.parse(FORMER.bytes()));
  }

  @Property(tries = 500)
  void a_record_with_any_byte_changed_is_damaged(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = entry(2).bytes();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
    assertThrows(DamagedException.class, () -> Entry.parse(bytes));
  }

  @Test
  void a_record_cut_anywhere_is_damaged() {
    byte[] bytes = entry(1).bytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(DamagedException.class, () -> Entry.parse(cut));
    }
  }

  private static void take(byte[] bytes) {
    try {
      Entry.parse(bytes);
    } catch (DamagedException reason) {
      assertFalse(String.valueOf(reason.getMessage()).isBlank());
    }
    try {
      Progress.parse(bytes);
    } catch (DamagedException reason) {
      assertFalse(String.valueOf(reason.getMessage()).isBlank());
    }
    try {
      Drops.parse(bytes);
    } catch (DamagedException reason) {
      assertFalse(String.valueOf(reason.getMessage()).isBlank());
    }
    try {
      Former.parse(bytes);
    } catch (DamagedException reason) {
      assertFalse(String.valueOf(reason.getMessage()).isBlank());
    }
  }

  @Property(tries = 500)
  void random_bytes_parse_or_give_a_reason(@ForAll byte[] bytes) {
    take(bytes);
  }

  /** What was written, changed here and there, and the digest made to fit again. */
  private static byte[] forged(Random random) {
    byte[][] written = {entry(random.nextInt(4)).bytes(), cursor(), drops(), FORMER.bytes()};
    int which = random.nextInt(4);
    byte[] bytes = written[which];
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] =
          (byte) "{}[]\",:0a\n\\\u00ff".charAt(random.nextInt(12));
    }
    return which == 0 ? resealed(bytes) : bytes;
  }

  private static byte[] resealed(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    int end = Math.max(0, text.indexOf('\n'));
    int seal = text.lastIndexOf(",\"sha256\":\"", end);
    if (seal < 0) {
      return bytes;
    }
    String header = text.substring(0, seal) + "}";
    String sum = EventJson.hash(header + text.substring(end));
    return (text.substring(0, seal) + ",\"sha256\":\"" + sum + "\"}" + text.substring(end))
        .getBytes(UTF_8);
  }

  @Property(tries = 1000)
  void forged_files_parse_or_give_a_reason(@ForAll long seed) {
    take(forged(new Random(seed)));
  }

  /** Longer; {@code fuzz.seconds} says how long. Throws nothing but its own assertions. */
  @Tag("fuzz")
  @Test
  void fuzz() {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    for (long i = 0; System.nanoTime() < end; i++) {
      take(forged(new Random(i)));
    }
  }
}
