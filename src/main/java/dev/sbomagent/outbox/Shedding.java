package dev.sbomagent.outbox;

import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what is given up when there is too much: detail before existence, what says least first,
 * the oldest first, and never the newest two records, which carry the state.
 */
final class Shedding {
  /** At once; what is left over is the next plan's. */
  private static final int MAX_PLANNED = 1000;

  private static final Duration LONGEST_GAP = Duration.ofDays(1);

  /** Records to be given up for one reason, by number. */
  record Plan(Drop.Reason reason, List<Long> seqs) {}

  private final List<Kept> droppable;
  private final Set<Long> gone = new HashSet<>();
  private final List<Plan> plans = new ArrayList<>();
  private long excess;
  private int planned;

  private Shedding(List<Kept> droppable, long excess) {
    this.droppable = droppable;
    this.excess = excess;
  }

  /**
   * What to give up now.
   *
   * @param kept every record, oldest first
   */
  static List<Plan> plan(List<Kept> kept, Bounds bounds, Instant now) {
    long bytes = 0;
    for (Kept one : kept) {
      bytes += one.bytes();
    }
    // to nine tenths, so that it is not every record's work
    long excess = bytes <= bounds.maxBytes() ? 0 : bytes - bounds.maxBytes() / 10 * 9;
    Shedding shedding = new Shedding(kept.subList(0, Math.max(0, kept.size() - 2)), excess);
    Set<Long> old = tooOld(kept, bounds.maxAge(), now);
    shedding.drop(Drop.Reason.AGE, one -> old.contains(one.seq()), false);
    shedding.shedDetail();
    shedding.drop(Drop.Reason.HEARTBEAT, one -> one.type() == EventType.HEARTBEAT, true);
    shedding.drop(Drop.Reason.REMINDER, one -> one.transition() == Transition.REMINDER, true);
    Set<Long> superseded = superseded(kept);
    shedding.drop(Drop.Reason.SUPERSEDED, one -> superseded.contains(one.seq()), true);
    shedding.drop(Drop.Reason.SIZE, one -> true, true);
    return shedding.plans;
  }

  private static Set<Long> tooOld(List<Kept> kept, Duration maxAge, Instant now) {
    Set<Long> old = new HashSet<>();
    Instant later = now;
    Duration age = Duration.ZERO;
    for (int i = kept.size() - 1; i >= 0; i--) {
      Duration gap = Duration.between(kept.get(i).time(), later);
      if (!gap.isNegative()) {
        age = age.plus(gap.compareTo(LONGEST_GAP) < 0 ? gap : LONGEST_GAP);
      }
      if (age.compareTo(maxAge) > 0) {
        old.add(kept.get(i).seq());
      }
      later = kept.get(i).time();
    }
    return old;
  }

  private static Set<Long> superseded(List<Kept> kept) {
    Set<Long> superseded = new HashSet<>();
    Set<String> later = new HashSet<>();
    for (int i = kept.size() - 1; i >= 0; i--) {
      Kept one = kept.get(i);
      boolean opens =
          one.transition() == Transition.OPENED || one.transition() == Transition.CHANGED;
      if (opens && one.uid() != null && later.contains(one.uid())) {
        superseded.add(one.seq());
      }
      if (one.transition() != Transition.REMINDER) {
        add(later, one.uid());
        add(later, one.replaces());
      }
    }
    return superseded;
  }

  private static void add(Set<String> uids, @Nullable String uid) {
    if (uid != null) {
      uids.add(uid);
    }
  }

  private void shedDetail() {
    Set<Long> seqs = new TreeSet<>();
    for (Kept one : droppable) {
      if (excess > 0 && planned < MAX_PLANNED && one.detail() > 0 && !gone.contains(one.seq())) {
        seqs.add(one.seq());
        excess -= one.detail();
        planned++;
      }
    }
    add(Drop.Reason.DETAIL, seqs);
    if (!seqs.isEmpty()) {
      // it is seen what that frees before anything is deleted for want of room
      excess = 0;
    }
  }

  private void drop(Drop.Reason reason, Predicate<Kept> which, boolean forRoom) {
    Set<Long> seqs = new TreeSet<>();
    for (Kept one : droppable) {
      if ((forRoom && excess <= 0) || planned == MAX_PLANNED) {
        break;
      }
      if (which.test(one) && gone.add(one.seq())) {
        seqs.add(one.seq());
        excess -= one.bytes();
        planned++;
      }
    }
    add(reason, seqs);
  }

  private void add(Drop.Reason reason, Set<Long> seqs) {
    if (!seqs.isEmpty()) {
      plans.add(new Plan(reason, List.copyOf(seqs)));
    }
  }
}
