package dev.sbomagent.cataloger;

import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.PackageFiles;
import dev.sbomagent.inventory.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files that pacman records of its packages: their names in {@code files}, their digests in
 * {@code mtree}. Not safe for use by several threads at once.
 */
final class AlpmPackageFiles implements PackageFiles {
  private static final long MAX_FILES = 64L << 20;
  private static final String[] PROOFS = {"desc", "files", "mtree"};

  private final Host host;
  private final Pause pause;
  private @Nullable SortedMap<String, AlpmDesc> packages;
  private final Map<String, Map<String, String>> digests = new HashMap<>();

  AlpmPackageFiles(Host host, Pause pause) {
    this.host = host;
    this.pause = pause;
  }

  @Override
  public Optional<String> digest(Slot owner, String path) {
    try {
      for (Map.Entry<String, AlpmDesc> entry : packages().entrySet()) {
        if (AlpmCataloger.slot(entry.getValue()).equals(owner)) {
          String digest = digests(entry.getKey()).get(host.withRealFolder(path));
          return Optional.ofNullable(digest);
        }
      }
    } catch (MalformedException e) {
      // nothing recorded means: every differing file is a finding of its own
    }
    return Optional.empty();
  }

  private Map<String, String> digests(String folder) {
    Map<String, String> known = digests.get(folder);
    if (known == null) {
      known = new HashMap<>();
      digests.clear();
      digests.put(folder, known);
      String mtree = folder + "/mtree";
      if (host.has(mtree, FileKind.REGULAR)) {
        try (InputStream in = host.open(mtree)) {
          for (Map.Entry<String, String> file : Mtree.digests(in).entrySet()) {
            known.put(host.withRealFolder(file.getKey()), file.getValue());
          }
        } catch (HostException | IOException | MalformedException e) {
          known.clear();
        }
      }
    }
    return known;
  }

  @Override
  public boolean owns(String path) throws MalformedException {
    String real = host.withRealFolder(path);
    // only lists that hold the last name are taken apart
    String end = real.substring(real.lastIndexOf('/') + 1);
    for (String folder : packages().keySet()) {
      for (String file : files(folder, end)) {
        if (host.withRealFolder(file).equals(real)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public Set<String> listed() throws MalformedException {
    TreeSet<String> paths = new TreeSet<>();
    for (String folder : packages().keySet()) {
      for (String proof : PROOFS) {
        paths.add(folder + "/" + proof);
      }
      // syft takes them from the mtree, and without one takes none
      if (host.has(folder + "/mtree", FileKind.REGULAR)) {
        for (String file : files(folder, "")) {
          paths.add(host.withRealFolder(file));
        }
      }
    }
    return paths;
  }

  /** The files, not folders, of a package whose paths end so. */
  private Set<String> files(String folder, String end) throws MalformedException {
    Set<String> files = new TreeSet<>();
    String list = folder + "/files";
    if (!host.has(list, FileKind.REGULAR)) {
      return files;
    }
    try (InputStream in = host.open(list)) {
      Lines lines = new Lines(in, Lines.MAX_LINE, MAX_FILES);
      boolean inFiles = false;
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.startsWith("%")) {
          inFiles = line.equals("%FILES%");
        } else if (inFiles && !line.isEmpty() && !line.endsWith("/") && line.endsWith(end)) {
          files.add("/" + line);
        }
      }
      return files;
    } catch (HostException | IOException e) {
      throw new MalformedException(list + ": cannot be read");
    }
  }

  private SortedMap<String, AlpmDesc> packages() throws MalformedException {
    SortedMap<String, AlpmDesc> known = packages;
    if (known == null) {
      try {
        known = AlpmDatabase.read(host, pause);
      } catch (HostException | IOException e) {
        throw new MalformedException(String.valueOf(e.getMessage()));
      }
      packages = known;
    }
    return known;
  }
}
