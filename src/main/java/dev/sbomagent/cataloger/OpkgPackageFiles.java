package dev.sbomagent.cataloger;

import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.PackageFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files that opkg records of its packages: names in {@code info/*.list}, no digests. */
final class OpkgPackageFiles implements PackageFiles {
  private final Host host;
  private final Map<String, List<DpkgEntry>> packages;

  OpkgPackageFiles(Host host, Map<String, List<DpkgEntry>> packages) {
    this.host = host;
    this.packages = packages;
  }

  @Override
  public Optional<String> digest(Slot owner, String path) {
    return Optional.empty();
  }

  @Override
  public boolean owns(String path) throws MalformedException {
    String real = host.withRealFolder(path);
    try {
      for (String list : OpkgDatabase.infoFiles(host)) {
        if (list.endsWith(".list") && FileLists.names(host, list, real)) {
          return true;
        }
      }
      return false;
    } catch (HostException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Set<String> listed() throws MalformedException {
    TreeSet<String> paths = new TreeSet<>(packages.keySet());
    Set<String> names = new HashSet<>();
    for (List<DpkgEntry> entries : packages.values()) {
      for (DpkgEntry entry : entries) {
        names.add(entry.spelled());
        paths.add(host.withRealFolder("/usr/share/doc/" + entry.spelled() + "/copyright"));
      }
    }
    try {
      for (String path : OpkgDatabase.infoFiles(host)) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        if (dot > 0 && names.contains(name.substring(0, dot))) {
          paths.add(path);
        }
      }
    } catch (HostException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
    return paths;
  }
}
