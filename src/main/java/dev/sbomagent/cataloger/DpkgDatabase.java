package dev.sbomagent.cataloger;

import dev.sbomagent.component.Presence;
import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.Pause;
import dev.sbomagent.inventory.Resolution;
import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.inventory.Resolution.Missing;
import dev.sbomagent.inventory.SteadyRead;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The dpkg databases of a machine, as of one moment: {@code status} with the journal {@code
 * updates/} laid over it, and the one-file-per-package form {@code status.d/} of distroless images.
 */
final class DpkgDatabase implements SteadyRead.Database<List<DpkgDatabase.Source>> {
  /** Where a host's own database is; anything elsewhere belongs to a chroot or is no dpkg's. */
  static final List<String> FOLDERS = List.of("/var/lib/dpkg", "/usr/lib/dpkg");

  private static final int MAX_FILES = 100_000;
  private static final int MAX_JOURNAL = 10_000;
  private static final int MAX_INSTANCES = 64;

  /** Files of {@code status.d} that describe a package without being its stanza. */
  private static final Set<String> BESIDE_STANZAS =
      Set.of(
          "md5sums",
          "preinst",
          "postinst",
          "prerm",
          "postrm",
          "config",
          "templates",
          "triggers",
          "conffiles",
          "list",
          "shlibs",
          "symbols");

  /**
   * Stanzas of one file.
   *
   * @param folder the database it belongs to, such as {@code /var/lib/dpkg}
   * @param path the file, as asked for
   * @param realPath the same without links
   */
  record Source(String folder, String path, String realPath, List<DpkgEntry> entries) {}

  private final Host host;
  private final String folder;
  private final boolean keepConffiles;

  private DpkgDatabase(Host host, String folder, boolean keepConffiles) {
    this.host = host;
    this.folder = folder;
    this.keepConffiles = keepConffiles;
  }

