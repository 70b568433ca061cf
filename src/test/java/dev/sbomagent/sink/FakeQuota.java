package dev.sbomagent.sink;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** So many calls a second, so many at once; by a clock that may be virtual. */
final class FakeQuota {
  private final Clock clock;
  private final double perSecond;
  private final double burst;
  private double tokens;
  private Instant filled;

  FakeQuota(Clock clock, double perSecond, double burst) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.filled = clock.instant();
  }

  synchronized boolean take() {
    Instant now = clock.instant();
    tokens = Math.min(burst, tokens + Duration.between(filled, now).toNanos() / 1e9 * perSecond);
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
