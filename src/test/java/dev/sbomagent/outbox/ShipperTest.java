package dev.sbomagent.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads of sinks beside an outbox, and apart from it. */
class ShipperTest {
  private static final Bounds WIDE = new Bounds(64 << 20, Duration.ofDays(365));
  private static final Clock CLOCK = Clock.fixed(Events.START, java.time.ZoneOffset.UTC);

  @TempDir Path temporary;

  /** Shows what it is sent. */
  private static class Shown implements Sink {
    final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    final CountDownLatch closed = new CountDownLatch(1);
    private final String name;

    Shown(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Guarantee guarantee() {
      return Guarantee.BEST_EFFORT;
    }

    @Override
    public boolean isRemote() {
      return false;
    }

    @Override
    public List<Receipt> deliver(List<Parcel> parcels) throws InterruptedException {
      List<Receipt> receipts = new ArrayList<>();
      for (Parcel parcel : parcels) {
        sent.add(parcel.event().message() + (parcel.again() ? "'" : ""));
        receipts.add(Receipt.DELIVERED);
      }
      return receipts;
    }

    String next() throws InterruptedException {
      return String.valueOf(sent.poll(20, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
      assertEquals(1, closed.getCount(), "closed twice");
      closed.countDown();
    }
  }

  /** Takes what it is sent and never answers. */
  private static final class Hanging extends Shown {
    Hanging(String name) {
      super(name);
    }

    @Override
    public List<Receipt> deliver(List<Parcel> parcels) throws InterruptedException {
      super.deliver(parcels);
      new CountDownLatch(1).await();
      throw new AssertionError("nobody counts it down");
    }
  }

  private Outbox outbox() throws IOException {
    return Outbox.open(temporary.resolve("outbox"), "m", WIDE, CLOCK, List.of());
  }

  private Path ship() {
    return temporary.resolve("ship");
  }

  private static void append(Outbox outbox, String text) throws IOException {
    long n = outbox.tail().seq() + 1;
    outbox.append(Events.next(outbox.tail(), new UUID(0, n), text, Events.START), "{}");
  }

  private Shipper apart(Sink... sinks) throws IOException {
    Path outbox = temporary.resolve("outbox");
    return Shipper.open(outbox, "m", ship(), List.of(sinks), CLOCK, new Random(1));
  }

  @Test
  void a_new_event_wakes_it_and_a_sink_that_hangs_delays_no_other() throws Exception {
    Shown well = new Shown("well");
    Hanging hung = new Hanging("hung");
    try (Outbox outbox = outbox()) {
      append(outbox, "a");
      Shipper shipper = Shipper.beside(outbox, ship(), List.of(hung, well), CLOCK, new Random(1));
      shipper.start();
      assertEquals("a", hung.next());
      assertEquals("a", well.next());
      append(outbox, "b");
      assertEquals("b", well.next());
      long start = System.nanoTime();
      shipper.close();
      assertTrue(System.nanoTime() - start < 3_000_000_000L);
      assertTrue(hung.closed.await(0, TimeUnit.SECONDS) && well.closed.await(0, TimeUnit.SECONDS));
      assertEquals(2, shipper.status().get(0).pending());
      assertEquals(0, shipper.status().get(1).pending());
    }
    Shown cured = new Shown("hung");
    try (Shipper shipper = apart(cured)) {
      assertEquals(0, shipper.drain().get(0).pending());
      assertEquals("a'", cured.next());
      assertEquals("b", cured.next());
    }
  }

  @Test
  void drains_and_tells_what_is_left() throws Exception {
    try (Outbox outbox = outbox()) {
      append(outbox, "a");
      append(outbox, "b");
    }
    Shown well = new Shown("well");
    Shown down =
        new Shown("down") {
          @Override
          public List<Receipt> deliver(List<Parcel> parcels) {
            return List.of(
                Receipt.DELIVERED, Receipt.failed(Receipt.Fault.DENIED, "not subscribed"));
          }
        };
    try (Shipper shipper = apart(well, down)) {
      List<SinkStatus> left = shipper.drain();
      assertEquals(0, left.get(0).pending());
      assertEquals(1, left.get(1).pending());
      assertEquals("not subscribed", left.get(1).error().orElseThrow());
      assertTrue(left.get(1).retry().isPresent());
    }
    Shown notYet = new Shown("down");
    try (Shipper shipper = apart(notYet)) {
      assertEquals(1, shipper.drain().get(0).pending());
      assertEquals(0, notYet.sent.size());
    }
  }

  @Test
  void a_sink_whose_turn_it_is_not_waits_and_has_not_failed() throws Exception {
    try (Outbox outbox = outbox()) {
      append(outbox, "a");
    }
    Duration wait = Duration.ofMinutes(3);
    Shown paced =
        new Shown("a") {
          @Override
          public List<Receipt> deliver(List<Parcel> parcels) {
            return List.of(
                new Receipt.Failed(
                    Receipt.Fault.PACED, "spread over the fleet", Optional.of(wait)));
          }
        };
    try (Shipper shipper = apart(paced)) {
      SinkStatus left = shipper.drain().get(0);
      assertEquals(1, left.pending());
      assertEquals(0, left.failures());
      assertEquals(Optional.of(Events.START.plus(wait)), left.retry());
      assertEquals(Optional.of("spread over the fleet"), left.error());
    }
    Shown early = new Shown("a");
    try (Shipper shipper = apart(early)) {
      assertEquals(1, shipper.drain().get(0).pending(), "the next process waits as well");
      assertEquals(0, early.sent.size());
    }
  }

  @Test
  void only_one_delivers_from_a_folder() throws Exception {
    Shown sink = new Shown("a");
    try (Shipper shipper = apart(sink)) {
      assertThrows(InUseException.class, () -> apart(new Shown("a")));
      assertEquals(0, shipper.drain().get(0).pending());
    }
    apart(new Shown("a")).close();
  }

  @Test
  void closes_sinks_that_were_never_started() throws Exception {
    Shown sink = new Shown("a");
    apart(sink).close();
    assertEquals(0, sink.closed.getCount());
  }

  @Test
  void a_sink_that_breaks_is_tried_again() throws Exception {
    Shown broken =
        new Shown("a") {
          @Override
          public List<Receipt> deliver(List<Parcel> parcels) {
            throw new IllegalStateException("oops");
          }
        };
    try (Outbox outbox = outbox()) {
      append(outbox, "a");
    }
    try (Shipper shipper = apart(broken)) {
      String error = shipper.drain().get(0).error().orElseThrow();
      assertTrue(error.contains("oops"), error);
    }
  }

  @Test
  void refuses_names_that_lead_elsewhere() {
    for (String name : List.of("", ".", "..", "../x", "a/b", ".reserve", "x~")) {
      assertThrows(IllegalArgumentException.class, () -> Shipper.cursor(ship(), name));
    }
  }
}
