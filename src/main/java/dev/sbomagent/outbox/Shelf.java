package dev.sbomagent.outbox;

import dev.sbomagent.outbox.Chronicle.Tail;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of an outbox as one sees them who may only read its folder: they come, and go when
 * they are delivered everywhere or given up, at any moment. For any threads.
 */
final class Shelf {
  /** Records of one chain, oldest first; the newest that could be read tells whose they are. */
  record Stock(String chain, long newest, List<String> names) {
    static final Stock EMPTY = new Stock("", 0, List.of());

    List<String> after(long seq) {
      int from = names.size();
      while (from > 0 && RecordName.seq(names.get(from - 1)) > seq) {
        from--;
      }
      return names.subList(from, names.size());
    }
  }

  private final Disk disk;
  private final Path folder;
  private final @Nullable String machine;
  private final @Nullable Supplier<Tail> accepted;

  /**
   * Records in a folder.
   *
   * @param machine whose they must be: a clone does not send what its original had accepted; null
   *     for anybody's
   * @param accepted up to where they are, when their owner can be asked: what is beyond may yet be
   *     taken back
   */
  Shelf(Disk disk, Path folder, @Nullable String machine, @Nullable Supplier<Tail> accepted) {
    this.disk = disk;
    this.folder = folder;
    this.machine = machine;
    this.accepted = accepted;
  }

  /** What there is. */
  Stock stock() throws IOException {
    Tail tail = accepted == null ? null : accepted.get();
    List<String> names = new ArrayList<>();
    for (String name : disk.list(folder)) {
      long seq = RecordName.seq(name);
      if (seq >= 0 && (tail == null || seq <= tail.seq())) {
        names.add(name);
      }
    }
    for (int i = names.size() - 1; i >= 0; i--) {
      Optional<Entry> entry = read(names.get(i));
      if (entry.isPresent()) {
        Entry newest = entry.get();
        String chain = newest.event().chain();
        boolean ours = machine == null || machine.equals(newest.machine());
        return ours && (tail == null || tail.chain().equals(chain))
            ? new Stock(chain, RecordName.seq(names.get(names.size() - 1)), names)
            : Stock.EMPTY;
      }
    }
    return Stock.EMPTY;
  }

  /**
   * Makes sure that what was seen stays: a record that a power cut takes away again after it was
   * delivered would be told anew under another id.
   */
  void force() throws IOException {
    disk.force(folder);
  }

  /**
   * A record; nothing when it has gone, or is damaged, which its owner sees to.
   *
   * @throws IOException when it cannot be opened now
   */
  Optional<Entry> read(String name) throws IOException {
    try {
      return Optional.of(Entry.parse(disk.read(folder.resolve(name), Entry.MAX_BYTES)));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (FileSystemException | ClosedChannelException notNow) {
      throw notNow;
    } catch (IOException | DamagedException damaged) {
      // open and not to be read: it would hold up all that come after it
      return Optional.empty();
    }
  }
}