  /**
   * Everything the host's databases list, by file; empty when there is no database or an empty one.
   *
   * @param keepConffiles whether the entries are to hold their {@code Conffiles}
   */
  static List<Source> read(Host host, boolean keepConffiles, Pause pause)
      throws HostException, IOException, MalformedException {
    List<Source> sources = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String folder : FOLDERS) {
      Resolution found = host.resolve(folder);
      if (found instanceof Missing) {
        continue;
      }
      if (found instanceof Resolution.Unreadable unreadable) {
        throw new MalformedException(unreadable.reason());
      }
      // not again under a second name of the folder or of its status
      Resolution status = host.resolve(folder + "/status");
      Found identity = (Found) (status instanceof Found ? status : found);
      if (seen.add(String.valueOf(identity.attributes().fileKey()))) {
        sources.addAll(SteadyRead.of(folder, new DpkgDatabase(host, folder, keepConffiles), pause));
      }
    }
    return sources;
  }

  /** Changes with every write to any of a host's databases. */
  static String token(Host host) {
    StringBuilder token = new StringBuilder();
    for (String folder : FOLDERS) {
      token.append(new DpkgDatabase(host, folder, false).token());
    }
    return token.toString();
  }

  /** Changes with every write: dpkg replaces {@code status} and adds to {@code updates}. */
  @Override
  public String token() {
    StringBuilder token = new StringBuilder(host.stamp(folder + "/status"));
    token.append(host.stamp(folder + "/status.d"));
    try {
      for (String name : journal()) {
        token.append(name).append(host.stamp(folder + "/updates/" + name));
      }
    } catch (HostException | MalformedException e) {
      token.append(e.getMessage());
    }
    return token.toString();
  }

  @Override
  public List<Source> read() throws HostException, IOException, MalformedException {
    List<Source> sources = new ArrayList<>();
    String status = folder + "/status";
    List<String> journal = journal();
    if (host.resolve(status) instanceof Missing) {
      if (!journal.isEmpty()) {
        throw new MalformedException(status + ": missing beside " + folder + "/updates");
      }
    } else {
      Map<String, List<DpkgEntry>> byName = new HashMap<>();
      for (DpkgEntry entry : parse(status, true)) {
        add(status, byName, entry);
      }
      for (String name : journal) {
        for (DpkgEntry entry : parse(folder + "/updates/" + name, true)) {
          overlay(byName, entry);
        }
      }
      List<DpkgEntry> entries = new ArrayList<>(byName.size());
      for (List<DpkgEntry> instances : byName.values()) {
        entries.addAll(instances);
      }
      if (!entries.isEmpty()) {
        sources.add(new Source(folder, status, realPath(status), entries));
      }
    }
    readStanzaFiles(sources);
    return sources;
  }

  private static void add(String file, Map<String, List<DpkgEntry>> byName, DpkgEntry entry)
      throws MalformedException {
    List<DpkgEntry> instances = instances(byName, entry.name());
    for (DpkgEntry other : instances) {
      if (other.arch().equals(entry.arch())) {
        throw new MalformedException(
            file + ": package '" + entry.name() + "' is listed twice for '" + entry.arch() + "'");
      }
    }
    if (instances.size() == MAX_INSTANCES) {
      throw new MalformedException(
          file + ": package '" + entry.name() + "' has more than 64 architectures");
    }
    instances.add(entry);
  }

  /**
   * A journal entry replaces the one of its architecture; where a single instance is installed and
   * not both are {@code Multi-Arch: same}, it replaces that one, which then changes its
   * architecture (dpkg, parse_find_pkg_slot).
   */
  private static void overlay(Map<String, List<DpkgEntry>> byName, DpkgEntry entry) {
    List<DpkgEntry> instances = instances(byName, entry.name());
    DpkgEntry only = null;
    int present = 0;
    for (DpkgEntry other : instances) {
      if (other.presence() != Presence.KNOWN) {
        only = other;
        present++;
      }
    }
    if (only != null && present == 1 && !(only.multiArchSame() && entry.multiArchSame())) {
      instances.remove(only);
    }
    for (int i = instances.size() - 1; i >= 0; i--) {
      if (instances.get(i).arch().equals(entry.arch())) {
        instances.remove(i);
      }
    }
    instances.add(entry);
  }

  private static List<DpkgEntry> instances(Map<String, List<DpkgEntry>> byName, String name) {
    List<DpkgEntry> instances = byName.get(name);
    if (instances == null) {
      instances = new ArrayList<>(1);
      byName.put(name, instances);
    }
    return instances;
  }

  /** Names of journal files in the order in which dpkg applies them; {@code tmp.i} is none. */
  private List<String> journal() throws HostException, MalformedException {
    String updates = folder + "/updates";
    List<String> names = new ArrayList<>();
    if (host.resolve(updates) instanceof Missing) {
      return names;
    }
    for (String name : host.list(updates, MAX_JOURNAL)) {
      if (isNumber(name)) {
        // dpkg refuses to guess an order here, too
        if (!names.isEmpty() && names.get(0).length() != name.length()) {
          throw new MalformedException(updates + ": names of different lengths");
        }
        names.add(name);
      }
    }
    return names;
  }

  private void readStanzaFiles(List<Source> sources)
      throws HostException, IOException, MalformedException {
    String stanzas = folder + "/status.d";
    if (host.resolve(stanzas) instanceof Missing) {
      return;
    }
    for (String name : host.list(stanzas, MAX_FILES)) {
      String path = stanzas + "/" + name;
      int dot = name.lastIndexOf('.');
      if ((dot >= 0 && BESIDE_STANZAS.contains(name.substring(dot + 1)))
          || host.has(path, FileKind.DIRECTORY)) {
        continue;
      }
      List<DpkgEntry> entries = parse(path, false);
      if (!entries.isEmpty()) {
        sources.add(new Source(folder, path, realPath(path), entries));
      }
    }
  }

  /**
   * @param whole whether the last line must end, as dpkg demands of its own files: one that does
   *     not was cut short
   */
  private List<DpkgEntry> parse(String path, boolean whole)
      throws HostException, IOException, MalformedException {
    try (InputStream in = host.open(path)) {
      return whole ? DpkgStatus.parseWhole(in, keepConffiles) : DpkgStatus.parse(in, keepConffiles);
    } catch (MalformedException e) {
      throw new MalformedException(path + ": " + e.getMessage());
    } catch (IOException e) {
      throw new MalformedException(path + ": cannot be read");
    }
  }

  private String realPath(String path) {
    return host.resolve(path) instanceof Found found ? found.path() : path;
  }

  private static boolean isNumber(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
