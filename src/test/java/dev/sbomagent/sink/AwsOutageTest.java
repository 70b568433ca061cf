package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Sink;
import dev.sbomagent.report.Transition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day without AWS, by a virtual clock. */
class AwsOutageTest {
  private static final Duration STEP = Duration.ofMinutes(30);

  /** A queue before a sink, which waits ever longer while it fails. */
  private static final class Shipping {
    final Sink sink;
    final Deque<Parcel> queue = new ArrayDeque<>();
    Instant next = Instant.MIN;
    Duration pause = Duration.ofMinutes(1);

    Shipping(Sink sink) {
      this.sink = sink;
    }

    void ship(Instant now) throws InterruptedException {
      while (!queue.isEmpty() && !now.isBefore(next)) {
        List<Parcel> some = queue.stream().limit(64).toList();
        for (Receipt receipt : sink.deliver(some)) {
          if (receipt instanceof Receipt.Failed failed) {
            pause = pause.compareTo(Duration.ofHours(2)) > 0 ? pause : pause.multipliedBy(2);
            next = now.plus(failed.after().orElse(pause));
            break;
          }
          assertEquals(Receipt.DELIVERED, receipt);
          pause = Duration.ofMinutes(1);
          queue.remove();
        }
      }
    }
  }

  @Test
  void a_day_without_aws_loses_nothing(@TempDir Path memory) throws Exception {
    try (AwsWorld world = new AwsWorld();
        CloudWatchSink logs = world.cloudWatch(false);
        SecurityHubSink hub = world.securityHub(memory)) {
      List<Shipping> shippings = List.of(new Shipping(logs), new Shipping(hub));
      List<Event> all = new ArrayList<>();
      FakeFault[] faults = {
        FakeFault.UNAVAILABLE_503_HTML, FakeFault.RESET_AFTER, FakeFault.LIMIT_EXCEEDED_400
      };
      String open = null;
      for (int step = 0; step < 2 * 36; step++) {
        world.aws.outage = step >= 4 && step < 52 ? faults[step % faults.length] : null;
        Instant now = world.clock.instant();
        all.add(world.events.heartbeat(now));
        if (step % 6 == 0) {
          Transition transition = open == null ? Transition.OPENED : Transition.CHANGED;
          all.add(world.events.drift(transition, "d" + step, open, Severity.HIGH, now));
          open = "d" + step;
        }
        for (Shipping shipping : shippings) {
          all.stream()
              .filter(event -> event.time().equals(now))
              .forEach(event -> shipping.queue.add(AwsEvents.parcel(event)));
        }
        for (int minute = 0; minute < STEP.toMinutes(); minute++) {
          for (Shipping shipping : shippings) {
            shipping.ship(world.clock.instant());
          }
          world.clock.pass(Duration.ofMinutes(1));
        }
      }
      assertEquals(0, shippings.get(0).queue.size());
      assertEquals(0, shippings.get(1).queue.size());
      Set<String> arrived = new HashSet<>();
      world.kept().forEach(kept -> arrived.add(id(kept.message())));
      for (Event event : all) {
        assertTrue(arrived.contains(event.id()), "lost: " + event);
      }
      assertEquals(0, world.aws.logs.throttled);
      assertEquals(0, world.aws.hub.throttled);
      for (String id : world.aws.hub.ids()) {
        assertEquals(
            id.endsWith("/drift/" + open) ? "ACTIVE" : "ARCHIVED",
            world.aws.hub.stored(id).finding.text("RecordState"),
            id);
      }
      assertEquals(12, world.aws.hub.ids().size());
    }
  }

  private static String id(String message) {
    int from = message.indexOf("\"event_id\":\"") + 12;
    return message.substring(from, message.indexOf('"', from));
  }
}
