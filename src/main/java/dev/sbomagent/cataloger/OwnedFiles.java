package dev.sbomagent.cataloger;

import dev.sbomagent.cataloger.DpkgDatabase.Source;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.Pause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The files that a golden lists beside the packages of a machine, as syft chooses them. */
public sealed interface OwnedFiles {
  /**
   * All of them.
   *
   * @param paths absolute inside the root, their folders without links, sorted, without duplicates.
   *     A path need not exist, and what is there need not be a regular file: a golden lists only
   *     those
   */
  record Listed(List<String> paths) implements OwnedFiles {
    public Listed {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Some list could not be read, so that any answer would be short.
   *
   * @param reason what and where; lower case, no full stop
   */
  record Failed(String reason) implements OwnedFiles {}

  /** The files of all packages of this host, and those that prove the packages. */
  static OwnedFiles of(Host host) {
    return of(host, Catalogers.SLEEP);
  }

  /** The same with a wait of one's own. */
  static OwnedFiles of(Host host, Pause pause) {
    try {
      TreeSet<String> paths = new TreeSet<>();
      for (Source source : DpkgDatabase.read(host, true, pause)) {
        paths.add(source.realPath());
        Set<String> names = new HashSet<>();
        for (DpkgEntry entry : source.entries()) {
          if (!entry.skippedBySyft()) {
            names.add(entry.name());
            names.add(entry.name() + ":" + entry.arch());
            paths.add(host.withRealFolder("/usr/share/doc/" + entry.name() + "/copyright"));
            for (String path : DpkgDigests.recorded(host, source, entry).keySet()) {
              paths.add(host.withRealFolder(path));
            }
          }
        }
        for (String name : new DpkgFiles(host).info(source.folder())) {
          if (proves(name, names)) {
            paths.add(host.withRealFolder(source.folder() + "/info/" + name));
          }
        }
      }
      return new Listed(new ArrayList<>(paths));
    } catch (HostException | MalformedException e) {
      return new Failed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Failed("dpkg database cannot be read");
    }
  }

  /**
   * syft's evidence: {@code info/<package>.*}, of a package with its architecture only the lists.
   */
  private static boolean proves(String name, Set<String> packages) {
    int dot = name.lastIndexOf('.');
    if (dot < 0 || !packages.contains(name.substring(0, dot))) {
      return false;
    }
    return name.indexOf(':') < 0 || name.endsWith(".md5sums") || name.endsWith(".conffiles");
  }
}
