package dev.sbomagent.outbox;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.EventType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The chronicle on disk: a folder of one file per event, which its owner alone writes and those who
 * deliver read, see {@link Shipper}. An event is accepted once its record is whole, named and
 * forced. Event and state are one record, so the newest two are never given up: opening takes the
 * state from the newest that is sound. For one thread, but for {@link #tail()}.
 */
public final class Outbox implements Chronicle, AutoCloseable {
  private static final int RESERVE_BYTES = 256 << 10;
  private static final String DROPPED = "dropped";
  private static final String FORMER = "former";

  private final Disk disk;
  private final Folder folder;
  private final Quarantine quarantine;
  private final Records records;
  private final Closeable lock;
  private final String machine;
  private final Bounds bounds;
  private final Clock clock;
  private volatile Tail tail = new Tail(UUID.randomUUID().toString(), 0, EventJson.NOTHING, null);
  private Optional<String> machineBefore = Optional.empty();
  private Optional<Former> former = Optional.empty();
  private Drops drops = Drops.NONE;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  private Outbox(Disk disk, Path path, Closeable lock, String machine, Bounds bounds, Clock clock) {
    this.disk = disk;
    this.folder = new Folder(disk, path, RESERVE_BYTES);
    this.quarantine = new Quarantine(disk, path);
    this.records = new Records(folder, quarantine);
    this.lock = lock;
    this.machine = machine;
    this.bounds = bounds;
    this.clock = clock;
  }

  /**
   * Opens the outbox in a folder, which is made if need be. Whatever it holds: what is not sound is
   * put aside, see {@link #damaged()}.
   *
   * @param machine whose events these will be, in words of the caller, at most 300 characters
   * @param cursors of the sinks that are configured, see {@link Shipper#cursor}: no number that was
   *     sent is given twice
   * @throws InUseException when another process has it open
   * @throws IOException when the folder cannot be used
   */
  public static Outbox open(
      Path folder, String machine, Bounds bounds, Clock clock, Collection<Path> cursors)
      throws IOException {
    return open(new LocalDisk(), folder, machine, bounds, clock, cursors);
  }

  static Outbox open(
      Disk disk, Path path, String machine, Bounds bounds, Clock clock, Collection<Path> cursors)
      throws IOException {
    disk.folder(path);
    Closeable lock = disk.lock(path.resolve("lock"));
    try {
      Outbox outbox = new Outbox(disk, path, lock, machine, bounds, clock);
      outbox.recover(cursors);
      return outbox;
    } catch (IOException | RuntimeException broken) {
      lock.close();
      throw broken;
    }
  }

  private void recover(Collection<Path> cursors) throws IOException {
    quarantine.make();
    folder.tidy();
    Entry newest = records.recover();
    long seq = quarantine.newest();
    if (newest == null) {
      tail = new Tail(tail.chain(), seq, EventJson.NOTHING, null);
    } else {
      String chain = newest.event().chain();
      seq = Math.max(seq, newest.seq());
      for (Path cursor : cursors) {
        seq = Math.max(seq, progress(cursor, chain).map(Progress::attempted).orElse(0L));
      }
      tail = new Tail(chain, seq, EventJson.hash(newest.head()), newest.state());
      machineBefore = Optional.of(newest.machine());
    }
    recoverFormer();
    recoverDrops();
    folder.reserve();
  }

  private void recoverFormer() {
    try {
      former = Optional.of(Former.parse(folder.read(FORMER, Former.MAX_BYTES)));
    } catch (NoSuchFileException none) {
      former = Optional.empty();
    } catch (DamagedException broken) {
      quarantine.put(FORMER);
    } catch (IOException unreadable) {
      // never a reason not to start
    }
  }

  private void recoverDrops() {
    try {
      drops = Drops.parse(folder.read(DROPPED, Drops.MAX_BYTES));
      carryOut();
    } catch (NoSuchFileException none) {
      drops = Drops.NONE;
    } catch (DamagedException broken) {
      quarantine.put(DROPPED);
    } catch (IOException later) {
      // what was planned is carried out by the next prune
    }
  }

  /** What a sink has done of a chain; nothing when that cannot be read. */
  private Optional<Progress> progress(Path cursor, String chain) {
    try {
      return Progress.read(disk, cursor).filter(progress -> progress.chain().equals(chain));
    } catch (IOException | DamagedException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public Tail tail() {
    return tail;
  }

  /** Whose the newest record was when this was opened; nothing when there was none. */
  public Optional<String> machine() {
    return machineBefore;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when it is not the next of the chain, or could not be read
   *     again
   */
  @Override
  public void append(Event event, String state) throws IOException {
    Tail before = tail;
    if (event.seq() != before.seq() + 1
        || !event.chain().equals(before.chain())
        || !event.previous().equals(before.hash())) {
      throw new IllegalArgumentException("not the next after " + before.seq() + ": " + event.seq());
    }
    Entry entry = Entry.of(event, state, machine);
    byte[] bytes = entry.bytes();
    try {
      Entry.parse(bytes);
    } catch (DamagedException broken) {
      throw new IllegalArgumentException("event that cannot be kept: " + event.id(), broken);
    }
    records.add(entry, bytes);
    tail = new Tail(event.chain(), event.seq(), EventJson.hash(entry.head()), state);
    told(event.type());
    listeners.forEach(Runnable::run);
  }

  /** What this event reports need not be reported again; a crash before that tells it twice. */
  private void told(EventType type) {
    try {
      if (type == EventType.OUTBOX_DAMAGED) {
        quarantine.told();
      } else if (type == EventType.EVENTS_DROPPED) {
        drops = new Drops(List.of(), drops.plans());
        saveDrops();
      } else if (type == EventType.IDENTITY_CHANGED) {
        former = Optional.empty();
        folder.delete(List.of(FORMER));
      }
    } catch (IOException twice) {
      // the event is accepted all the same
    }
  }

  @Override
  public void restart() throws IOException {
    Former ended = new Former(machineBefore.orElse(machine), tail.chain(), tail.seq());
    former = Optional.of(ended);
    boolean noted = isNoted(ended);
    drops = Drops.NONE;
    saveDrops();
    quarantine.clear();
    records.clear();
    if (!noted) {
      // now there is the room that the old chain took
      isNoted(ended);
    }
    tail = new Tail(UUID.randomUUID().toString(), 0, EventJson.NOTHING, null);
  }

  /** Without it a crash before the first event of the new chain forgets that there was another. */
  private boolean isNoted(Former ended) {
    try {
      folder.replace(FORMER, ended.bytes());
      return true;
    } catch (IOException full) {
      return false;
    }
  }

  /**
   * The chain that {@link #restart} ended, while that is not reported by an {@code
   * identity_changed} event yet.
   */
  public Optional<Former> former() {
    return former;
  }

  /**
   * Deletes what every sink has settled, and gives up what is out of bounds. To be called after
   * every few events and when sinks have delivered.
   *
   * @param cursors of the sinks that are configured, see {@link Shipper#cursor}; with none of them
   *     all counts as delivered
   * @throws IOException when the disk does not let it; to be tried again
   */
  public void prune(Collection<Path> cursors) throws IOException {
    long done = Long.MAX_VALUE;
    for (Path cursor : cursors) {
      done = Math.min(done, progress(cursor, tail.chain()).map(Progress::done).orElse(0L));
    }
    records.release(done);
    carryOut();
    for (List<Shedding.Plan> plans = plan(); !plans.isEmpty(); plans = plan()) {
      Drops next = drops.with(plans);
      folder.replace(DROPPED, next.bytes());
      drops = next;
      carryOut();
    }
    folder.reserve();
  }

  private List<Shedding.Plan> plan() {
    return Shedding.plan(records.all(), bounds, clock.instant());
  }

  private void carryOut() throws IOException {
    if (!drops.plans().isEmpty()) {
      for (Shedding.Plan plan : drops.plans()) {
        records.carryOut(plan);
      }
      drops = new Drops(drops.counted(), List.of());
      saveDrops();
    }
  }

  private void saveDrops() throws IOException {
    if (drops.equals(Drops.NONE)) {
      folder.delete(List.of(DROPPED));
    } else {
      folder.replace(DROPPED, drops.bytes());
    }
  }

  /** What was given up and is not reported by an {@code events_dropped} event yet, by reason. */
  public List<Drop> drops() {
    return drops.counted();
  }

  /** Names of what was found damaged and is not reported by an {@code outbox_damaged} event yet. */
  public List<String> damaged() throws IOException {
    return quarantine.untold();
  }

  /** Who is told, in the thread that appends, that an event was accepted. */
  public void onAccepted(Runnable listener) {
    listeners.add(listener);
  }

  Shelf shelf() {
    return new Shelf(disk, folder.path(), machine, this::tail);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
