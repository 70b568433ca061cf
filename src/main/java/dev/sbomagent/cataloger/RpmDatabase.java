package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.FileLocks;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.SteadyRead;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One database file of rpm, whatever its form: the content decides, not the name. */
final class RpmDatabase implements SteadyRead.Database<Integer> {
  private static final long MAX_BYTES = 1L << 30;
  private static final long MAX_LOG_BYTES = 256L << 20;
  private static final int HEAD = 16;

  private final Host host;
  private final String path;
  private final Taker taker;

  /** Takes packages in the order of the database. */
  interface Taker {
    /** A reading begins: what was taken before, in a reading that did not last, is void. */
    void restart();

    /**
     * Takes the next package.
     *
     * @param header for the files; null when the database records none
     */
    void take(RpmEntry entry, @Nullable RpmHeader header) throws MalformedException;
  }

  RpmDatabase(Host host, String path, Taker taker) {
    this.host = host;
    this.path = path;
    this.taker = taker;
  }

  /**
   * rpm locks {@code .rpm.lock} for a whole transaction and commits it package by package; what
   * {@code rpm -qa} says meanwhile is neither the state before nor the one after.
   */
  @Override
  public boolean isBusy() {
    return FileLocks.isWriteLocked(host, path.substring(0, path.lastIndexOf('/')) + "/.rpm.lock");
  }

  /** Changes with every write: the log grows, or the file is written in place or replaced. */
  @Override
  public String token() {
    return host.stamp(path) + host.stamp(path + "-wal") + host.stamp(path + "-journal");
  }

  /** Whether a writer of the old kind is at work, or was cut off: only rpm can put that right. */
  boolean hasHotJournal() throws HostException, IOException, MalformedException {
    try (RpmBytes journal = new RpmBytes(host.openChannel(path + "-journal"), Long.MAX_VALUE)) {
      byte[] first = new byte[1];
      if (journal.size() > 0) {
        journal.read(0, first, 0, 1);
      }
      // "Database File Format", section 3: one that begins with zero was ended
      return first[0] != 0;
    } catch (HostException e) {
      if (e.reason() == HostException.Reason.MISSING) {
        return false;
      }
      throw e;
    }
  }

  /** Hands over all packages and gives how many there are; none for a file without content. */
  @Override
  public Integer read() throws HostException, IOException, MalformedException {
    taker.restart();
    try (RpmBytes file = new RpmBytes(host.openChannel(path), MAX_BYTES)) {
      return file.size() == 0 ? 0 : read(file);
    } catch (MalformedException e) {
      throw new MalformedException(path + ": " + e.getMessage());
    } catch (IOException e) {
      throw new MalformedException(path + ": cannot be read");
    }
  }

  private int read(RpmBytes file) throws HostException, IOException, MalformedException {
    byte[] head = new byte[HEAD];
    file.read(0, head, 0, (int) Math.min(HEAD, file.size()));
    Packages packages = new Packages(taker);
    if (SqliteTable.begins(head)) {
      if (hasHotJournal()) {
        throw new MalformedException("a transaction in '" + path + "-journal' is not finished");
      }
      try (RpmBytes log = new RpmBytes(host.openChannel(path + "-wal"), MAX_LOG_BYTES)) {
        SqliteTable.read(file, log, packages);
      } catch (HostException e) {
        if (e.reason() != HostException.Reason.MISSING) {
          throw e;
        }
        SqliteTable.read(file, null, packages);
      }
    } else if (NdbPackages.begins(head)) {
      NdbPackages.read(file, packages);
    } else if (BdbHash.begins(head)) {
      BdbHash.read(file, packages);
    } else {
      throw new MalformedException("no rpm database");
    }
    return packages.count;
  }

  /** Understands each header. */
  private static final class Packages implements RpmBlob.Taker {
    private final Taker taker;
    private final RpmHeader header = new RpmHeader();
    private int count;

    Packages(Taker taker) {
      this.taker = taker;
    }

    @Override
    public void take(RpmBlob blob) throws MalformedException {
      header.parse(blob.bytes(), blob.length());
      taker.take(RpmEntry.of(header), header);
      count++;
    }
  }

  /** The text form, of images that have no database. */
  static final class Manifest implements SteadyRead.Database<List<RpmEntry>> {
    private final Host host;
    private final String path;

    Manifest(Host host, String path) {
      this.host = host;
      this.path = path;
    }

    @Override
    public String token() {
      return host.stamp(path);
    }

    @Override
    public List<RpmEntry> read() throws HostException, IOException, MalformedException {
      try (RpmBytes file = new RpmBytes(host.openChannel(path), MAX_BYTES)) {
        return RpmManifest.read(file);
      } catch (MalformedException e) {
        throw new MalformedException(path + ": " + e.getMessage());
      } catch (IOException e) {
        throw new MalformedException(path + ": cannot be read");
      }
    }
  }
}
