package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecurityHubPaceTest {
  private static final Instant TIME = Instant.parse("2026-11-22T00:00:00Z");

  private final AwsEvents events = new AwsEvents();
  private final SecurityHubPace pace = new SecurityHubPace(new Random(1));

  @Test
  void a_fleet_that_drifts_at_once_stays_within_the_quota_of_its_account() {
    FakeAwsClock clock = new FakeAwsClock(TIME);
    FakeQuota quota = new FakeQuota(clock, 10, 30);
    int[] perSecond = new int[301];
    for (int machine = 0; machine < 2000; machine++) {
      perSecond[(int) SecurityHubPace.spread(events.opened("a", TIME)).toSeconds()]++;
    }
    int beyond = 0;
    for (int n : perSecond) {
      for (int i = 0; i < n; i++) {
        beyond += quota.take() ? 0 : 1;
      }
      clock.pass(Duration.ofSeconds(1));
    }
    assertEquals(0, beyond);
  }

  @Test
  void a_clock_that_was_set_back_holds_nothing() {
    Event event = events.opened("a", TIME);
    Instant back = TIME.minus(Duration.ofDays(400));
    assertEquals(Duration.ZERO, pace.wait(List.of(event), TIME, back));
  }

  @Test
  void pauses_after_throttling_grow_to_four_hours_and_are_never_the_same() {
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 1000; i++) {
      Duration pause = pace.throttled();
      assertTrue(pause.compareTo(Duration.ofHours(4)) <= 0, "pause: " + pause);
      longest = pause.compareTo(longest) > 0 ? pause : longest;
    }
    assertTrue(longest.compareTo(Duration.ofHours(3)) > 0, "longest: " + longest);
    pace.accepted();
    assertTrue(pace.throttled().compareTo(Duration.ofSeconds(30)) <= 0);
  }
}
