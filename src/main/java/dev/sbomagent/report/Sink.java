package dev.sbomagent.report;

import java.util.List;

/** One destination of events. Made once, used by one thread; holds what connection it likes. */
public interface Sink extends AutoCloseable {
  /** What an arrival is worth. */
  enum Guarantee {
    /** The destination says that it has the event. */
    ACKNOWLEDGED,
    /** Nobody says so: sent is all we know. */
    BEST_EFFORT
  }

  /**
   * Unique among the configured, stable: progress is kept under it. Letters, digits, {@code -_.}.
   */
  String name();

  Guarantee guarantee();

  /**
   * Whether it needs the network: such a sink is the shipping process's alone where that is split.
   */
  boolean isRemote();

  /**
   * Delivers events, oldest first. Blocks for a bounded time, less than a minute in all. Everything
   * before the first failed receipt is settled; what comes after it is handed over again, whatever
   * its receipt.
   *
   * @param parcels at least one
   * @return a receipt for each, in their order
   * @throws InterruptedException when the thread is interrupted; nothing is settled then
   */
  List<Receipt> deliver(List<Parcel> parcels) throws InterruptedException;

  /** Lets go of connections; never throws. */
  @Override
  void close();
}
