package dev.sbomagent.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.EventType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A day in the life of an outbox, ended at every single operation on the disk, with every
 * combination of what a power cut may leave; or with that one operation failing.
 */
class CrashTest {
  private static final Bounds BOUNDS = new Bounds(24_000, Duration.ofDays(30));

  /** What the daemon was about when it ended. */
  private static void live(World world) throws IOException, InterruptedException {
    for (int round = 0; round < 4; round++) {
      world.clock.advance(Duration.ofMinutes(10));
      world.append(EventType.HEARTBEAT, 0);
      world.deliver("steady");
      world.append(EventType.DRIFT, round % 2 * 20);
      if (!world.outbox.drops().isEmpty()) {
        world.append(EventType.EVENTS_DROPPED, 0);
      }
      if (round == 1 || round == 3) {
        world.deliver("late");
      }
      world.prune();
    }
    world.deliver("steady");
    world.prune();
  }

  private static World world() throws IOException {
    return new World(
        new Random(1),
        BOUNDS,
        new Receiver("steady", Optional.empty()),
        new Receiver("late", Optional.of(new Random(4))));
  }

  private static void goOn(World world) throws IOException, InterruptedException {
    world.append(EventType.DRIFT, 1);
    world.deliver("steady");
    world.prune();
    world.append(EventType.HEARTBEAT, 0);
    world.deliverAll();
    world.prune();
    world.assertPromises();
  }

  @Test
  void the_day_sheds_drops_fails_and_repeats() throws Exception {
    World world = world();
    live(world);
    assertTrue(world.disk.operations() > 100, () -> "operations: " + world.disk.operations());
    assertTrue(
        world.dropped.stream().anyMatch(d -> d.reason() == Drop.Reason.DETAIL)
            && world.dropped.stream().anyMatch(d -> d.reason() == Drop.Reason.HEARTBEAT),
        world.dropped::toString);
    goOn(world);
    assertTrue(
        late(world).stream().anyMatch(Receiver.Arrival::again), () -> late(world).toString());
  }

  private static List<Receiver.Arrival> late(World world) {
    return Objects.requireNonNull(world.receivers.get("late")).arrivals;
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT", "TORN"})
  void no_power_cut_loses_or_doubles(ModelDisk.Fault fault) throws Exception {
    int images = 0;
    for (int at = 0; ; at++) {
      int size = 1;
      for (int i = 0; i < size; i++) {
        World world = world();
        world.disk.failAt(at, fault);
        try {
          live(world);
          assertTrue(images > 200, "images: " + images);
          return;
        } catch (ModelDisk.PowerCut cut) {
          List<ModelDisk> left = world.disk.images();
          size = left.size();
          long known = world.accepted.isEmpty() ? 0 : accepted(world);
          world.open(left.get(i));
          assertRecovered(world, known);
          goOn(world);
          images++;
        }
      }
    }
  }

  private static long accepted(World world) {
    long newest = 0;
    for (long n : world.accepted.keySet()) {
      newest = Math.max(newest, n);
    }
    return newest;
  }

  /** The newest accepted, or the one that was being accepted, with its own state. */
  private static void assertRecovered(World world, long known) throws IOException {
    long count = world.count();
    assertTrue(count == known || count == known + 1, () -> count + " after " + known);
    assertEquals(count, world.outbox.tail().seq());
    assertEquals(List.of(), world.outbox.damaged());
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR", "LATE_ERROR"})
  void no_failing_operation_loses_or_doubles(ModelDisk.Fault fault) throws Exception {
    for (int at = 0; ; at++) {
      World world = world();
      world.disk.failAt(at, fault);
      boolean failed = false;
      try {
        live(world);
        if (world.disk.operations() <= at) {
          return;
        }
      } catch (IOException notAccepted) {
        failed = true;
      }
      if (!failed || at % 2 == 0) {
        goOn(world);
      }
      world.open(world.disk.afterKill());
      goOn(world);
    }
  }

  @Test
  void what_is_given_up_is_counted_once_whenever_power_is_lost() throws Exception {
    List<Drop> expected = null;
    for (int at = 0; ; at++) {
      int size = 1;
      for (int i = 0; i < size; i++) {
        World world = world();
        for (int n = 0; n < 14; n++) {
          world.append(n % 3 == 1 ? EventType.DRIFT : EventType.HEARTBEAT, n % 3 * 12);
        }
        if (expected == null) {
          World calm = world;
          calm.prune();
          expected = calm.outbox.drops();
          assertEquals(3, expected.size(), expected::toString);
          break;
        }
        world.disk.failAt(at, ModelDisk.Fault.CUT);
        try {
          world.prune();
          assertTrue(at > 10);
          return;
        } catch (ModelDisk.PowerCut cut) {
          List<ModelDisk> left = world.disk.images();
          size = left.size();
          world.open(left.get(i));
          world.prune();
          assertEquals(expected, world.outbox.drops());
        }
      }
    }
  }
}
