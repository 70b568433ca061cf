package dev.sbomagent.daemon;

import java.time.Duration;

/**
 * Decides when a package transaction is over: its locks are released, and the databases have been
 * the same for a while. A lock that is held for very long, by a front end that waits for its
 * operator, is not waited for longer than {@link #PATIENCE}. For one thread.
 */
final class Settling {
  /** After so long without an end, what there is is checked. */
  static final Duration PATIENCE = Duration.ofMinutes(15);

  /** How often it is worth looking while the end of a transaction is awaited. */
  static final Duration LOOK = Duration.ofMillis(500);

  private final Databases databases;
  private final long quietNanos;

  private String token = "";
  private String checked = "";
  private boolean pending;
  private long begun;
  private long moved;
  private long busySince;

  Settling(Databases databases, Duration quiet) {
    this.databases = databases;
    this.quietNanos = quiet.toNanos();
  }

  /** The databases were looked at by a check that begins now. */
  void checking() {
    token = databases.token();
    checked = token;
    pending = false;
  }

  /**
   * Looks whether they changed, after somebody said that they might have, or while one is awaited.
   *
   * @param nanos now, by a clock that only counts on
   * @return whether a check is due
   */
  boolean isOver(long nanos) {
    String now = databases.token();
    if (!now.equals(token)) {
      token = now;
      moved = nanos;
      if (!pending) {
        pending = true;
        begun = nanos;
      }
    }
    if (pending && token.equals(checked) && !databases.areBusy()) {
      // all is as it was: nothing to look at
      pending = false;
    }
    return pending
        && (nanos - begun > PATIENCE.toNanos()
            || (nanos - moved >= quietNanos && !databases.areBusy()));
  }

  /**
   * Whether a check that is due has to wait: in the middle of a transaction it would tell of states
   * that nobody meant.
   *
   * @param nanos now, by a clock that only counts on
   */
  boolean isPutOff(long nanos) {
    if (!databases.areBusy()) {
      busySince = 0;
      return false;
    }
    if (busySince == 0) {
      busySince = nanos;
    }
    if (nanos - busySince > PATIENCE.toNanos()) {
      busySince = 0;
      return false;
    }
    return true;
  }

  /** Whether the end of a transaction is awaited. */
  boolean isPending() {
    return pending;
  }
}
