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
 * Portage's database: a folder for each package in one for its category. A package is there when
 * its {@code CONTENTS} is.
 */
final class PortageDatabase implements SteadyRead.Database<SortedMap<String, PortageName>> {
  private static final String PACKAGES = "/var/db/pkg";
  private static final int MAX_NAMES = 200_000;

  private final Host host;

  private PortageDatabase(Host host) {
    this.host = host;
  }

  /** Names with their category, by the path of {@code CONTENTS} without links. */
  static SortedMap<String, PortageName> read(Host host, Pause pause)
      throws HostException, IOException, MalformedException {
    return host.resolve(PACKAGES) instanceof Missing
        ? new TreeMap<>()
        : SteadyRead.of(PACKAGES, new PortageDatabase(host), pause);
  }

  @Override
  public String token() {
    StringBuilder token = new StringBuilder(host.stamp(PACKAGES));
    try {
      for (String category : host.list(PACKAGES, MAX_NAMES)) {
        token.append(category).append(host.stamp(PACKAGES + "/" + category));
      }
    } catch (HostException e) {
      token.append(e.getMessage());
    }
    return token.toString();
  }

  @Override
  public SortedMap<String, PortageName> read() throws HostException {
    SortedMap<String, PortageName> packages = new TreeMap<>();
    for (String category : host.list(PACKAGES, MAX_NAMES)) {
      String folder = PACKAGES + "/" + category;
      if (host.has(folder, FileKind.DIRECTORY)) {
        for (String name : host.list(folder, MAX_NAMES)) {
          PortageName parts = PortageName.of(name);
          if (parts != null
              && host.resolve(folder + "/" + name + "/CONTENTS") instanceof Found contents
              && contents.kind() == FileKind.REGULAR) {
            packages.put(
                contents.path(), new PortageName(category + "/" + parts.name(), parts.version()));
          }
        }
      }
    }
    return packages;
  }
}
