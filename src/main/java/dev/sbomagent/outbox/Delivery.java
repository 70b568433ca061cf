package dev.sbomagent.outbox;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.PlainText;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What one sink is sent, batch by batch, and how far it has come. Before a batch goes out it is
 * written down that it does: after a crash exactly what may have arrived is marked so. Waits for
 * nothing but the sink; for one thread.
 */
final class Delivery {
  static final int MAX_PARCELS = 100;
  static final int MAX_BYTES = 1_000_000;

  /** The sink, as this is allowed to use it. */
  interface Sender {
    List<Receipt> deliver(List<Parcel> parcels) throws InterruptedException;
  }

  private final Sink sink;
  private final Sender sender;
  private final Shelf shelf;
  private final Folder cursors;
  private final DeadLetters dead;
  private final Clock clock;
  private final Random random;
  private final Deque<String> queue = new ArrayDeque<>();
  private Progress progress;
  private boolean unreadable;

  Delivery(Sink sink, Sender sender, Shelf shelf, Shipment ship, Clock clock, Random random) {
    this.sink = sink;
    this.sender = sender;
    this.shelf = shelf;
    this.cursors = ship.cursors();
    this.dead = ship.dead(sink.name());
    this.clock = clock;
    this.random = random;
    try {
      progress = ship.progress(sink.name()).orElse(Progress.NONE);
    } catch (DamagedException | IOException broken) {
      progress = Progress.NONE;
      unreadable = true;
    }
  }

  /**
   * Delivers one batch, unless it is backing off.
   *
   * @return when there may be more to do: zero for at once; nothing when all is delivered
   * @throws InterruptedException when the sink was interrupted; nothing of this batch is settled
   */
  Optional<Duration> step() throws InterruptedException {
    Duration pause = progress.pause(clock.instant());
    if (!pause.isZero()) {
      return Optional.of(pause);
    }
    boolean settled = false;
    try {
      List<Entry> batch = batch();
      if (batch.isEmpty()) {
        return Optional.empty();
      }
      List<Parcel> parcels = parcels(batch);
      save(progress.attempting(batch.get(batch.size() - 1).seq()));
      settled = settle(batch, receipts(parcels));
    } catch (IOException broken) {
      fail(ownFiles(broken), false);
    } finally {
      if (!settled) {
        queue.clear();
      }
    }
    return Optional.of(progress.pause(clock.instant()));
  }

  private List<Entry> batch() throws IOException {
    if (queue.isEmpty()) {
      look();
    }
    List<Entry> batch = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty() && batch.size() < MAX_PARCELS && bytes < MAX_BYTES) {
      Optional<Entry> entry = shelf.read(queue.remove());
      if (entry.isPresent()) {
        batch.add(entry.get());
        bytes += entry.get().head().length() + entry.get().detail().length();
      }
    }
    return batch;
  }

  private void look() throws IOException {
    Shelf.Stock stock = shelf.stock();
    if (stock.names().isEmpty()) {
      return;
    }
    if (!stock.chain().equals(progress.chain())) {
      progress = progress.on(stock.chain(), unreadable ? stock.newest() : 0);
      unreadable = false;
    }
    List<String> names = stock.after(progress.done());
    if (!names.isEmpty()) {
      shelf.force();
      cursors.reserve();
      queue.addAll(names);
    }
  }

  private List<Parcel> parcels(List<Entry> batch) {
    List<Parcel> parcels = new ArrayList<>();
    for (Entry entry : batch) {
      boolean again = entry.seq() <= progress.attempted();
      parcels.add(new Parcel(entry.event(), entry.head(), again, entry.shed()));
    }
    return parcels;
  }

  /**
   * What the sink says, or that it broke its word: then all that it may have done is done again.
   */
  private List<Receipt> receipts(List<Parcel> parcels) throws InterruptedException {
    String trouble;
    try {
      List<Receipt> receipts = sender.deliver(parcels);
      if (receipts.size() == parcels.size()) {
        return receipts;
      }
      trouble = receipts.size() + " receipts for " + parcels.size() + " events";
    } catch (RuntimeException | LinkageError broken) {
      trouble = broken.toString();
    }
    return List.of(Receipt.failed(Receipt.Fault.OUTAGE, "sink broke its word: " + trouble));
  }

  /** Takes the receipts up to the first failure; whether there was none. */
  private boolean settle(List<Entry> batch, List<Receipt> receipts) throws IOException {
    Instant now = clock.instant();
    long done = progress.done();
    int refused = 0;
    Instant delivered = null;
    Receipt.Failed failed = null;
    for (int i = 0; i < receipts.size() && failed == null; i++) {
      Receipt receipt = receipts.get(i);
      if (receipt instanceof Receipt.Refused never) {
        failed = putAside(batch.get(i), never, now);
        refused += failed == null ? 1 : 0;
      } else if (receipt instanceof Receipt.Failed later) {
        failed = later;
      } else {
        delivered = now;
      }
      done = failed == null ? batch.get(i).seq() : done;
    }
    if (done > progress.done()) {
      progress = progress.settled(done, refused, delivered);
    }
    if (failed == null) {
      save(progress);
    } else {
      fail(failed, sink.isRemote());
    }
    return failed == null;
  }

  private Receipt.@Nullable Failed putAside(Entry entry, Receipt.Refused never, Instant now) {
    try {
      dead.put(entry, never.reason(), now);
      return null;
    } catch (IOException broken) {
      return ownFiles(broken);
    }
  }

  private static Receipt.Failed ownFiles(IOException broken) {
    return new Receipt.Failed(
        Receipt.Fault.OUTAGE, "own files: " + broken.getMessage(), Optional.empty());
  }

  private void fail(Receipt.Failed failed, boolean isRemote) {
    Duration pause = Backoff.of(failed.fault(), isRemote).pause(progress.failures(), random);
    Duration asked = failed.after().orElse(Duration.ZERO);
    if (asked.compareTo(Progress.LONGEST_PAUSE) > 0) {
      asked = Progress.LONGEST_PAUSE;
    }
    Duration longer = asked.compareTo(pause) > 0 ? asked : pause;
    String reason = PlainText.of(failed.reason(), 500);
    Progress after =
        failed.fault() == Receipt.Fault.PACED
            ? progress.waiting(reason, clock.instant(), longer)
            : progress.failed(reason, clock.instant(), longer);
    progress = after;
    try {
      save(after);
    } catch (IOException broken) {
      // it is the next attempt's trouble: without its cursor nothing is sent
    }
  }

  private void save(Progress next) throws IOException {
    cursors.replace(sink.name(), next.bytes());
    progress = next;
  }
}
