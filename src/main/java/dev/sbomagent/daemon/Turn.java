package dev.sbomagent.daemon;

import dev.sbomagent.report.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sighting makes of a condition: a transition that is to be reported, or nothing new.
 *
 * @param before what was open, null when nothing was
 * @param seen what is seen now, null when it is over, or is only remembered
 * @param after what is open from now on, null when nothing is
 */
record Turn(
    Topic topic,
    Transition transition,
    @Nullable Open before,
    @Nullable Sighting seen,
    @Nullable Open after) {

  /** The turn that something seen, or nothing, makes; none when all is as it was reported. */
  static Optional<Turn> of(
      Topic topic, @Nullable Open before, Optional<Sighting> sighting, Instant now) {
    if (sighting.isEmpty()) {
      return before == null
          ? Optional.empty()
          : Optional.of(new Turn(topic, Transition.RESOLVED, before, null, null));
    }
    Sighting seen = sighting.get();
    if (before == null) {
      Open after = Open.of(seen, now, now);
      return Optional.of(new Turn(topic, Transition.OPENED, null, seen, after));
    }
    if (before.uid().equals(seen.uid())) {
      return Optional.empty();
    }
    Open after = Open.of(seen, before.since(), now);
    return Optional.of(new Turn(topic, Transition.CHANGED, before, seen, after));
  }

  /**
   * The reminder of what is open for so long without a word; none before. A clock that was set back
   * further than that does not silence it.
   */
  static Optional<Turn> reminder(Topic topic, Open before, Instant now, Duration after) {
    if (Duration.between(before.said(), now).abs().compareTo(after) < 0) {
      return Optional.empty();
    }
    return Optional.of(new Turn(topic, Transition.REMINDER, before, null, before.saidAt(now)));
  }

  /** The condition that it is about: as it is from now on, or as it was when it is over. */
  Open about() {
    Open open = after != null ? after : before;
    if (open == null) {
      throw new IllegalStateException("a turn of nothing");
    }
    return open;
  }
}
