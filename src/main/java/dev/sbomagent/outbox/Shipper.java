package dev.sbomagent.outbox;

import dev.sbomagent.report.Sink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Delivers what an outbox holds, in order, to every sink on a thread of its own, so that none
 * delays another. How far each has come is kept in the folder of the shipping side. Owns its sinks.
 */
public final class Shipper implements AutoCloseable {
  private static final Duration LONGEST_END = Duration.ofSeconds(3);
  private static final long LOOK_MILLIS = 20;

  private final Shelf shelf;
  private final Shipment ship;
  private final List<Sink> sinks;
  private final Clock clock;
  private final Random random;
  private final Closeable lock;
  private final List<Worker> workers = new ArrayList<>();

  private Shipper(
      Shelf shelf, Shipment ship, List<Sink> sinks, Clock clock, Random random, Closeable lock) {
    this.shelf = shelf;
    this.ship = ship;
    this.sinks = List.copyOf(sinks);
    this.clock = clock;
    this.random = random;
    this.lock = lock;
  }

  /**
   * One that shares the process of an outbox, and is told of every event.
   *
   * @param ship folder of the shipping side, which is made if need be
   * @throws InUseException when another delivers from this folder
   */
  public static Shipper beside(
      Outbox outbox, Path ship, List<Sink> sinks, Clock clock, Random random) throws IOException {
    Shipper shipper = open(new LocalDisk(), outbox.shelf(), ship, sinks, clock, random);
    outbox.onAccepted(shipper::wake);
    return shipper;
  }

  /**
   * One that can only read the folder of an outbox.
   *
   * @param machine whose events it delivers, as {@link Outbox#open} is told
   * @param ship folder of the shipping side, which is made if need be
   * @throws InUseException when another delivers from this folder
   */
  public static Shipper open(
      Path outbox, String machine, Path ship, List<Sink> sinks, Clock clock, Random random)
      throws IOException {
    Disk disk = new LocalDisk();
    return open(disk, new Shelf(disk, outbox, machine, null), ship, sinks, clock, random);
  }

  private static Shipper open(
      Disk disk, Shelf shelf, Path ship, List<Sink> sinks, Clock clock, Random random)
      throws IOException {
    Shipment shipment = new Shipment(disk, ship);
    shipment.make();
    Closeable lock = disk.lock(ship.resolve("lock"));
    return new Shipper(shelf, shipment, sinks, clock, random, lock);
  }

  /** The file in which a sink's progress is kept. */
  public static Path cursor(Path ship, String sink) {
    return Shipment.cursor(ship, sink);
  }

  /** Delivers from now on. */
  public void start() {
    run(false);
  }

  /**
   * Delivers all there is, and returns when everything is delivered, or every sink that is not done
   * is backing off. To be called once.
   *
   * @return what is left
   */
  public List<SinkStatus> drain() throws IOException, InterruptedException {
    run(true);
    for (Worker worker : workers()) {
      worker.join();
    }
    return status();
  }

  private synchronized void run(boolean once) {
    for (Sink sink : sinks) {
      Worker worker = new Worker(sink, shelf, ship, clock, random, once);
      workers.add(worker);
      worker.start();
    }
  }

  private synchronized List<Worker> workers() {
    return List.copyOf(workers);
  }

  private void wake() {
    for (Worker worker : workers()) {
      worker.wake();
    }
  }

  /**
   * Waits until every sink has what there is, or this time is over. From any thread.
   *
   * @throws InterruptedException when somebody wants the thread
   */
  public void settle(Duration atMost) throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (isWaiting() && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private boolean isWaiting() throws IOException {
    for (SinkStatus sink : status()) {
      if (sink.pending() > 0) {
        return true;
      }
    }
    return false;
  }

  /** How every sink is doing. From any thread. */
  public List<SinkStatus> status() throws IOException {
    List<SinkStatus> all = new ArrayList<>();
    for (Sink sink : sinks) {
      all.add(SinkStatus.read(shelf, ship, sink.name()));
    }
    return all;
  }

  /**
   * Ends within three seconds, also while a sink hangs; what was not settled by then is delivered
   * again, marked so. From any thread.
   */
  @Override
  public void close() throws IOException {
    List<Worker> started = workers();
    for (Worker worker : started) {
      worker.stop();
    }
    if (started.isEmpty()) {
      for (Sink sink : sinks) {
        sink.close();
      }
    }
    if (haveEnded(started)) {
      // else it is kept until the process ends: nobody else may send meanwhile
      lock.close();
    }
  }

  private static boolean haveEnded(List<Worker> started) {
    long end = System.nanoTime() + LONGEST_END.toNanos();
    boolean all = true;
    try {
      for (Worker worker : started) {
        all &= worker.join(Duration.ofNanos(end - System.nanoTime()));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
    return all;
  }
}
