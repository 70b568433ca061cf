package dev.sbomagent.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One sink's deliveries, on a model of a disk and a clock that is moved by hand. */
class DeliveryTest {
  private static final Bounds WIDE = new Bounds(64 << 20, Duration.ofDays(365));

  private final ModelDisk disk = new ModelDisk();
  private final TickingClock clock = new TickingClock(Events.START);
  private final List<String> sent = new ArrayList<>();
  private final List<Receipt> answers = new ArrayList<>();
  private boolean remote = true;
  private Outbox outbox = newOutbox();

  private Outbox newOutbox() {
    try {
      return Outbox.open(disk, World.OUTBOX, "m", WIDE, clock, List.of());
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @BeforeEach
  void three_events() throws IOException {
    append(0);
    append(2);
    append(0);
  }

  private void append(int changes) throws IOException {
    long n = outbox.tail().seq() + 1;
    Event event =
        Events.next(
            outbox.tail(),
            new UUID(0, n),
            Long.toString(n),
            clock.instant(),
            EventType.DRIFT,
            null,
            changes);
    outbox.append(event, "{}");
  }

  /**
   * Says what it was sent as one text a call; answers what it is told to, then that all is well.
   */
  private final class Scripted implements Sink {
    @Override
    public String name() {
      return "sink";
    }

    @Override
    public Guarantee guarantee() {
      return Guarantee.ACKNOWLEDGED;
    }

    @Override
    public boolean isRemote() {
      return remote;
    }

    @Override
    public List<Receipt> deliver(List<Parcel> parcels) {
      StringBuilder text = new StringBuilder();
      List<Receipt> receipts = new ArrayList<>();
      for (Parcel parcel : parcels) {
        assertEquals(EventJson.hash(parcel.head()), EventJson.hash(EventJson.head(parcel.event())));
        text.append(parcel.event().message()).append(parcel.again() ? "' " : " ");
        receipts.add(answers.isEmpty() ? Receipt.DELIVERED : answers.remove(0));
      }
      sent.add(text.toString().strip());
      return receipts;
    }

    @Override
    public void close() {}
  }

  private Delivery delivery() {
    return delivery(outbox.shelf());
  }

  private Delivery delivery(Shelf shelf) {
    Sink sink = new Scripted();
    Shipment ship = new Shipment(disk, World.SHIP);
    return new Delivery(sink, sink::deliver, shelf, ship, clock, new Random(5));
  }

  private Shelf stranger(String machine) {
    return new Shelf(disk, World.OUTBOX, machine, null);
  }

  private SinkStatus status() throws IOException {
    return SinkStatus.read(stranger("m"), new Shipment(disk, World.SHIP), "sink");
  }

  private static Receipt failed(Receipt.Fault fault) {
    return Receipt.failed(fault, "no");
  }

  @Test
  void delivers_in_order_once() throws Exception {
    Delivery delivery = delivery();
    assertEquals(Optional.of(Duration.ZERO), delivery.step());
    assertEquals(Optional.empty(), delivery.step());
    append(0);
    delivery.step();
    assertEquals(List.of("1 2 3", "4"), sent);
    delivery().step();
    assertEquals(2, sent.size());
  }

  @Test
  void settles_up_to_the_first_failure_and_marks_the_rest() throws Exception {
    answers.addAll(
        List.of(Receipt.DELIVERED, failed(Receipt.Fault.OUTAGE), Receipt.refused("late")));
    Delivery delivery = delivery();
    Duration pause = delivery.step().orElseThrow();
    assertTrue(pause.toMillis() > 0 && pause.toMillis() <= 1001, pause::toString);
    append(0);
    assertEquals(Optional.of(pause), delivery.step());
    clock.advance(pause);
    delivery.step();
    assertEquals(List.of("1 2 3", "2' 3' 4"), sent);
  }

  @Test
  void after_a_crash_marks_exactly_what_may_have_arrived() throws Exception {
    Sink hanging = new Scripted();
    Delivery.Sender interrupted =
        parcels -> {
          throw new InterruptedException();
        };
    Shipment ship = new Shipment(disk, World.SHIP);
    Delivery delivery =
        new Delivery(hanging, interrupted, outbox.shelf(), ship, clock, new Random(5));
    assertThrows(InterruptedException.class, delivery::step);
    append(0);
    delivery().step();
    assertEquals(List.of("1' 2' 3' 4"), sent);
  }

  @Test
  void an_unreadable_cursor_means_all_again_marked() throws Exception {
    delivery().step();
    disk.place(Shipper.cursor(World.SHIP, "sink"), "{".getBytes(UTF_8));
    Delivery delivery = delivery();
    delivery.step();
    append(0);
    delivery.step();
    assertEquals(List.of("1 2 3", "1' 2' 3'", "4"), sent);
  }

  @Test
  void a_cursor_of_another_chain_counts_as_nothing() throws Exception {
    delivery().step();
    outbox.restart();
    append(0);
    delivery().step();
    assertEquals(List.of("1 2 3", "1"), sent);
  }

  @Test
  void puts_aside_what_is_refused_with_the_reason_and_goes_on() throws Exception {
    answers.addAll(List.of(Receipt.DELIVERED, Receipt.refused("too\nlarge"), Receipt.DELIVERED));
    delivery().step();
    assertEquals(1, status().refused());
    assertEquals(0, status().pending());
    Path folder = World.SHIP.resolve("dead/sink");
    String name = "00000000000000000002-00000000-0000-0000-0000-000000000002.json";
    assertEquals(List.of(name), disk.list(folder));
    Fields letter = Fields.parse(disk.content(folder.resolve(name)), JsonLimits.ofBytes(100_000));
    assertEquals("too\ufffdlarge", letter.text("reason"));
    assertEquals("2", letter.object("event").text("message"));
  }

  @Test
  void keeps_no_more_of_the_refused_than_the_newest() throws Exception {
    Path folder = World.SHIP.resolve("dead/sink");
    for (int i = 0; i < DeadLetters.MAX_KEPT + 3; i++) {
      disk.place(folder.resolve("000-" + i), new byte[0]);
    }
    answers.add(Receipt.refused("no"));
    delivery().step();
    assertEquals(DeadLetters.MAX_KEPT, disk.list(folder).size());
  }

  @Test
  void backs_off_ever_longer_by_kind_of_fault_across_processes() throws Exception {
    assertEquals(Duration.ofMinutes(10), longest(Receipt.Fault.OUTAGE));
    assertEquals(Duration.ofHours(4), longest(Receipt.Fault.THROTTLED));
    assertEquals(Duration.ofHours(6), longest(Receipt.Fault.DENIED));
    remote = false;
    assertEquals(Duration.ofMinutes(1), longest(Receipt.Fault.OUTAGE));
  }

  /** The longest pause of many, rounded up to the minute; each in a process of its own. */
  private Duration longest(Receipt.Fault fault) throws InterruptedException {
    Duration longest = Duration.ZERO;
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      answers.add(failed(fault));
      Sink sink = new Scripted();
      Shipment ship = new Shipment(disk, World.SHIP);
      Delivery delivery = new Delivery(sink, sink::deliver, outbox.shelf(), ship, clock, random);
      Duration pause = delivery.step().orElseThrow();
      answers.clear();
      longest = pause.compareTo(longest) > 0 ? pause : longest;
      clock.advance(pause);
    }
    return Duration.ofMinutes((longest.toMillis() - 2 + 59_999) / 60_000);
  }

  @Test
  void waits_as_long_as_the_sink_asks_but_not_for_ever() throws Exception {
    answers.add(new Receipt.Failed(Receipt.Fault.THROTTLED, "", Optional.of(Duration.ofHours(2))));
    assertEquals(Duration.ofHours(2), delivery().step().orElseThrow());
    clock.advance(Duration.ofHours(2));
    answers.clear();
    answers.add(new Receipt.Failed(Receipt.Fault.THROTTLED, "", Optional.of(Duration.ofDays(900))));
    assertEquals(Duration.ofDays(1), delivery().step().orElseThrow());
  }

  @Test
  void a_clock_that_jumps_ends_a_pause() throws Exception {
    answers.add(failed(Receipt.Fault.DENIED));
    Delivery delivery = delivery();
    delivery.step();
    clock.advance(Duration.ofDays(-4000));
    delivery.step();
    assertEquals(List.of("1 2 3", "1' 2' 3'"), sent);
  }

  @Test
  void goes_on_past_records_that_vanish_or_are_damaged() throws Exception {
    List<String> names = disk.list(World.OUTBOX);
    Path first =
        World.OUTBOX.resolve(names.stream().filter(n -> n.contains("-")).findFirst().orElseThrow());
    disk.damage(first);
    Delivery delivery = delivery();
    delivery.step();
    assertEquals(List.of("2 3"), sent);
    assertEquals(0, status().pending());
  }

  @Test
  void says_whether_the_detail_was_given_up() throws Exception {
    List<Boolean> shed = new ArrayList<>();
    Sink sink = new Scripted();
    Shipment ship = new Shipment(disk, World.SHIP);
    Path record = World.OUTBOX.resolve(RecordName.of(2, new UUID(0, 2).toString()));
    Entry whole = Entry.parse(disk.content(record));
    disk.place(record, whole.withoutDetail().bytes());
    Delivery.Sender sender =
        parcels -> {
          parcels.forEach(parcel -> shed.add(parcel.shed()));
          assertEquals(whole.head(), parcels.get(1).head());
          assertEquals(2, parcels.get(1).event().changeCount());
          return parcels.stream().map(parcel -> Receipt.DELIVERED).toList();
        };
    new Delivery(sink, sender, outbox.shelf(), ship, clock, new Random(5)).step();
    assertEquals(List.of(false, true, false), shed);
  }

  @Test
  void a_clone_does_not_send_what_its_original_accepted() throws Exception {
    assertEquals(Optional.empty(), delivery(stranger("clone")).step());
    assertEquals(Optional.of(Duration.ZERO), delivery(stranger("m")).step());
    assertEquals(List.of("1 2 3"), sent);
  }

  @Test
  void bounds_a_batch_by_count_and_by_bytes() throws Exception {
    for (int i = 0; i < 98; i++) {
      append(0);
    }
    for (int i = 0; i < 12; i++) {
      append(500);
    }
    Delivery delivery = delivery();
    while (delivery.step().isPresent()) {
      // until nothing is left
    }
    assertEquals(100, sent.get(0).split(" ").length);
    assertTrue(sent.size() > 2, sent::toString);
    assertEquals(113, String.join(" ", sent).split(" ").length);
  }

  @Test
  void a_batch_that_fails_is_sent_before_those_behind_it() throws Exception {
    for (int i = 0; i < 100; i++) {
      append(0);
    }
    answers.addAll(List.of(Receipt.DELIVERED, failed(Receipt.Fault.OUTAGE)));
    Delivery delivery = delivery();
    clock.advance(delivery.step().orElseThrow());
    delivery.step();
    delivery.step();
    assertEquals(List.of("1", "2'", "102"), sent.stream().map(this::first).toList());
    assertEquals(0, status().pending());
  }

  private String first(String batch) {
    return batch.substring(0, batch.indexOf(' '));
  }

  @Test
  void without_its_cursor_nothing_is_sent() throws Exception {
    disk.failAt(0, ModelDisk.Fault.ERROR);
    Delivery delivery = delivery();
    assertTrue(delivery.step().orElseThrow().toMillis() > 0);
    assertEquals(List.of(), sent);
    clock.advance(Duration.ofMinutes(1));
    delivery.step();
    assertEquals(List.of("1 2 3"), sent);
  }

  @Test
  void status_tells_from_files_alone() throws Exception {
    assertEquals(3, status().pending());
    assertEquals(Optional.of(Events.START), status().oldest());
    answers.addAll(List.of(Receipt.DELIVERED, failed(Receipt.Fault.THROTTLED)));
    Duration pause = delivery().step().orElseThrow();
    assertEquals(
        new SinkStatus(
            "sink",
            2,
            Optional.of(Events.START),
            Optional.of(Events.START),
            Optional.of("no"),
            1,
            Optional.of(Events.START.plus(pause)),
            0),
        status());
    clock.advance(pause);
    delivery().step();
    assertEquals(Optional.empty(), status().retry());
    assertEquals(Optional.of("no"), status().error());
  }

  @Test
  void what_it_delivers_survives_a_power_cut_though_its_owner_has_not_forced_it_yet()
      throws Exception {
    Path last = World.OUTBOX.resolve(RecordName.of(3, new UUID(0, 3).toString()));
    byte[] record = disk.content(last);
    disk.delete(last);
    disk.force(World.OUTBOX);
    disk.write(World.OUTBOX.resolve("new~"), record);
    disk.move(World.OUTBOX.resolve("new~"), last);
    assertTrue(disk.images().stream().anyMatch(image -> !has(image, last)));
    delivery(stranger("m")).step();
    assertEquals(List.of("1 2 3"), sent);
    assertTrue(disk.images().stream().allMatch(image -> has(image, last)));
  }

  private static boolean has(ModelDisk image, Path file) {
    return image.list(World.OUTBOX).contains(file.getFileName().toString());
  }

  @Test
  void an_outage_of_a_day_costs_few_attempts_and_no_event() throws Exception {
    Delivery delivery = delivery();
    int attempts = 0;
    while (clock.instant().isBefore(Events.START.plus(Duration.ofDays(1)))) {
      answers.add(failed(Receipt.Fault.OUTAGE));
      clock.advance(delivery.step().orElseThrow());
      answers.clear();
      attempts++;
    }
    int tried = attempts;
    assertTrue(tried > 144 && tried < 600, () -> "attempts: " + tried);
    sent.clear();
    delivery.step();
    assertEquals(List.of("1' 2' 3'"), sent);
  }
}
