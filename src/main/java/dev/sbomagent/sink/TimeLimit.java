package dev.sbomagent.sink;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends what takes too long by closing it under whoever waits for it: a write to a socket has no
 * timeout of its own. To be closed when all is done in time.
 */
final class TimeLimit implements AutoCloseable {
  private final long end;
  private @Nullable Closeable watched;
  private boolean done;
  private boolean over;

  TimeLimit(Duration length) {
    this.end = System.nanoTime() + length.toNanos();
    Thread thread = new Thread(this::keep, "time-limit");
    thread.setDaemon(true);
    thread.start();
  }

  /** Makes this the one to close. */
  synchronized void watch(Closeable connection) {
    watched = connection;
    if (over) {
      cut();
    }
  }

  /** Whether time was up before all was done. */
  synchronized boolean isOver() {
    return over;
  }

  private synchronized void keep() {
    try {
      for (long rest = end - System.nanoTime(); rest > 0 && !done; rest = end - System.nanoTime()) {
        wait(rest / 1_000_000 + 1);
      }
    } catch (InterruptedException nobodyDoes) {
      return;
    }
    if (!done) {
      over = true;
      cut();
    }
  }

  private void cut() {
    if (watched != null) {
      try {
        watched.close();
      } catch (IOException broken) {
        // it is of no use any more either way
      }
    }
  }

  @Override
  public synchronized void close() {
    done = true;
    notifyAll();
  }
}
