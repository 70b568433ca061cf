package dev.sbomagent.inventory;

import dev.sbomagent.inventory.Resolution.Found;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at many paths of a host as {@link FileObserver} does, one after the other and slowly: with
 * a budget of bytes per second, in steps between which other work is done. A sweep can be given up
 * after any step and be continued after its {@link #lastPath} by another process. Memory is bounded
 * by the number of paths, not by their files; at most one file is open, between steps as well. For
 * one thread.
 */
public final class FileSweep implements AutoCloseable {
  private final Host host;
  private final PathList paths;
  private final LongSupplier nanos;
  private final Budget budget;
  private final FileObservations observations;
  private final Digester digester = Digester.sha256();

  private @Nullable String resumed;
  private int first;
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

  /**
   * Continues an earlier sweep: begins with the first path greater than this one, which need not be
   * in the list. The paths before it stay unobserved, see {@link FileObservations#isObserved}.
   *
   * @param path what {@link #lastPath} was
   * @throws IllegalStateException when this sweep has begun
   */
  public void resumeAfter(String path) {
    if (position > first || reading) {
      throw new IllegalStateException("the sweep has begun");
    }
    int from = 0;
    int to = paths.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (paths.path(middle).compareTo(path) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    resumed = path;
    first = from;
    position = from;
  }

  /** How many paths are done, the ones before the path resumed after among them. */
  public int position() {
    return position;
  }

  /** The last path done, or the one resumed after; empty when there is neither. */
  public Optional<String> lastPath() {
    return position > first ? Optional.of(paths.path(position - 1)) : Optional.ofNullable(resumed);
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
