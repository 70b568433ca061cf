package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.daemon.Timetable.Round;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void everything_is_due_to_begin_with() {
    Timetable times = new Timetable(5);
    for (Round round : Round.values()) {
      assertTrue(times.isDue(round, 5), round::name);
    }
    assertEquals(Duration.ZERO, times.next(5, Round.CHECK));
  }

  /** The clock that only counts on begins anywhere, and may run over. */
  @ParameterizedTest
  @ValueSource(longs = {0, -5_000_000_000L, Long.MAX_VALUE - 5, Long.MIN_VALUE})
  void is_due_after_its_time_and_not_before(long start) {
    Timetable times = new Timetable(start);
    times.put(Round.CHECK, start, HOUR);
    assertEquals(HOUR, times.next(start, Round.CHECK));
    assertFalse(times.isDue(Round.CHECK, start + HOUR.toNanos() - 1));
    assertTrue(times.isDue(Round.CHECK, start + HOUR.toNanos()));
    assertTrue(times.isDue(Round.CHECK, start + 3 * HOUR.toNanos()));
    assertEquals(Duration.ZERO, times.next(start + 3 * HOUR.toNanos(), Round.CHECK));
  }

  @Test
  void the_next_is_the_first_of_those_asked_for() {
    Timetable times = new Timetable(0);
    times.put(Round.CHECK, 0, HOUR);
    times.put(Round.HEARTBEAT, 0, HOUR.dividedBy(2));
    times.put(Round.SWEEP, 0, Duration.ofDays(365));
    assertEquals(HOUR.dividedBy(2), times.next(0, Round.CHECK, Round.HEARTBEAT));
    assertEquals(Duration.ofDays(365), times.next(0, Round.SWEEP));
  }

  @Test
  void hastened_it_comes_sooner_and_never_later() {
    Timetable times = new Timetable(0);
    times.put(Round.REST, 0, HOUR);
    times.hasten(Round.REST, 0, HOUR.dividedBy(2));
    assertEquals(HOUR.dividedBy(2), times.next(0, Round.REST));
    times.hasten(Round.REST, HOUR.dividedBy(4).toNanos(), HOUR.dividedBy(2));
    assertEquals(HOUR.dividedBy(2), times.next(0, Round.REST));
  }
}
