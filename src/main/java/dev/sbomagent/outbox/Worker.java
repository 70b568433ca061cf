package dev.sbomagent.outbox;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The thread of one sink: it delivers, backs off, sleeps until there is something to do. */
final class Worker implements Runnable {
  private final Sink sink;
  private final Delivery delivery;
  private final boolean once;
  private final Thread thread;
  // all below are guarded by this
  private boolean woken;
  private boolean stopped;
  private @Nullable Thread sending;

  /**
   * One that is not started yet.
   *
   * @param once whether it ends when all is delivered or it is backing off
   */
  Worker(Sink sink, Shelf shelf, Shipment ship, Clock clock, Random random, boolean once) {
    this.sink = sink;
    this.delivery = new Delivery(sink, this::send, shelf, ship, clock, random);
    this.once = once;
    this.thread = new Thread(this, "ship-" + sink.name());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    try {
      while (!isStopped()) {
        Optional<Duration> next = delivery.step();
        if (next.isEmpty() || !next.get().isZero()) {
          if (once) {
            return;
          }
          await(next);
        }
      }
    } catch (InterruptedException stop) {
      // nothing of the batch is settled; the next process marks it
    } finally {
      sink.close();
    }
  }

  /**
   * Hands over, open to interruption; at any other time an interrupt would break off the writing of
   * a file.
   */
  private List<Receipt> send(List<Parcel> parcels) throws InterruptedException {
    synchronized (this) {
      if (stopped) {
        throw new InterruptedException();
      }
      sending = Thread.currentThread();
    }
    try {
      return sink.deliver(parcels);
    } finally {
      synchronized (this) {
        sending = null;
        Thread.interrupted();
      }
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /** Waits until it is woken, or this long. */
  private synchronized void await(Optional<Duration> longest) throws InterruptedException {
    long end = System.nanoTime() + longest.orElse(Duration.ZERO).toNanos();
    while (!woken && !stopped) {
      long left = (end - System.nanoTime()) / 1_000_000 + 1;
      if (longest.isEmpty()) {
        wait();
      } else if (left > 0) {
        wait(left);
      } else {
        break;
      }
    }
    woken = false;
  }

  /** There may be something to deliver. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  synchronized void stop() {
    stopped = true;
    notifyAll();
    if (sending != null) {
      sending.interrupt();
    }
  }

  /** Waits until it has ended; false when it has not. */
  boolean join(Duration longest) throws InterruptedException {
    thread.join(Math.max(1, longest.toMillis()));
    return !thread.isAlive();
  }

  void join() throws InterruptedException {
    thread.join();
  }
}
