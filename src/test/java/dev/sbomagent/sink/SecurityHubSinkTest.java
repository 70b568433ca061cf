package dev.sbomagent.sink;

import static dev.sbomagent.report.Receipt.DELIVERED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Receipt.Fault;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHubSinkTest {
  @TempDir private Path memory;
  private AwsWorld world;
  private SecurityHubSink sink;

  @BeforeEach
  void begin() throws IOException {
    world = new AwsWorld();
    sink = world.securityHub(memory);
  }

  @AfterEach
  void end() {
    assertEquals(0, world.aws.hub.ignored, "updates that AWS ignores");
    assertEquals(0, world.aws.hub.throttled, "requests beyond the quota");
    sink.close();
    world.close();
  }

  /** After as long as a start may be delayed. */
  private Receipt deliver(Event event) throws InterruptedException {
    return world.deliverPatiently(sink, List.of(AwsEvents.parcel(event))).get(0);
  }

  private static Fault fault(Receipt receipt) {
    return assertInstanceOf(Receipt.Failed.class, receipt).fault();
  }

  private Event drift(Transition transition, String digest, @Nullable String replaces) {
    return world.events.drift(transition, digest, replaces, Severity.MEDIUM, world.clock.instant());
  }

  private String compliance(String uid) throws Exception {
    return world.finding(uid).finding.object("Compliance").text("Status");
  }

  @Test
  void a_finding_lives_from_opened_over_changed_to_resolved() throws Exception {
    assertEquals(DELIVERED, deliver(drift(Transition.OPENED, "a", null)));
    assertEquals("FAILED", compliance("drift/a"));
    assertEquals(1, world.aws.calls.size());

    world.clock.pass(Duration.ofHours(1));
    assertEquals(DELIVERED, deliver(drift(Transition.CHANGED, "b", "a")));
    assertEquals(2, world.aws.calls.size());
    assertEquals("PASSED", compliance("drift/a"));
    assertEquals("FAILED", compliance("drift/b"));

    world.clock.pass(Duration.ofHours(1));
    assertEquals(DELIVERED, deliver(drift(Transition.RESOLVED, "b", null)));
    assertEquals("ARCHIVED", world.finding("drift/b").finding.text("RecordState"));
    assertEquals(
        "INFORMATIONAL",
        world
            .finding("drift/b")
            .finding
            .object("FindingProviderFields")
            .object("Severity")
            .text("Label"));
    assertEquals(2, world.aws.hub.ids().size());
  }

  @Test
  void what_comes_back_is_new_unless_it_was_suppressed() throws Exception {
    for (String digest : List.of("seen", "hidden")) {
      deliver(drift(Transition.OPENED, digest, null));
      world.clock.pass(Duration.ofMinutes(10));
    }
    world.aws.hub.workflow("sbom-agent/" + AwsWorld.INSTANCE + "/drift/seen", "NOTIFIED");
    world.aws.hub.workflow("sbom-agent/" + AwsWorld.INSTANCE + "/drift/hidden", "SUPPRESSED");
    for (Transition transition : List.of(Transition.RESOLVED, Transition.OPENED)) {
      for (String digest : List.of("seen", "hidden")) {
        deliver(drift(transition, digest, null));
        world.clock.pass(Duration.ofMinutes(10));
      }
    }
    assertEquals("NEW", world.finding("drift/seen").workflow);
    assertEquals("SUPPRESSED", world.finding("drift/hidden").workflow);
    deliver(drift(Transition.CHANGED, "more", "hidden"));
    assertEquals("NEW", world.finding("drift/more").workflow);
  }

  @Test
  void says_nothing_of_events_that_are_no_conditions() throws Exception {
    Parcel heartbeat = AwsEvents.parcel(world.events.heartbeat(world.start));
    assertEquals(List.of(DELIVERED), sink.deliver(List.of(heartbeat)));
    assertEquals(0, world.aws.calls.size());
  }

  @Test
  void what_is_open_is_told_again_before_it_is_forgotten() throws Exception {
    deliver(drift(Transition.OPENED, "a", null));
    for (int day = 1; day <= 60; day++) {
      world.clock.pass(Duration.ofDays(1));
      assertEquals(DELIVERED, deliver(drift(Transition.REMINDER, "a", null)));
    }
    int updates = world.finding("drift/a").updates;
    assertTrue(updates >= 1 + 60 / 15 && updates <= 1 + 60 / 7, "updates: " + updates);
    List<Instant> requests = world.aws.hub.requests;
    for (int i = 1; i < requests.size(); i++) {
      Duration pause = Duration.between(requests.get(i - 1), requests.get(i));
      assertTrue(pause.compareTo(Duration.ofDays(7)) >= 0, "pause: " + pause);
    }
  }

  @Test
  void updates_go_forward_when_the_clock_goes_back_also_in_another_process() throws Exception {
    deliver(drift(Transition.OPENED, "a", null));
    Instant before = world.finding("drift/a").updatedAt;
    FakeAwsClock back = new FakeAwsClock(world.start.minus(Duration.ofDays(400)));
    world.around =
        new Surroundings("web-1", "1.0", world.around.cloud(), back, world.around.random());
    sink.close();
    sink = world.securityHub(memory);
    Event resolved =
        world.events.drift(Transition.RESOLVED, "a", null, Severity.MEDIUM, back.instant());
    back.pass(SecurityHubPace.spread(resolved));
    assertEquals(List.of(DELIVERED), sink.deliver(List.of(AwsEvents.parcel(resolved))));
    assertTrue(world.finding("drift/a").updatedAt.isAfter(before));
    assertEquals("PASSED", compliance("drift/a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"schema\":\"other\"}", "\u0000\u0001"})
  void a_damaged_memory_is_begun_anew(String damaged) throws Exception {
    deliver(drift(Transition.OPENED, "a", null));
    Files.writeString(memory.resolve("securityhub.json"), damaged);
    sink = world.securityHub(memory);
    world.clock.pass(Duration.ofMinutes(10));
    assertEquals(DELIVERED, deliver(drift(Transition.RESOLVED, "a", null)));
    assertEquals("PASSED", compliance("drift/a"));
  }

  @Test
  void a_memory_that_cannot_be_written_stops_nothing() throws Exception {
    sink = world.securityHub(memory.resolve("not-there"));
    assertEquals(DELIVERED, deliver(drift(Transition.OPENED, "a", null)));
  }

  @Test
  void starts_are_spread_and_the_wait_is_said() throws Exception {
    Event event = drift(Transition.OPENED, "a", null);
    List<Parcel> parcels =
        List.of(AwsEvents.parcel(world.events.heartbeat(world.start)), AwsEvents.parcel(event));
    List<Receipt> receipts = sink.deliver(parcels);
    assertEquals(DELIVERED, receipts.get(0));
    assertEquals(Fault.PACED, fault(receipts.get(1)));
    assertEquals(0, world.aws.calls.size());
    Duration wait = ((Receipt.Failed) receipts.get(1)).after().orElseThrow();
    assertEquals(SecurityHubPace.spread(event), wait);
    world.clock.pass(wait.minusMillis(1));
    assertEquals(Fault.PACED, fault(sink.deliver(parcels).get(1)));
    world.clock.pass(Duration.ofMillis(1));
    assertEquals(List.of(DELIVERED, DELIVERED), sink.deliver(parcels));
  }

  @Test
  void one_request_a_minute_but_for_what_is_critical() throws Exception {
    deliver(drift(Transition.OPENED, "a", null));
    Event later =
        world.events.drift(
            Transition.OPENED, "b", null, Severity.HIGH, world.clock.instant().minusSeconds(1000));
    Receipt receipt = sink.deliver(List.of(AwsEvents.parcel(later))).get(0);
    assertEquals(SecurityHubPace.BETWEEN, ((Receipt.Failed) receipt).after().orElseThrow());
    Event critical =
        world.events.drift(
            Transition.OPENED,
            "c",
            null,
            Severity.CRITICAL,
            world.clock.instant().minusSeconds(1000));
    // which takes the other along
    assertEquals(
        List.of(DELIVERED, DELIVERED), sink.deliver(AwsEvents.parcels(List.of(later, critical))));
    assertEquals(2, world.aws.calls.size());
  }

  @Test
  void of_each_finding_the_newest_state_goes_in_one_request() throws Exception {
    List<Event> events = new ArrayList<>();
    events.add(drift(Transition.OPENED, "d0", null));
    for (int i = 1; i < 60; i++) {
      world.clock.pass(Duration.ofMinutes(30));
      events.add(drift(Transition.CHANGED, "d" + i, "d" + (i - 1)));
    }
    events.add(drift(Transition.RESOLVED, "d59", null));
    world.clock.pass(Duration.ofMinutes(30));
    List<Receipt> receipts = sink.deliver(AwsEvents.parcels(events));
    assertEquals(Collections.nCopies(61, DELIVERED), receipts);
    assertEquals(1, world.aws.calls.size());
    assertEquals(60, world.aws.hub.ids().size());
    for (int i = 0; i < 60; i++) {
      assertEquals("PASSED", compliance("drift/d" + i));
    }
  }

  @Test
  void no_request_has_more_than_a_hundred_findings() throws Exception {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      events.add(drift(Transition.OPENED, "d" + i, null));
    }
    world.clock.pass(Duration.ofMinutes(10));
    List<Receipt> receipts = sink.deliver(AwsEvents.parcels(events));
    assertEquals(100, Collections.frequency(receipts, DELIVERED));
    assertEquals(DELIVERED, receipts.get(99));
    List<Parcel> rest = AwsEvents.parcels(events.subList(100, 250));
    while (!rest.isEmpty()) {
      receipts = sink.deliver(rest);
      rest = rest.subList(Collections.frequency(receipts, DELIVERED), rest.size());
      world.clock.pass(SecurityHubPace.BETWEEN);
    }
    assertEquals(250, world.aws.hub.ids().size());
    assertEquals(3, world.aws.calls.size());
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLING_429, THROTTLED",
    "LIMIT_EXCEEDED_400, THROTTLED",
    "UNAVAILABLE_503_HTML, OUTAGE",
    "RESET_AFTER, OUTAGE",
    "TRUNCATED_JSON, OUTAGE",
    "NOT_SUBSCRIBED_401, DENIED",
    "DENIED_403, DENIED",
    "UNKNOWN_400, DENIED"
  })
  void sorts_faults_and_delivers_when_they_are_over(FakeFault fault, Fault sorted)
      throws Exception {
    Event event = drift(Transition.OPENED, "a", null);
    world.clock.pass(Duration.ofMinutes(10));
    world.aws.outage = fault;
    Receipt receipt = sink.deliver(List.of(AwsEvents.parcel(event))).get(0);
    assertEquals(sorted, fault(receipt));
    assertEquals(
        sorted == Fault.THROTTLED, ((Receipt.Failed) receipt).after().isPresent(), "says when");
    world.aws.outage = null;
    world.clock.pass(Duration.ofMinutes(10));
    assertEquals(DELIVERED, deliver(event));
    assertEquals("FAILED", compliance("drift/a"));
    // what AWS ignores is the same state once more
    world.aws.hub.ignored = 0;
  }

  @ParameterizedTest
  @CsvSource({"InvalidAccess, DENIED", "InternalFailure, OUTAGE", "LimitExceeded, THROTTLED"})
  void failures_of_single_findings_are_sorted_by_cause(String code, Fault sorted) throws Exception {
    List<Parcel> parcels =
        AwsEvents.parcels(
            List.of(drift(Transition.OPENED, "a", null), drift(Transition.OPENED, "b", null)));
    world.clock.pass(Duration.ofMinutes(10));
    world.aws.hub.failing.put("sbom-agent/" + AwsWorld.INSTANCE + "/drift/b", code);
    List<Receipt> receipts = sink.deliver(parcels);
    assertEquals(DELIVERED, receipts.get(0));
    assertEquals(sorted, fault(receipts.get(1)));
    world.clock.pass(Duration.ofMinutes(10));
    assertEquals(List.of(DELIVERED), sink.deliver(parcels.subList(1, 2)));
    assertEquals("FAILED", compliance("drift/b"));
  }

  @Test
  void a_finding_that_is_no_good_is_refused_alone() throws Exception {
    List<Parcel> parcels =
        AwsEvents.parcels(
            List.of(
                drift(Transition.OPENED, "a", null),
                drift(Transition.OPENED, "b", null),
                drift(Transition.OPENED, "c", null)));
    world.clock.pass(Duration.ofMinutes(10));
    world.aws.hub.failing.put("sbom-agent/" + AwsWorld.INSTANCE + "/drift/b", "InvalidInput");
    List<Receipt> receipts = sink.deliver(parcels);
    assertEquals(DELIVERED, receipts.get(0));
    assertInstanceOf(Receipt.Refused.class, receipts.get(1));
    assertEquals(DELIVERED, receipts.get(2));
  }

  @Test
  void a_request_that_is_refused_is_halved_until_one_is_to_blame() throws Exception {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      events.add(drift(Transition.OPENED, "d" + i, null));
    }
    world.aws.hub.poison = "sbom-agent/" + AwsWorld.INSTANCE + "/drift/d7";
    world.clock.pass(Duration.ofMinutes(10));
    List<Parcel> rest = AwsEvents.parcels(events);
    List<Receipt> all = new ArrayList<>();
    for (int attempt = 0; attempt < 20 && !rest.isEmpty(); attempt++) {
      int done = 0;
      for (Receipt receipt : sink.deliver(rest)) {
        if (receipt instanceof Receipt.Failed) {
          break;
        }
        all.add(receipt);
        done++;
      }
      rest = rest.subList(done, rest.size());
      world.clock.pass(SecurityHubPace.BETWEEN);
    }
    assertEquals(10, all.size());
    assertInstanceOf(Receipt.Refused.class, all.get(7));
    assertEquals(9, Collections.frequency(all, DELIVERED));
    assertEquals(9, world.aws.hub.ids().size());
  }

  @Test
  void severity_and_types_follow_the_kind() throws Exception {
    deliver(world.events.refusedGolden("bad-signature", Severity.CRITICAL, world.clock.instant()));
    assertEquals(
        List.of(
            "Software and Configuration Checks/Baseline Verification/bad-signature",
            "TTPs/Defense Evasion/Baseline Tampering"),
        types("golden/bad-signature"));
    deliver(world.events.refusedGolden("expired", Severity.MEDIUM, world.clock.instant()));
    assertEquals(
        List.of("Software and Configuration Checks/Baseline Verification/expired"),
        types("golden/expired"));
    deliver(world.events.inconclusive("not-covered", world.clock.instant()));
    assertEquals(
        List.of("Software and Configuration Checks/Inventory/not-covered"),
        types("inventory/not-covered"));
    deliver(drift(Transition.OPENED, "a", null));
    assertEquals(
        List.of(
            "Software and Configuration Checks/Software Drift/Added",
            "Unusual Behaviors/VM/Unexpected Software"),
        types("drift/a"));
    assertEquals(
        "MEDIUM",
        world
            .finding("drift/a")
            .finding
            .object("FindingProviderFields")
            .object("Severity")
            .text("Label"));
  }

  private List<String> types(String uid) throws Exception {
    return world.finding(uid).finding.object("FindingProviderFields").texts("Types");
  }

  @Test
  void the_widest_texts_are_cut_to_size() throws Exception {
    String wide = "\ud83d\ude00".repeat(200);
    List<dev.sbomagent.report.Change> changes =
        Collections.nCopies(500, AwsEvents.change(wide, List.of(wide)));
    deliver(
        world.events.drift(
            Transition.OPENED, "a", null, Severity.HIGH, world.clock.instant(), changes));
    assertEquals(
        "500", world.finding("drift/a").finding.object("ProductFields").text("sbom-agent/changes"));
    assertTrue(world.aws.calls.get(0).body().length() < 30_000);
  }

  @Test
  void credentials_that_expired_are_fetched_anew() throws Exception {
    deliver(drift(Transition.OPENED, "a", null));
    world.aws.expire();
    world.clock.pass(Duration.ofMinutes(10));
    assertEquals(DELIVERED, deliver(drift(Transition.RESOLVED, "a", null)));
  }
}
