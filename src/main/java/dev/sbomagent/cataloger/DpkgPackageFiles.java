package dev.sbomagent.cataloger;

import dev.sbomagent.cataloger.DpkgDatabase.Source;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.HostException.Reason;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.PackageFiles;
import dev.sbomagent.inventory.Pause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The MD5 digests that dpkg records: of a package's files in its {@code md5sums}, of its
 * configuration files in {@code Conffiles}. Reads the status again when first asked, then one file
 * per package. A record that cannot be read records nothing.
 *
 * <p>Not safe for use by several threads at once.
 */
final class DpkgPackageFiles implements PackageFiles {
  private static final int MAX_REMEMBERED = 64;

  private final Host host;
  private final Pause pause;
  private @Nullable Map<Slot, Owner> owners;
  private @Nullable Diversions diversions;
  private final Map<Slot, Map<String, String>> remembered = new HashMap<>();

  /** A package and the database folder that lists it. */
  private record Owner(Source source, DpkgEntry entry) {}

  DpkgPackageFiles(Host host, Pause pause) {
    this.host = host;
    this.pause = pause;
  }

  @Override
  public Optional<String> digest(Slot owner, String path) {
    Map<String, String> digests = remembered.get(owner);
    if (digests == null) {
      if (remembered.size() == MAX_REMEMBERED) {
        remembered.clear();
      }
      digests = read(owner);
      remembered.put(owner, digests);
    }
    return Optional.ofNullable(digests.get(host.withRealFolder(path)));
  }

  @Override
  public boolean owns(String path) throws MalformedException {
    String real = host.withRealFolder(path);
    try {
      DpkgFiles files = new DpkgFiles(host);
      for (String folder : DpkgDatabase.FOLDERS) {
        List<String> likely = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String name : files.info(folder)) {
          if (name.endsWith(".list")) {
            (isLikely(name, real) ? likely : others).add(name);
          }
        }
        likely.addAll(others);
        for (String name : likely) {
          if (FileLists.names(host, folder + "/info/" + name, real)) {
            return true;
          }
        }
      }
      return false;
    } catch (HostException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  /** What is asked about is mostly a Java runtime: the packages of those are looked at first. */
  private static boolean isLikely(String list, String path) {
    return path.endsWith("/release")
        && (list.contains("jdk") || list.contains("jre") || list.contains("java"));
  }

  @Override
  public Set<String> listed() throws MalformedException {
    try {
      TreeSet<String> paths = new TreeSet<>();
      for (Source source : DpkgDatabase.read(host, true, pause)) {
        list(source, paths);
      }
      return paths;
    } catch (HostException | IOException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  private void list(Source source, Set<String> paths)
      throws HostException, IOException, MalformedException {
    paths.add(source.realPath());
    Set<String> names = new HashSet<>();
    for (DpkgEntry entry : source.entries()) {
      if (!entry.skippedBySyft()) {
        names.add(entry.name());
        names.add(entry.name() + ":" + entry.arch());
        paths.add(host.withRealFolder("/usr/share/doc/" + entry.name() + "/copyright"));
        for (String path : recorded(host, source, entry).keySet()) {
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

  private Map<String, String> read(Slot slot) {
    Owner owner = owners().get(slot);
    Map<String, String> byPath = new TreeMap<>();
    if (owner == null) {
      return byPath;
    }
    try {
      Map<String, String> recorded = recorded(host, owner.source, owner.entry);
      for (Map.Entry<String, String> file : recorded.entrySet()) {
        byPath.put(host.withRealFolder(file.getKey()), file.getValue());
      }
      // where a diversion put the file, it is this package's still
      for (String path : recorded.keySet()) {
        diversions()
            .of(owner.entry.name(), path)
            .ifPresent(to -> byPath.put(host.withRealFolder(to), recorded.get(path)));
      }
    } catch (HostException | IOException | MalformedException e) {
      // nothing recorded means: every differing file is a finding of its own
      byPath.clear();
    }
    return byPath;
  }

  /** Paths as the package spells them, to digests; those of configuration files win. */
  static Map<String, String> recorded(Host host, Source source, DpkgEntry entry)
      throws HostException, IOException, MalformedException {
    Map<String, String> recorded = new TreeMap<>();
    for (String path : md5sums(source, entry)) {
      try {
        recorded.putAll(Md5Sums.read(host, path));
        break;
      } catch (HostException e) {
        if (e.reason() != Reason.MISSING) {
          throw e;
        }
      }
    }
    for (String line : entry.conffiles().split("\n", -1)) {
      // path, digest or "newconffile", perhaps "obsolete" or "remove-on-upgrade"
      String text = line.strip();
      int end = text.startsWith("/") ? text.indexOf(' ') : -1;
      int digest = end;
      while (digest >= 0 && Md5Sums.digest(text.substring(digest + 1)).isEmpty()) {
        digest = text.indexOf(' ', digest + 1);
      }
      if (digest > 0) {
        recorded.put(
            text.substring(0, digest).stripTrailing(), Md5Sums.digest(text.substring(digest + 1)));
      } else if (end > 0) {
        recorded.putIfAbsent(text.substring(0, end), "");
      }
    }
    return recorded;
  }

  /** Where a package's digests may be, the first that exists counts. */
  private static List<String> md5sums(Source source, DpkgEntry entry) {
    String info = source.folder() + "/info/" + entry.name();
    return source.path().endsWith("/status")
        ? List.of(info + ":" + entry.arch() + ".md5sums", info + ".md5sums")
        : List.of(
            source.path() + ".md5sums", source.folder() + "/status.d/" + entry.name() + ".md5sums");
  }

  private Map<Slot, Owner> owners() {
    Map<Slot, Owner> known = owners;
    if (known == null) {
      known = new HashMap<>();
      try {
        for (Source source : DpkgDatabase.read(host, true, pause)) {
          for (DpkgEntry entry : source.entries()) {
            Slot slot = new Slot(Family.DPKG.ecosystem(), "", entry.name(), entry.arch());
            known.putIfAbsent(slot, new Owner(source, entry));
          }
        }
      } catch (HostException | IOException | MalformedException e) {
        known = Map.of();
      }
      owners = known;
    }
    return known;
  }

  private Diversions diversions() throws HostException {
    Diversions known = diversions;
    if (known == null) {
      known = Diversions.read(host, "/var/lib/dpkg/diversions");
      diversions = known;
    }
    return known;
  }
}
