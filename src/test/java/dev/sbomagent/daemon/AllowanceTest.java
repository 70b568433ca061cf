package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  /** Five percent of an hour are three minutes. */
  private static final long HOURLY_MILLIS = TimeUnit.MINUTES.toMillis(3);

  @Test
  void a_start_may_cost_what_an_hour_may() {
    Allowance allowance = new Allowance(5, 7, 1_000);
    allowance.account(7, 1_000 + HOURLY_MILLIS);
    assertFalse(allowance.isExceeded());
    allowance.account(7, 1_001 + HOURLY_MILLIS);
    assertTrue(allowance.isExceeded());
  }

  @Test
  void what_was_used_too_much_is_earned_again() {
    Allowance allowance = new Allowance(5, 0, 0);
    allowance.account(0, HOURLY_MILLIS + 1_000);
    allowance.account(TimeUnit.SECONDS.toNanos(19), HOURLY_MILLIS + 1_000);
    assertTrue(allowance.isExceeded());
    allowance.account(TimeUnit.SECONDS.toNanos(20), HOURLY_MILLIS + 1_000);
    assertFalse(allowance.isExceeded());
  }

  @Test
  void a_quiet_week_saves_up_no_more_than_an_hour() {
    Allowance allowance = new Allowance(5, 0, 0);
    allowance.account(7 * 24 * HOUR, 0);
    allowance.account(7 * 24 * HOUR, HOURLY_MILLIS + 1);
    assertTrue(allowance.isExceeded());
  }

  @Test
  void the_clock_may_run_over() {
    long late = Long.MAX_VALUE - HOUR / 2;
    Allowance allowance = new Allowance(5, late, 0);
    allowance.account(late, HOURLY_MILLIS + HOURLY_MILLIS / 2);
    assertTrue(allowance.isExceeded());
    allowance.account(late + HOUR, HOURLY_MILLIS + HOURLY_MILLIS / 2);
    assertFalse(allowance.isExceeded());
  }

  @Test
  void what_it_earns_is_not_lost_by_looking_often() {
    Allowance allowance = new Allowance(1, 0, 0);
    allowance.account(0, TimeUnit.SECONDS.toMillis(36) + 10);
    for (int millis = 1; millis <= 1_000; millis++) {
      allowance.account(TimeUnit.MILLISECONDS.toNanos(millis), TimeUnit.SECONDS.toMillis(36) + 10);
    }
    assertFalse(allowance.isExceeded());
  }
}
