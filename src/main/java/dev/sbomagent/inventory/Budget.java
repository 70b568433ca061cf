package dev.sbomagent.inventory;

import java.util.function.LongSupplier;

/**
 * Spreads reading over time: so many bytes per second, on average from the beginning, never ahead
 * of it. What reading itself takes is made up for; time that nobody used earns one second's worth
 * at most. For one thread.
 */
final class Budget {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  /** More than any disk gives, and little enough to reckon with. */
  private static final long MOST = 1L << 50;

  private final long bytesPerSecond;
  private final Pause pause;
  private final LongSupplier nanos;

  /** When what was paid for may be read. */
  private long due;

  private boolean begun;

  Budget(long bytesPerSecond, Pause pause, LongSupplier nanos) {
    if (bytesPerSecond <= 0) {
      throw new IllegalArgumentException("not a budget of bytes per second: " + bytesPerSecond);
    }
    this.bytesPerSecond = Math.min(bytesPerSecond, MOST);
    this.pause = pause;
    this.nanos = nanos;
  }

  /** No more than this is to be paid for at a time: a second's worth. */
  int atMost(int bytes) {
    return (int) Math.min(bytes, bytesPerSecond);
  }

  /** Asks for so many bytes; they may be read when {@link #await} says so. */
  void pay(int bytes) {
    long now = nanos.getAsLong();
    if (!begun) {
      begun = true;
      due = now;
    } else if (now - due > SECOND) {
      due = now - SECOND;
    }
    due += (bytes * SECOND + bytesPerSecond - 1) / bytesPerSecond;
  }

  /**
   * Waits until what was paid for may be read.
   *
   * @return false when it may not be by {@code end}, or when the thread is interrupted
   */
  boolean await(long end) {
    long now = nanos.getAsLong();
    while (due - now > 0) {
      if (end - now <= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      long wait = Math.min(due - now, end - now);
      pause.millis((wait + MILLI - 1) / MILLI);
      now = nanos.getAsLong();
    }
    return true;
  }
}
