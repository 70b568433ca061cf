package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.Pause;
import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.inventory.SteadyRead;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** opkg's database: {@code status}, and {@code info} with a control file for each package. */
final class OpkgDatabase implements SteadyRead.Database<SortedMap<String, List<DpkgEntry>>> {
  /** Of OpenWrt, of Yocto, of older ones. */
  private static final String[] FOLDERS = {"/usr/lib/opkg", "/var/lib/opkg", "/lib/opkg"};

  private static final int MAX_NAMES = 1_000_000;

  private final Host host;

  private OpkgDatabase(Host host) {
    this.host = host;
  }

  /** The packages by the path, without links, of the file that lists them. */
  static SortedMap<String, List<DpkgEntry>> read(Host host, Pause pause)
      throws HostException, IOException, MalformedException {
    for (String folder : FOLDERS) {
      if (host.has(folder, FileKind.DIRECTORY)) {
        return SteadyRead.of("opkg database", new OpkgDatabase(host), pause);
      }
    }
    return new TreeMap<>();
  }

  @Override
  public String token() {
    StringBuilder token = new StringBuilder();
    for (String folder : FOLDERS) {
      token.append(host.stamp(folder + "/status")).append(host.stamp(folder + "/info"));
    }
    return token.toString();
  }

  @Override
  public SortedMap<String, List<DpkgEntry>> read()
      throws HostException, IOException, MalformedException {
    SortedMap<String, List<DpkgEntry>> packages = new TreeMap<>();
    for (String folder : FOLDERS) {
      read(folder + "/status", packages);
      for (String name : info(host, folder)) {
        if (name.endsWith(".control")) {
          read(folder + "/info/" + name, packages);
        }
      }
    }
    return packages;
  }

  private void read(String path, SortedMap<String, List<DpkgEntry>> packages)
      throws HostException, IOException, MalformedException {
    // the same file under another name of its folder is read once
    if (host.resolve(path) instanceof Found file
        && file.kind() == FileKind.REGULAR
        && !packages.containsKey(file.path())) {
      try (InputStream in = host.open(path)) {
        List<DpkgEntry> entries = OpkgStatus.parse(in);
        if (!entries.isEmpty()) {
          packages.put(file.path(), entries);
        }
      } catch (MalformedException e) {
        throw new MalformedException(path + ": " + e.getMessage());
      } catch (IOException e) {
        throw new MalformedException(path + ": cannot be read");
      }
    }
  }

  /** Paths, folders without links, of all that the {@code info} folders hold. */
  static List<String> infoFiles(Host host) throws HostException {
    List<String> paths = new ArrayList<>();
    for (String folder : FOLDERS) {
      for (String name : info(host, folder)) {
        paths.add(host.withRealFolder(folder + "/info/" + name));
      }
    }
    return paths;
  }

  private static List<String> info(Host host, String folder) throws HostException {
    return host.has(folder + "/info", FileKind.DIRECTORY)
        ? host.list(folder + "/info", MAX_NAMES)
        : List.of();
  }
}
