package dev.sbomagent.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Transition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A machine with a daemon that counts, two sinks, and what arrived at them; it keeps account of
 * every promise while processes end and disks fail.
 */
final class World {
  static final Path OUTBOX = Path.of("/state/outbox");
  static final Path SHIP = Path.of("/ship");
  static final String MACHINE = "machine-1";

  final TickingClock clock = new TickingClock(Events.START);
  final Map<String, Receiver> receivers = new LinkedHashMap<>();
  final Map<Long, String> accepted = new TreeMap<>();
  final List<Drop> dropped = new ArrayList<>();
  final TreeSet<Long> damaged = new TreeSet<>();
  private final Random random;
  private final Bounds bounds;
  private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
  private long attempts;
  ModelDisk disk = new ModelDisk();
  Outbox outbox;

  World(Random random, Bounds bounds, Receiver... receivers) throws IOException {
    this.random = random;
    this.bounds = bounds;
    for (Receiver receiver : receivers) {
      this.receivers.put(receiver.name(), receiver);
    }
    open();
  }

  /** A new process on what is on this disk. Whatever that is, this throws nothing. */
  void open(ModelDisk disk) {
    this.disk = disk;
    try {
      open();
    } catch (IOException broken) {
      throw new AssertionError("start-up is never blocked", broken);
    }
  }

  private void open() throws IOException {
    outbox = Outbox.open(disk, OUTBOX, MACHINE, bounds, clock, cursors());
    deliveries.clear();
    Shipment ship = new Shipment(disk, SHIP);
    for (Receiver receiver : receivers.values()) {
      deliveries.put(
          receiver.name(),
          new Delivery(receiver, receiver::deliver, outbox.shelf(), ship, clock, random));
    }
    dropped.addAll(outbox.drops());
  }

  Collection<Path> cursors() {
    List<Path> cursors = new ArrayList<>();
    for (String name : receivers.keySet()) {
      cursors.add(Shipper.cursor(SHIP, name));
    }
    return cursors;
  }

  /** The newest count that is in the chronicle. */
  long count() {
    String state = outbox.tail().state();
    return state == null ? 0 : Long.parseLong(state);
  }

  /** The daemon counts one further, and says so. */
  void append(EventType type, int changes) throws IOException {
    long n = count() + 1;
    UUID id = new UUID(attempts++, n);
    Event.Condition condition =
        type.isCondition() ? Events.condition(Transition.OPENED, "drift/" + n % 3, null) : null;
    Instant time = clock.instant();
    Event event = Events.next(outbox.tail(), id, Long.toString(n), time, type, condition, changes);
    outbox.append(event, Long.toString(n));
    accepted.put(n, id.toString());
  }

  void prune() throws IOException {
    try {
      outbox.prune(cursors());
    } finally {
      dropped.addAll(outbox.drops());
    }
  }

  /** Lets one sink do one step; whether it did something. */
  boolean deliver(String sink) throws InterruptedException {
    return Objects.requireNonNull(deliveries.get(sink)).step().map(Duration::isZero).orElse(false);
  }

  /** Everything arrives that can. */
  void deliverAll() throws InterruptedException {
    for (Receiver receiver : receivers.values()) {
      receiver.heal();
      for (int quiet = 0; quiet < 2; ) {
        clock.advance(Duration.ofDays(1));
        quiet = deliver(receiver.name()) ? 0 : quiet + 1;
      }
    }
  }

  /** Whatever was accepted arrived, or is accounted for; nothing came twice unmarked. */
  void assertPromises() {
    for (Receiver receiver : receivers.values()) {
      assertEquals(
          new ArrayList<>(new TreeSet<>(receiver.offered)), new ArrayList<>(receiver.offered));
      Map<Long, String> first = new LinkedHashMap<>();
      for (Receiver.Arrival arrival : receiver.arrivals) {
        String known = first.putIfAbsent(arrival.n(), arrival.id());
        if (known != null) {
          assertEquals(known, arrival.id(), () -> "told twice: " + receiver.arrivals);
          assertTrue(arrival.again(), () -> "unmarked: " + arrival + " in " + receiver.arrivals);
        }
      }
      accepted.forEach(
          (n, id) ->
              assertTrue(
                  id.equals(first.get(n)) || isDropped(n) || damaged.contains(n),
                  () -> "lost at " + receiver.name() + ": " + n + " of " + first + dropped));
    }
  }

  /** Counts are the sequence numbers here: there is one chain, and no number is left out. */
  private boolean isDropped(long n) {
    for (Drop drop : dropped) {
      if (drop.reason() != Drop.Reason.DETAIL && drop.first() <= n && n <= drop.last()) {
        return true;
      }
    }
    return false;
  }
}
