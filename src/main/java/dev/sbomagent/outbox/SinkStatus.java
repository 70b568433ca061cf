package dev.sbomagent.outbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one sink is doing, as the files tell.
 *
 * @param pending how many events wait for it
 * @param oldest when the oldest of them happened
 * @param delivered when it last took an event
 * @param error the last failure, overcome or not, or what it waits for
 * @param failures how many in a row; 0 when it is well, or only waits for its turn
 * @param retry not tried again before; absent unless it is failing or waits for its turn
 * @param refused how many events it refused for good
 */
public record SinkStatus(
    String name,
    long pending,
    Optional<Instant> oldest,
    Optional<Instant> delivered,
    Optional<String> error,
    int failures,
    Optional<Instant> retry,
    long refused) {

  /**
   * Reads it. Any process may that can read the two folders.
   *
   * @param outbox folder of the outbox
   * @param ship folder of the shipping side
   */
  public static SinkStatus read(Path outbox, Path ship, String sink) throws IOException {
    Disk disk = new LocalDisk();
    return read(new Shelf(disk, outbox, null, null), new Shipment(disk, ship), sink);
  }

  static SinkStatus read(Shelf shelf, Shipment ship, String sink) throws IOException {
    Optional<Progress> progress = progress(ship, sink);
    Shelf.Stock stock = shelf.stock();
    long done =
        progress.filter(p -> p.chain().equals(stock.chain())).map(Progress::done).orElse(0L);
    List<String> pending = stock.after(done);
    Optional<Progress.Setback> setback = progress.flatMap(p -> Optional.ofNullable(p.setback()));
    return new SinkStatus(
        sink,
        pending.size(),
        oldest(shelf, pending),
        progress.flatMap(p -> Optional.ofNullable(p.delivered())),
        setback.map(Progress.Setback::error),
        setback.map(Progress.Setback::failures).orElse(0),
        setback.filter(s -> s.until().isAfter(s.at())).map(Progress.Setback::until),
        progress.map(Progress::refused).orElse(0L));
  }

  private static Optional<Progress> progress(Shipment ship, String sink) throws IOException {
    try {
      return ship.progress(sink);
    } catch (DamagedException broken) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> oldest(Shelf shelf, List<String> pending) throws IOException {
    for (String name : pending) {
      Optional<Entry> entry = shelf.read(name);
      if (entry.isPresent()) {
        return Optional.of(entry.get().event().time());
      }
    }
    return Optional.empty();
  }
}
