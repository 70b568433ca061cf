package dev.sbomagent.outbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The records on disk, and what is remembered of each. For one thread. */
final class Records {
  private final Folder folder;
  private final Quarantine quarantine;
  private final TreeMap<Long, Kept> kept = new TreeMap<>();
  // may be on disk though it was not accepted
  private @Nullable String unaccepted;

  Records(Folder folder, Quarantine quarantine) {
    this.folder = folder;
    this.quarantine = quarantine;
  }

  /**
   * Looks at all there is, and puts aside what is not sound or of another chain than the newest.
   *
   * @return the newest; null when there is none
   */
  @Nullable Entry recover() throws IOException {
    Map<Long, String> chains = new TreeMap<>();
    Entry newest = null;
    for (String name : folder.names()) {
      Entry entry = RecordName.seq(name) < 0 ? null : sound(name);
      if (entry != null) {
        newest = entry;
        chains.put(entry.seq(), entry.event().chain());
      }
    }
    for (Map.Entry<Long, String> chain : chains.entrySet()) {
      if (newest != null && !chain.getValue().equals(newest.event().chain())) {
        putAside(chain.getKey());
      }
    }
    return newest;
  }

  /** The record, remembered from now on; null when it is not sound, it is put aside then. */
  private @Nullable Entry sound(String name) {
    try {
      byte[] bytes = folder.read(name, Entry.MAX_BYTES);
      Entry entry = Entry.parse(bytes);
      if (entry.name().equals(name) && !kept.containsKey(entry.seq())) {
        kept.put(entry.seq(), Kept.of(entry, bytes.length));
        return entry;
      }
    } catch (IOException | DamagedException broken) {
      // put aside below, as is one with the name of another
    }
    quarantine.put(name);
    return null;
  }

  private void putAside(long seq) {
    Kept gone = kept.remove(seq);
    if (gone != null) {
      quarantine.put(gone.name());
    }
  }

  /** Adds a record; when this returns it survives a power cut, when it throws it is not there. */
  void add(Entry entry, byte[] bytes) throws IOException {
    takeBack();
    try {
      folder.replace(entry.name(), bytes);
    } catch (IOException broken) {
      unaccepted = entry.name();
      try {
        takeBack();
      } catch (IOException later) {
        // before the next is added: two of one number must never be there
        broken.addSuppressed(later);
      }
      throw broken;
    }
    kept.put(entry.seq(), Kept.of(entry, bytes.length));
  }

  private void takeBack() throws IOException {
    if (unaccepted != null) {
      folder.delete(List.of(unaccepted));
      unaccepted = null;
    }
  }

  /** Oldest first. */
  List<Kept> all() {
    return List.copyOf(kept.values());
  }

  /**
   * Deletes records up to a number, but for the newest two. One that is not sound any more was
   * delivered to nobody and is put aside.
   */
  void release(long done) throws IOException {
    List<Kept> delivered = new ArrayList<>();
    int releasable = kept.size() - 2;
    for (Kept one : all()) {
      if (one.seq() > done || releasable-- <= 0) {
        break;
      }
      if (read(one) == null) {
        putAside(one.seq());
      } else {
        delivered.add(one);
      }
    }
    delete(delivered);
  }

  private @Nullable Entry read(Kept one) {
    try {
      return Entry.parse(folder.read(one.name(), Entry.MAX_BYTES));
    } catch (IOException | DamagedException broken) {
      return null;
    }
  }

  /** Gives up what is planned; what is given up already is left as it is. */
  void carryOut(Shedding.Plan plan) throws IOException {
    List<Kept> planned = new ArrayList<>();
    for (long seq : plan.seqs()) {
      Kept one = kept.get(seq);
      if (one != null) {
        planned.add(one);
      }
    }
    if (plan.reason() != Drop.Reason.DETAIL) {
      delete(planned);
      return;
    }
    for (Kept one : planned) {
      shed(one);
    }
  }

  private void shed(Kept one) throws IOException {
    Entry whole = read(one);
    if (whole == null) {
      putAside(one.seq());
      return;
    }
    Entry shed = whole.withoutDetail();
    byte[] bytes = shed.bytes();
    if (!whole.shed()) {
      folder.replace(one.name(), bytes);
    }
    kept.put(one.seq(), Kept.of(shed, bytes.length));
  }

  private void delete(List<Kept> gone) throws IOException {
    List<String> names = new ArrayList<>();
    for (Kept one : gone) {
      names.add(one.name());
    }
    folder.delete(names);
    for (Kept one : gone) {
      kept.remove(one.seq());
    }
  }

  /** Deletes all there is, the newest last: it says whose they were. */
  void clear() throws IOException {
    takeBack();
    delete(all());
  }
}
