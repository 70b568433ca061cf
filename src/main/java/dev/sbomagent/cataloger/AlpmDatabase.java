package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.Pause;
import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.inventory.Resolution.Missing;
import dev.sbomagent.inventory.SteadyRead;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * pacman's local database: a folder for each package. pacman replaces folders one after the other,
 * under a lock that is never taken here: what is read while it is there does not count.
 */
final class AlpmDatabase implements SteadyRead.Database<SortedMap<String, AlpmDesc>> {
  static final String LOCAL = "/var/lib/pacman/local";

  private static final String LOCK = "/var/lib/pacman/db.lck";
  private static final int MAX_PACKAGES = 200_000;
  private static final int MAX_DESC = 16 << 20;

  private final Host host;
  private int lockedTimes;

  private AlpmDatabase(Host host) {
    this.host = host;
  }

  /** The packages by their folder's path without links; empty when there is no database. */
  static SortedMap<String, AlpmDesc> read(Host host, Pause pause)
      throws HostException, IOException, MalformedException {
    return host.resolve(LOCAL) instanceof Missing
        ? new TreeMap<>()
        : SteadyRead.of(LOCAL, new AlpmDatabase(host), pause);
  }

  @Override
  public String token() {
    if (!(host.resolveNoFollow(LOCK) instanceof Missing)) {
      return LOCK + ++lockedTimes;
    }
    StringBuilder token = new StringBuilder(host.stamp(LOCAL));
    try {
      for (String name : host.list(LOCAL, MAX_PACKAGES)) {
        token.append(name).append(host.stamp(LOCAL + "/" + name));
      }
    } catch (HostException e) {
      token.append(e.getMessage());
    }
    return token.toString();
  }

  @Override
  public SortedMap<String, AlpmDesc> read() throws HostException, MalformedException {
    SortedMap<String, AlpmDesc> packages = new TreeMap<>();
    for (String name : host.list(LOCAL, MAX_PACKAGES)) {
      String desc = LOCAL + "/" + name + "/desc";
      if (host.has(LOCAL + "/" + name, FileKind.DIRECTORY)
          && !(host.resolve(desc) instanceof Missing)) {
        try {
          AlpmDesc read = AlpmDesc.parse(host.read(desc, MAX_DESC));
          packages.put(real(desc), read);
        } catch (MalformedException e) {
          throw new MalformedException(desc + ": " + e.getMessage());
        }
      }
    }
    return packages;
  }

  private String real(String desc) {
    String path = host.resolve(desc) instanceof Found found ? found.path() : desc;
    return path.substring(0, path.lastIndexOf('/'));
  }
}
