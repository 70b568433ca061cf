package dev.sbomagent.inventory;

import dev.sbomagent.inventory.Resolution.Found;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Looks at many paths of a host as {@link FileObserver} does, one after the other and slowly: with
 * a budget of bytes per second, in steps between which other work is done. Memory is bounded by the
 * number of paths, not by their files; at most one file is open, between steps as well. For one
 * thread.
 */
public final class FileSweep implements AutoCloseable {
  private final Host host;
  private final PathList paths;
  private final LongSupplier nanos;
  private final Budget budget;
  private final FileObservations observations;
  private final Digester digester = Digester.sha256();

  private int position;

  /** Whether the file at {@code position} is open, and whether its next piece is paid for. */
  private boolean reading;

  private boolean paid;

  /**
   * A sweep of all paths.
   *
   * @param host each step takes a new look at it, since folders change in the time a sweep takes
   * @param paths sorted as {@link String#compareTo} does
   * @param bytesPerSecond how much is read at most, averaged from the first step on
   * @param pause waits between the pieces that are read
   * @param nanos a clock that only counts on, as {@link System#nanoTime} does
   * @throws IllegalArgumentException when the budget is not positive
   */
  public FileSweep(
      Host host, PathList paths, long bytesPerSecond, Pause pause, LongSupplier nanos) {
    this.host = host;
    this.paths = paths;
    this.nanos = nanos;
    this.budget = new Budget(bytesPerSecond, pause, nanos);
    this.observations = new FileObservations(paths.size(), true);
  }

  /** How many paths are done. */
  public int position() {
    return position;
  }

  /**
   * Goes on for about this long: to the end of a piece of a file, or of a wait, and no further. An
   * interrupt ends the step and stays set; nothing is lost by it but the file at hand, which is
   * begun again.
   *
   * @return whether every path is done
   */
  public boolean step(Duration atMost) {
    long end = nanos.getAsLong() + nanos(atMost);
    Look look = new Look(Host.at(host.root()), paths, observations);
    while (position < paths.size() && end - nanos.getAsLong() > 0) {
      if (Thread.currentThread().isInterrupted() || !isDone(look, end)) {
        break;
      }
      position++;
    }
    return position == paths.size();
  }

  /** Works at the present path; false when the time is over first. */
  private boolean isDone(Look look, long end) {
    try {
      if (!reading) {
        Found found = look.toRead(position);
        if (found == null) {
          return true;
        }
        digester.begin(found.real(), found.attributes().size());
        reading = true;
        paid = false;
      }
      if (!isRead(end)) {
        return false;
      }
      observations.putDigest(position, digester.end());
    } catch (ClosedByInterruptException e) {
      close();
      return false;
    } catch (IOException e) {
      close();
      look.failed(position, e);
    }
    reading = false;
    return true;
  }

  /** Reads the open file to its end, piece by piece; false when the time is over first. */
  private boolean isRead(long end) throws IOException {
    int piece;
    while ((piece = budget.atMost(digester.next())) > 0) {
      if (!paid) {
        budget.pay(piece);
        paid = true;
      }
      if (!budget.await(end)) {
        return false;
      }
      paid = false;
      digester.read(piece);
    }
    return true;
  }

  private static long nanos(Duration duration) {
    // far below the range of the clock, which may run over
    Duration most = Duration.ofDays(1000);
    return duration.compareTo(most) < 0 ? duration.toNanos() : most.toNanos();
  }

  /**
   * What was seen.
   *
   * @throws IllegalStateException when the sweep is not complete
   */
  public FileObservations observations() {
    if (position < paths.size()) {
      throw new IllegalStateException("the sweep is not complete");
    }
    return observations;
  }

  /** Gives up the file at hand; a later step begins it again. */
  @Override
  public void close() {
    digester.close();
    reading = false;
  }
}
