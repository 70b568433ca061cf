package dev.sbomagent.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox on real files. */
class OutboxTest {
  private static final Bounds WIDE = new Bounds(64 << 20, Duration.ofDays(365));

  @TempDir Path temporary;
  private Path folder = Path.of("");
  private Path ship = Path.of("");
  private final TickingClock clock = new TickingClock(Events.START);

  @BeforeEach
  void folders() {
    folder = temporary.resolve("state/outbox");
    ship = temporary.resolve("ship");
  }

  private Outbox open(String machine, Path... cursors) throws IOException {
    return Outbox.open(folder, machine, WIDE, clock, List.of(cursors));
  }

  private static Event append(Outbox outbox, EventType type) throws IOException {
    long n = outbox.tail().seq() + 1;
    Event event =
        Events.next(outbox.tail(), new UUID(0, n), "event " + n, Events.START, type, null, 0);
    outbox.append(event, "{\"n\":" + n + "}");
    return event;
  }

  private List<String> records() throws IOException {
    List<String> records = new ArrayList<>(new LocalDisk().list(folder));
    records.removeIf(name -> RecordName.seq(name) < 0);
    return records;
  }

  private void damage(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 3] ^= 1;
    Files.write(file, bytes);
  }

  private void cursor(String sink, Progress progress) throws IOException {
    Files.createDirectories(ship.resolve("progress"));
    Files.write(Shipper.cursor(ship, sink), progress.bytes());
  }

  private static Progress done(String chain, long seq) {
    return Progress.NONE.on(chain, seq).settled(seq, 0, null);
  }

  @Test
  void begins_with_a_chain_of_its_own_and_nothing_in_it() throws IOException {
    try (Outbox outbox = open("m")) {
      Chronicle.Tail tail = outbox.tail();
      assertEquals(new Chronicle.Tail(tail.chain(), 0, EventJson.NOTHING, null), tail);
      assertEquals(tail.chain(), UUID.fromString(tail.chain()).toString());
      assertEquals(Optional.empty(), outbox.machine());
    }
  }

  @Test
  void opens_where_it_stood_with_the_state_of_the_newest() throws IOException {
    Chronicle.Tail before;
    try (Outbox outbox = open("m")) {
      append(outbox, EventType.AGENT_START);
      Event newest = append(outbox, EventType.HEARTBEAT);
      before = outbox.tail();
      String hash = EventJson.hash(EventJson.head(newest));
      assertEquals(new Chronicle.Tail(newest.chain(), 2, hash, "{\"n\":2}"), before);
    }
    try (Outbox outbox = open("other")) {
      assertEquals(before, outbox.tail());
      assertEquals(Optional.of("m"), outbox.machine());
    }
  }

  @Test
  void the_group_may_read_records_and_nobody_else() throws IOException {
    try (Outbox outbox = open("m")) {
      append(outbox, EventType.HEARTBEAT);
      Path record = folder.resolve(records().get(0));
      assertEquals(
          "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(record)));
    }
  }

  @Test
  void refuses_what_is_not_the_next_of_the_chain() throws IOException {
    try (Outbox outbox = open("m")) {
      Chronicle.Tail start = outbox.tail();
      append(outbox, EventType.HEARTBEAT);
      Event stale = Events.next(start, new UUID(3, 3), "stale", Events.START);
      assertThrows(IllegalArgumentException.class, () -> outbox.append(stale, "{}"));
      Event lines = Events.next(outbox.tail(), new UUID(3, 3), "lines", Events.START);
      assertThrows(IllegalArgumentException.class, () -> outbox.append(lines, "{\n}"));
      assertEquals(1, outbox.tail().seq());
    }
  }

  @Test
  void only_one_owner_at_a_time() throws IOException {
    try (Outbox outbox = open("m")) {
      assertThrows(InUseException.class, () -> open("m"));
      assertEquals(0, outbox.tail().seq());
    }
    open("m").close();
  }

  @Test
  void puts_damaged_records_aside_and_never_gives_their_numbers_again() throws IOException {
    try (Outbox outbox = open("m")) {
      append(outbox, EventType.HEARTBEAT);
      append(outbox, EventType.HEARTBEAT);
      append(outbox, EventType.HEARTBEAT);
    }
    String newest = records().get(2);
    damage(newest);
    Files.writeString(folder.resolve("x~"), "half");
    Files.writeString(folder.resolve(RecordName.of(9, new UUID(0, 9).toString())), "");
    for (int restart = 0; restart < 2; restart++) {
      try (Outbox outbox = open("m")) {
        assertEquals(9, outbox.tail().seq());
        assertEquals("{\"n\":2}", outbox.tail().state());
        assertEquals(2, outbox.damaged().size());
        assertEquals(newest, outbox.damaged().get(0));
      }
    }
    try (Outbox outbox = open("m")) {
      append(outbox, EventType.OUTBOX_DAMAGED);
      assertEquals(List.of(), outbox.damaged());
    }
    try (Outbox outbox = open("m")) {
      assertEquals(10, outbox.tail().seq());
      assertEquals(List.of(), outbox.damaged());
    }
    assertEquals(3, records().size());
  }

  @Test
  void begins_another_chain_after_the_highest_number_when_nothing_is_sound() throws IOException {
    try (Outbox outbox = open("m")) {
      append(outbox, EventType.HEARTBEAT);
      append(outbox, EventType.HEARTBEAT);
    }
    damage(records().get(0));
    damage(records().get(1));
    try (Outbox outbox = open("m")) {
      assertEquals(2, outbox.tail().seq());
      assertEquals(EventJson.NOTHING, outbox.tail().hash());
    }
  }

  @Test
  void a_number_that_was_sent_is_not_given_again() throws IOException {
    String chain;
    try (Outbox outbox = open("m")) {
      append(outbox, EventType.HEARTBEAT);
      chain = outbox.tail().chain();
    }
    cursor("a", done(chain, 5));
    cursor("b", done("another", 500));
    Path absent = Shipper.cursor(ship, "c");
    Files.writeString(Shipper.cursor(ship, "d"), "{}");
    try (Outbox outbox =
        open(
            "m",
            Shipper.cursor(ship, "a"),
            Shipper.cursor(ship, "b"),
            absent,
            Shipper.cursor(ship, "d"))) {
      assertEquals(5, outbox.tail().seq());
    }
  }

  @Test
  void restart_leaves_nothing_of_the_old_chain() throws IOException {
    String old;
    try (Outbox outbox = open("original")) {
      append(outbox, EventType.HEARTBEAT);
      append(outbox, EventType.HEARTBEAT);
      append(outbox, EventType.HEARTBEAT);
    }
    damage(records().get(1));
    try (Outbox outbox = open("clone")) {
      old = outbox.tail().chain();
      outbox.restart();
      assertEquals(0, outbox.tail().seq());
      assertEquals(List.of(), records());
    }
    // whose it was is known until it is reported
    Optional<Former> former = Optional.of(new Former("original", old, 3));
    try (Outbox outbox = open("clone")) {
      assertEquals(Optional.empty(), outbox.machine());
      assertEquals(former, outbox.former());
      append(outbox, EventType.IDENTITY_CHANGED);
      assertEquals(Optional.empty(), outbox.former());
    }
    try (Outbox outbox = open("clone")) {
      assertNotEquals(old, outbox.tail().chain());
      assertEquals(1, outbox.tail().seq());
      assertEquals(Optional.of("clone"), outbox.machine());
      assertEquals(Optional.empty(), outbox.former());
      assertEquals(List.of(), outbox.damaged());
    }
  }

  @Test
  void deletes_what_every_sink_has_settled_but_for_the_newest_two() throws IOException {
    try (Outbox outbox = open("m")) {
      for (int i = 0; i < 6; i++) {
        append(outbox, EventType.HEARTBEAT);
      }
      String chain = outbox.tail().chain();
      cursor("a", done(chain, 6));
      cursor("b", done(chain, 3));
      outbox.prune(List.of(Shipper.cursor(ship, "a"), Shipper.cursor(ship, "b")));
      assertEquals(4, RecordName.seq(records().get(0)));
      outbox.prune(List.of(Shipper.cursor(ship, "a")));
      assertEquals(5, RecordName.seq(records().get(0)));
      assertEquals(List.of(), outbox.drops());
    }
  }

  @Test
  void without_sinks_everything_counts_as_delivered() throws IOException {
    try (Outbox outbox = open("m")) {
      for (int i = 0; i < 4; i++) {
        append(outbox, EventType.HEARTBEAT);
      }
      outbox.prune(List.of());
      assertEquals(2, records().size());
      assertEquals(List.of(), outbox.drops());
    }
  }

  @Test
  void a_record_that_was_damaged_meanwhile_is_not_deleted_as_delivered() throws IOException {
    try (Outbox outbox = open("m")) {
      for (int i = 0; i < 4; i++) {
        append(outbox, EventType.HEARTBEAT);
      }
      String first = records().get(0);
      damage(first);
      outbox.prune(List.of());
      assertEquals(List.of(first), outbox.damaged());
    }
  }

  @Test
  void drops_are_told_until_an_event_tells_them() throws IOException {
    Bounds narrow = new Bounds(6 * 4096, Duration.ofDays(365));
    Path dead = Shipper.cursor(ship, "dead");
    List<Drop> expected = List.of(new Drop(Drop.Reason.HEARTBEAT, 3, 1, 3));
    try (Outbox outbox = Outbox.open(folder, "m", narrow, clock, List.of(dead))) {
      for (int i = 0; i < 8; i++) {
        append(outbox, i == 3 ? EventType.DRIFT : EventType.HEARTBEAT);
      }
      outbox.prune(List.of(dead));
      assertEquals(expected, outbox.drops());
    }
    try (Outbox outbox = Outbox.open(folder, "m", narrow, clock, List.of(dead))) {
      assertEquals(expected, outbox.drops());
      append(outbox, EventType.EVENTS_DROPPED);
      assertEquals(List.of(), outbox.drops());
    }
    try (Outbox outbox = Outbox.open(folder, "m", narrow, clock, List.of(dead))) {
      assertEquals(List.of(), outbox.drops());
    }
  }

  @Test
  void an_unreadable_list_of_drops_is_told_as_damage() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("dropped"), "?");
    try (Outbox outbox = open("m")) {
      assertEquals(List.of("dropped"), outbox.damaged());
    }
  }

  @Test
  void a_full_disk_still_takes_events_from_the_reserve() throws IOException {
    ModelDisk disk = new ModelDisk();
    disk.holds(4 << 20);
    Outbox outbox = Outbox.open(disk, World.OUTBOX, "m", WIDE, clock, List.of());
    disk.place(Path.of("/other"), new byte[(4 << 20) - (256 << 10)]);
    append(outbox, EventType.HEARTBEAT);
    append(outbox, EventType.HEARTBEAT);
    assertEquals(2, outbox.tail().seq());
    disk.place(Path.of("/more"), new byte[1 << 20]);
    assertThrows(IOException.class, () -> append(outbox, EventType.HEARTBEAT));
    assertEquals(2, outbox.tail().seq());
    assertTrue(disk.list(World.OUTBOX).stream().noneMatch(name -> name.endsWith("~")));
    disk.place(Path.of("/more"), new byte[0]);
    disk.place(Path.of("/other"), new byte[0]);
    append(outbox, EventType.HEARTBEAT);
    outbox.prune(List.of());
    assertTrue(disk.list(World.OUTBOX).contains(".reserve"));
  }

  @Test
  void an_event_that_is_not_accepted_leaves_nothing_behind() throws IOException {
    ModelDisk disk = new ModelDisk();
    Outbox outbox = Outbox.open(disk, World.OUTBOX, "m", WIDE, clock, List.of());
    List<String> before = disk.list(World.OUTBOX);
    for (int operation = 0; operation < 3; operation++) {
      disk.failAt(operation, ModelDisk.Fault.LATE_ERROR);
      assertThrows(IOException.class, () -> append(outbox, EventType.HEARTBEAT));
      assertEquals(before, disk.list(World.OUTBOX));
      assertEquals(0, outbox.tail().seq());
    }
    append(outbox, EventType.HEARTBEAT);
    assertEquals(1, outbox.tail().seq());
  }
}
