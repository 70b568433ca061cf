package dev.sbomagent.sink;

import static dev.sbomagent.report.Receipt.DELIVERED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Receipt.Fault;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Transition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudWatchSinkTest {
  private AwsWorld world;
  private CloudWatchSink sink;

  @BeforeEach
  void begin() throws IOException {
    world = new AwsWorld();
    sink = world.cloudWatch(false);
  }

  @AfterEach
  void end() {
    sink.close();
    world.close();
  }

  private List<Receipt> deliver(Event... events) throws InterruptedException {
    return sink.deliver(AwsEvents.parcels(List.of(events)));
  }

  private Event heartbeat(Duration ago) {
    return world.events.heartbeat(world.start.minus(ago));
  }

  private static Fault fault(Receipt receipt) {
    return assertInstanceOf(Receipt.Failed.class, receipt).fault();
  }

  private List<String> operations() {
    return world.aws.calls.stream().map(call -> call.operation().substring(14)).toList();
  }

  @Test
  void makes_the_stream_when_it_is_not_there_and_asks_for_nothing_else() throws Exception {
    assertEquals(List.of(DELIVERED), deliver(heartbeat(Duration.ZERO)));
    assertEquals(List.of(DELIVERED), deliver(heartbeat(Duration.ZERO)));
    assertEquals(
        List.of("PutLogEvents", "CreateLogStream", "PutLogEvents", "PutLogEvents"), operations());
    assertEquals(2, world.kept().size());
    assertEquals(world.start.toEpochMilli(), world.kept().get(0).time());
  }

  @Test
  void makes_a_group_only_where_that_is_configured() throws Exception {
    try (AwsWorld empty = new AwsWorld()) {
      CloudWatchSink other =
          new CloudWatchSink(
              new SinkSettings.CloudWatch(
                  "cloudwatch",
                  "/other",
                  Optional.of("stream"),
                  false,
                  "web",
                  Optional.of(empty.aws.endpoint()),
                  false),
              Optional.of(empty.imds.endpoint()),
              empty.around);
      List<Parcel> parcels = AwsEvents.parcels(List.of(empty.events.heartbeat(empty.start)));
      assertEquals(Fault.DENIED, fault(other.deliver(parcels).get(0)));
      assertFalse(empty.aws.logs.hasGroup("/other"));
      CloudWatchSink making =
          new CloudWatchSink(
              new SinkSettings.CloudWatch(
                  "cloudwatch",
                  "/other",
                  Optional.of("stream"),
                  true,
                  "web",
                  Optional.of(empty.aws.endpoint()),
                  false),
              Optional.of(empty.imds.endpoint()),
              empty.around);
      assertEquals(List.of(DELIVERED), making.deliver(parcels));
      assertEquals(1, empty.aws.logs.kept("/other", "stream").size());
      other.close();
      making.close();
    }
  }

  @Test
  void splits_into_batches_by_bytes_span_and_order() throws Exception {
    List<Event> events = new ArrayList<>();
    String far = "x".repeat(350);
    for (int i = 0; i < 4; i++) {
      // more than 2 MB, over 40 hours, every other one before its predecessor
      Instant time = world.start.minus(Duration.ofHours(40 - 12L * i + 10L * (i % 2)));
      events.add(
          world.events.drift(
              Transition.OPENED,
              "d" + i,
              null,
              Severity.HIGH,
              time,
              java.util.Collections.nCopies(500, AwsEvents.change(far, List.of(far, far, far)))));
    }
    List<Receipt> receipts = deliver(events.toArray(new Event[0]));
    assertEquals(java.util.Collections.nCopies(4, DELIVERED), receipts);
    assertEquals(4 * 34, world.kept().size());
    assertTrue(world.aws.calls.size() > 4);
  }

  @Test
  void sends_what_was_rejected_for_its_time_again_under_the_time_of_sending() throws Exception {
    world.aws.logs.retention = Duration.ofDays(3);
    Event expired = heartbeat(Duration.ofDays(5));
    Event fresh = heartbeat(Duration.ofDays(4).plusHours(12));
    Event young = heartbeat(Duration.ZERO);
    // oldest first: the first two are older than the group keeps anything
    assertEquals(List.of(DELIVERED, DELIVERED, DELIVERED), deliver(expired, fresh, young));
    assertEquals(3, world.kept().size());
    assertEquals(
        2, world.kept().stream().filter(k -> k.message().contains("\"restamped\":true")).count());
    for (Event event : List.of(expired, fresh, young)) {
      String own = "\"time\":\"" + event.time() + "\"";
      assertEquals(1, world.kept().stream().filter(k -> k.message().contains(own)).count());
    }
  }

  @Test
  void restamps_by_itself_what_would_be_rejected() throws Exception {
    Event old = heartbeat(Duration.ofDays(30));
    Event ahead = heartbeat(Duration.ofHours(-100));
    assertEquals(List.of(DELIVERED, DELIVERED), deliver(old, ahead));
    assertEquals(List.of("PutLogEvents", "CreateLogStream", "PutLogEvents"), operations());
    world
        .kept()
        .forEach(
            kept -> {
              assertEquals(world.start.toEpochMilli(), kept.time());
              assertTrue(kept.message().contains("\"restamped\":true"));
            });
  }

  @Test
  void a_clock_that_is_ahead_loses_nothing() throws Exception {
    FakeAwsClock fast = new FakeAwsClock(world.start.plus(Duration.ofHours(5)));
    world.around =
        new Surroundings("web-1", "1.0", world.around.cloud(), fast, world.around.random());
    sink = world.cloudWatch(false);
    // the other is so old that it is sent under what we take for the time of sending
    Event old = world.events.heartbeat(world.start.minus(Duration.ofDays(100)));
    Event fresh = world.events.heartbeat(fast.instant());
    assertEquals(List.of(DELIVERED, DELIVERED), deliver(old, fresh));
    assertEquals(2, world.kept().size());
    for (FakeLogs.Kept kept : world.kept()) {
      assertTrue(Math.abs(kept.time() - world.start.toEpochMilli()) < 600_000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLING_400, THROTTLED",
    "LIMIT_EXCEEDED_400, THROTTLED",
    "UNAVAILABLE_503_HTML, OUTAGE",
    "ERROR_500, OUTAGE",
    "RESET_BEFORE, OUTAGE",
    "RESET_AFTER, OUTAGE",
    "TRUNCATED_JSON, OUTAGE",
    "DENIED_403, DENIED",
    "UNKNOWN_400, DENIED"
  })
  void sorts_faults_and_delivers_when_they_are_over(FakeFault fault, Fault sorted)
      throws Exception {
    Event first = heartbeat(Duration.ofMinutes(2));
    Event second = heartbeat(Duration.ofMinutes(1));
    world.aws.outage = fault;
    List<Receipt> receipts = deliver(first, second);
    assertEquals(sorted, fault(receipts.get(0)));
    assertEquals(sorted, fault(receipts.get(1)));
    world.aws.outage = null;
    assertEquals(List.of(DELIVERED, DELIVERED), deliver(first, second));
    for (Event event : List.of(first, second)) {
      assertTrue(world.kept().stream().anyMatch(kept -> kept.message().contains(event.id())));
    }
  }

  @Test
  void rides_out_what_is_over_within_seconds() throws Exception {
    world.aws.script(FakeFault.THROTTLING_400, FakeFault.UNAVAILABLE_503_HTML);
    assertEquals(List.of(DELIVERED), deliver(heartbeat(Duration.ZERO)));
  }

  @Test
  void a_reset_after_the_fact_doubles_the_event_under_its_id() throws Exception {
    deliver(heartbeat(Duration.ofMinutes(1)));
    Event event = heartbeat(Duration.ZERO);
    world.aws.script(FakeFault.RESET_AFTER);
    assertEquals(List.of(DELIVERED), deliver(event));
    assertEquals(
        2, world.kept().stream().filter(kept -> kept.message().contains(event.id())).count());
  }

  @Test
  void credentials_that_expired_are_fetched_anew() throws Exception {
    assertEquals(List.of(DELIVERED), deliver(heartbeat(Duration.ofMinutes(1))));
    world.aws.expire();
    assertEquals(List.of(DELIVERED), deliver(heartbeat(Duration.ZERO)));
    assertEquals(2, world.kept().size());
  }

  @Test
  void without_a_role_it_is_denied_and_without_metadata_service_unreachable() throws Exception {
    world.imds.hasRole = false;
    assertEquals(Fault.DENIED, fault(deliver(heartbeat(Duration.ZERO)).get(0)));
    world.imds.hasRole = true;
    assertEquals(List.of(DELIVERED), deliver(heartbeat(Duration.ZERO)));
    world.imds.close();
    sink.close();
    assertEquals(Fault.OUTAGE, fault(deliver(heartbeat(Duration.ZERO)).get(0)));
  }

  @Test
  void finds_the_one_event_that_is_refused() throws Exception {
    Event poisoned = heartbeat(Duration.ofMinutes(3));
    world.aws.logs.poison = poisoned.id();
    List<Receipt> receipts =
        deliver(
            heartbeat(Duration.ofMinutes(5)),
            heartbeat(Duration.ofMinutes(4)),
            poisoned,
            heartbeat(Duration.ofMinutes(2)),
            heartbeat(Duration.ofMinutes(1)));
    assertEquals(List.of(0, 1, 3, 4), numbers(receipts, DELIVERED));
    assertInstanceOf(Receipt.Refused.class, receipts.get(2));
    assertEquals(4, world.kept().size());
  }

  private static List<Integer> numbers(List<Receipt> receipts, Receipt like) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < receipts.size(); i++) {
      if (receipts.get(i).equals(like)) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  @Test
  void without_knowing_where_it_is_nothing_is_sent() throws Exception {
    world.around =
        new Surroundings("web-1", "1.0", Optional::empty, world.clock, world.around.random());
    assertEquals(Fault.OUTAGE, fault(world.cloudWatch(false).deliver(one()).get(0)));
    assertEquals(List.of(), world.aws.calls);
  }

  private List<Parcel> one() {
    return AwsEvents.parcels(List.of(heartbeat(Duration.ZERO)));
  }

  @Test
  @Tag("interop")
  void what_hangs_is_given_up_within_half_a_minute() throws Exception {
    world.aws.outage = FakeFault.HANG;
    long start = System.nanoTime();
    assertEquals(Fault.OUTAGE, fault(deliver(heartbeat(Duration.ZERO)).get(0)));
    assertTrue(System.nanoTime() - start < 30_000_000_000L);
  }

  @Test
  void an_interrupt_ends_it() throws Exception {
    world.aws.outage = FakeFault.HANG;
    Thread thread = Thread.currentThread();
    Thread waker =
        new Thread(
            () -> {
              world.aws.awaitHanging();
              thread.interrupt();
            });
    waker.start();
    org.junit.jupiter.api.Assertions.assertThrows(
        InterruptedException.class, () -> deliver(heartbeat(Duration.ZERO)));
    waker.join();
    assertFalse(Thread.interrupted());
  }
}
