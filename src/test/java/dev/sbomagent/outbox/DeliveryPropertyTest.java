package dev.sbomagent.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.report.EventType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever sinks, disks, clocks and power do: every accepted event arrives at every sink, in order,
 * exactly once or marked, or is counted as given up.
 */
class DeliveryPropertyTest {
  private static final EventType[] TYPES = {
    EventType.HEARTBEAT, EventType.DRIFT, EventType.INCONCLUSIVE, EventType.AGENT_START
  };

  private static void live(long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    Bounds bounds = new Bounds(random.nextBoolean() ? 40_000 : 1 << 20, Duration.ofDays(30));
    World world =
        new World(
            random,
            bounds,
            new Receiver("well", Optional.empty()),
            new Receiver("ill", Optional.of(random)));
    for (int step = 0; step < 80; step++) {
      try {
        step(world, random);
      } catch (IOException | InterruptedException notNow) {
        // nothing was accepted, or settled
      } catch (ModelDisk.PowerCut cut) {
        List<ModelDisk> images = world.disk.images();
        world.open(images.get(random.nextInt(images.size())));
      }
    }
    world.open(world.disk.afterKill());
    world.deliverAll();
    world.assertPromises();
    for (Receiver receiver : world.receivers.values()) {
      assertEquals(0, status(world, receiver).pending());
    }
  }

  private static SinkStatus status(World world, Receiver receiver) throws IOException {
    Shelf shelf = new Shelf(world.disk, World.OUTBOX, null, null);
    return SinkStatus.read(shelf, new Shipment(world.disk, World.SHIP), receiver.name());
  }

  private static void step(World world, Random random) throws IOException, InterruptedException {
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 ->
          world.append(TYPES[random.nextInt(TYPES.length)], random.nextInt(4) * random.nextInt(40));
      case 4, 5, 6 -> world.deliver("ill");
      case 7, 8 -> world.deliver("well");
      case 9, 10 -> world.clock.advance(Duration.ofMillis(random.nextInt(1 << 24)));
      case 11 -> world.prune();
      case 12 -> world.disk.failAt(random.nextInt(12), fault(random));
      case 13 -> world.open(world.disk.afterKill());
      case 14 -> world.clock.advance(Duration.ofDays(365L * (random.nextInt(11) - 5)));
      default -> {
        if (!world.outbox.drops().isEmpty()) {
          world.append(EventType.EVENTS_DROPPED, 0);
        }
      }
    }
  }

  private static ModelDisk.Fault fault(Random random) {
    List<ModelDisk.Fault> faults = List.of(ModelDisk.Fault.values());
    return faults.get(random.nextInt(faults.size()));
  }

  @Property(tries = 60)
  void every_accepted_event_arrives_once_or_marked_or_is_counted(@ForAll long seed)
      throws IOException, InterruptedException {
    live(seed);
  }

  /** Longer; {@code fuzz.seconds} says how long. Throws nothing but its own assertions. */
  @Tag("fuzz")
  @Test
  void fuzz() throws IOException, InterruptedException {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    for (long i = 0; System.nanoTime() < end; i++) {
      live(i);
    }
  }
}
