package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(3600);
  private static final Duration DAY = Duration.ofDays(1);

  private static Sighting seen(String detail) {
    return Sighting.of(Topic.GOLDEN, detail, Severity.CRITICAL, detail, "words");
  }

  private static Turn turn(@Nullable Open before, @Nullable Sighting now, Instant at) {
    return Turn.of(Topic.GOLDEN, before, Optional.ofNullable(now), at).orElseThrow();
  }

  private static final Open OPEN = Open.of(seen("bad-signature"), NOON, NOON);

  @Test
  void what_is_new_opens() {
    Turn turn = turn(null, seen("bad-signature"), NOON);
    assertEquals(Transition.OPENED, turn.transition());
    assertEquals(OPEN, turn.after());
  }

  @Test
  void what_is_known_is_not_repeated() {
    assertEquals(
        Optional.empty(), Turn.of(Topic.GOLDEN, OPEN, Optional.of(seen("bad-signature")), LATER));
    assertEquals(Optional.empty(), Turn.of(Topic.GOLDEN, null, Optional.empty(), LATER));
  }

  @Test
  void what_differs_changes_and_keeps_its_beginning() {
    Turn turn = turn(OPEN, seen("missing-golden"), LATER);
    assertEquals(Transition.CHANGED, turn.transition());
    assertEquals("golden/missing-golden", turn.about().uid());
    assertEquals(NOON, turn.about().since());
    assertEquals(LATER, turn.about().said());
    assertEquals(OPEN, turn.before());
  }

  @Test
  void what_is_gone_is_resolved() {
    Turn turn = turn(OPEN, null, LATER);
    assertEquals(Transition.RESOLVED, turn.transition());
    assertEquals(OPEN, turn.about());
    assertNull(turn.after());
  }

  @Test
  void what_stays_open_is_said_once_a_day() {
    assertEquals(Optional.empty(), Turn.reminder(Topic.GOLDEN, OPEN, LATER, DAY));
    Instant tomorrow = NOON.plus(DAY);
    Turn turn = Turn.reminder(Topic.GOLDEN, OPEN, tomorrow, DAY).orElseThrow();
    assertEquals(tomorrow, turn.about().said());
    assertEquals(
        Optional.empty(), Turn.reminder(Topic.GOLDEN, turn.about(), tomorrow.plusSeconds(60), DAY));
  }

  @Test
  void a_clock_set_back_by_years_does_not_silence_it() {
    Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
    Turn turn = Turn.reminder(Topic.GOLDEN, OPEN, longAgo, DAY).orElseThrow();
    assertEquals(longAgo, turn.about().said());
  }
}
