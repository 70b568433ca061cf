package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.daemon.Announcer.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final long MEMORY = 128 << 20;
  private static final Pace PACE =
      new Pace(
          HALF_HOUR,
          Duration.ofSeconds(3),
          Duration.ofDays(1),
          Duration.ofDays(1),
          Duration.ofHours(1),
          null,
          1,
          5,
          MEMORY);

  private Limits.Usage usage = new Limits.Usage(1_000, 300, MEMORY);
  private final Limits limits = new Limits(PACE, () -> usage);

  private void used(Duration since, Duration cpu, long memory) {
    usage = new Limits.Usage(1_000 + since.toNanos(), 300 + cpu.toMillis(), memory);
    limits.account();
  }

  @Test
  void within_its_limits_it_keeps_its_pace() {
    used(Duration.ofHours(1), Duration.ofMinutes(6), MEMORY);
    assertEquals(List.of(), limits.exceeded());
    assertFalse(limits.isExceeded());
    assertEquals(HALF_HOUR, limits.stretched(HALF_HOUR));
  }

  @Test
  void over_its_cpu_it_checks_more_seldom_until_it_has_earned_it_again() {
    used(Duration.ZERO, Duration.ofMinutes(4), 0);
    assertTrue(limits.isExceeded());
    assertEquals(Duration.ofHours(2), limits.stretched(HALF_HOUR));
    used(Duration.ofMinutes(20), Duration.ofMinutes(4), 0);
    assertFalse(limits.isExceeded());
    assertEquals(HALF_HOUR, limits.stretched(HALF_HOUR));
  }

  @Test
  void over_its_memory_it_checks_more_seldom_as_well() {
    used(Duration.ZERO, Duration.ZERO, MEMORY + 1);
    assertTrue(limits.isExceeded());
    assertEquals(Duration.ofHours(2), limits.stretched(HALF_HOUR));
  }

  @Test
  void however_much_it_uses_it_checks_every_few_hours() {
    used(Duration.ZERO, Duration.ofDays(1), Long.MAX_VALUE);
    assertEquals(Duration.ofHours(4), limits.stretched(Duration.ofHours(3)));
    assertEquals(Duration.ofHours(5), limits.stretched(Duration.ofHours(5)));
  }

  @Test
  void a_reload_changes_them() {
    used(Duration.ZERO, Duration.ofMinutes(4), MEMORY + 1);
    limits.change(
        new Pace(
            HALF_HOUR,
            PACE.settle(),
            PACE.fullWalk(),
            PACE.reminder(),
            PACE.heartbeat(),
            null,
            1,
            10,
            2 * MEMORY));
    assertEquals(List.of(), limits.exceeded());
  }

  @Test
  void the_heartbeat_says_which_and_what_comes_of_it() {
    used(Duration.ofSeconds(7), Duration.ofMinutes(4), MEMORY + 1);
    Words words =
        Heartbeat.of(
            null,
            State.NEW,
            List.of(),
            limits.cost(),
            limits.exceeded(),
            Instant.parse("2026-11-22T12:00:00Z"));
    assertEquals(
        "not checked yet; degraded: more CPU than allowed: checks are made more seldom, files are not"
            + " swept; more memory than allowed, 134217729 bytes: checks are made more seldom, files"
            + " are not swept",
        words.message());
    assertEquals(new Heartbeat.Cost(240_300, MEMORY + 1, Duration.ofSeconds(7)), limits.cost());
  }
}
