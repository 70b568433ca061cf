package dev.sbomagent.daemon;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Wakes the checking thread, and says what for. For many threads to ring, one to wait. */
final class Bell {
  /** Why it rings. */
  enum Ring {
    /** Something happened in a folder that is watched. */
    CHANGED,
    RELOAD,
    STOP
  }

  private final Set<Ring> rings = EnumSet.noneOf(Ring.class);
  private boolean stopped;

  synchronized void ring(Ring why) {
    rings.add(why);
    stopped |= why == Ring.STOP;
    notifyAll();
  }

  /** Waits for a ring, no longer than this; gives all that rang since the last time. */
  synchronized Set<Ring> await(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toMillis(); rings.isEmpty() && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    Set<Ring> rang = EnumSet.copyOf(rings.isEmpty() ? EnumSet.noneOf(Ring.class) : rings);
    rings.clear();
    return rang;
  }

  /** Waits until it has rung for the end. */
  synchronized void awaitStop() throws InterruptedException {
    while (!stopped) {
      wait();
    }
  }

  /** Whether this rang and was not yet heard. */
  synchronized boolean isRinging(Ring why) {
    return rings.contains(why);
  }
}
