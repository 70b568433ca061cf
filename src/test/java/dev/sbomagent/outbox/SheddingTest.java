package dev.sbomagent.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is given up first, and what never. What is too much is brought down to nine tenths. */
class SheddingTest {
  private static final Duration YEAR = Duration.ofDays(365);

  private final List<Kept> kept = new ArrayList<>();
  private Instant time = Events.START;

  private void add(EventType type, @Nullable Transition transition, String uid) {
    add(type, transition, uid, 1, 0);
  }

  private void add(
      EventType type, @Nullable Transition transition, String uid, int blocks, int detail) {
    long seq = kept.size() + 1L;
    time = time.plus(Duration.ofMinutes(5));
    kept.add(new Kept(seq, "", blocks * 4096L, detail * 4096L, time, type, transition, uid, null));
  }

  private void heartbeats(int count) {
    for (int i = 0; i < count; i++) {
      add(EventType.HEARTBEAT, null, "");
    }
  }

  private List<Shedding.Plan> plan(int blocks) {
    return Shedding.plan(kept, new Bounds(blocks * 4096L, YEAR), time);
  }

  private static Shedding.Plan plan(Drop.Reason reason, Long... seqs) {
    return new Shedding.Plan(reason, List.of(seqs));
  }

  @Test
  void gives_up_nothing_within_bounds() {
    heartbeats(10);
    assertEquals(List.of(), plan(10));
  }

  @Test
  void sheds_the_details_of_the_oldest_before_any_event() {
    heartbeats(2);
    add(EventType.DRIFT, Transition.OPENED, "a", 5, 4);
    add(EventType.DRIFT, Transition.OPENED, "b", 5, 4);
    heartbeats(2);
    assertEquals(List.of(plan(Drop.Reason.DETAIL, 3L)), plan(12));
    assertEquals(List.of(plan(Drop.Reason.DETAIL, 3L, 4L)), plan(8));
  }

  @Test
  void then_heartbeats_reminders_the_superseded_and_the_oldest() {
    add(EventType.AGENT_START, null, "");
    add(EventType.DRIFT, Transition.OPENED, "a");
    add(EventType.DRIFT, Transition.REMINDER, "a");
    heartbeats(1);
    add(EventType.DRIFT, Transition.RESOLVED, "a");
    add(EventType.DRIFT, Transition.OPENED, "b");
    add(EventType.DRIFT, Transition.REMINDER, "b");
    heartbeats(2);
    assertEquals(List.of(plan(Drop.Reason.HEARTBEAT, 4L), plan(Drop.Reason.REMINDER, 3L)), plan(8));
    assertEquals(
        List.of(
            plan(Drop.Reason.HEARTBEAT, 4L),
            plan(Drop.Reason.REMINDER, 3L, 7L),
            plan(Drop.Reason.SUPERSEDED, 2L),
            plan(Drop.Reason.SIZE, 1L)),
        plan(5));
  }

  @Test
  void what_replaced_a_condition_supersedes_it_and_a_reminder_does_not() {
    add(EventType.DRIFT, Transition.OPENED, "a");
    add(EventType.DRIFT, Transition.OPENED, "b", 2, 0);
    time = time.plus(Duration.ofMinutes(5));
    kept.add(new Kept(3, "", 4096, 0, time, EventType.DRIFT, Transition.CHANGED, "c", "b"));
    add(EventType.DRIFT, Transition.REMINDER, "a");
    heartbeats(1);
    assertEquals(List.of(plan(Drop.Reason.SUPERSEDED, 2L)), plan(5));
  }

  @Test
  void never_gives_up_the_newest_two() {
    heartbeats(5);
    assertEquals(List.of(plan(Drop.Reason.HEARTBEAT, 1L, 2L, 3L)), plan(1));
  }

  @Test
  void gives_up_what_is_too_old() {
    for (int i = 0; i < 20; i++) {
      time = time.plus(Duration.ofHours(20));
      heartbeats(1);
    }
    Bounds tenDays = new Bounds(1 << 20, Duration.ofDays(10));
    List<Shedding.Plan> plans = Shedding.plan(kept, tenDays, time);
    assertEquals(List.of(plan(Drop.Reason.AGE, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L)), plans);
  }

  @Test
  void a_clock_that_jumps_years_ages_nothing() {
    heartbeats(2);
    time = time.plus(YEAR.multipliedBy(50));
    heartbeats(2);
    time = time.minus(YEAR.multipliedBy(60));
    heartbeats(2);
    Bounds tenDays = new Bounds(1 << 20, Duration.ofDays(10));
    assertEquals(List.of(), Shedding.plan(kept, tenDays, time.plus(YEAR.multipliedBy(10))));
  }
}
