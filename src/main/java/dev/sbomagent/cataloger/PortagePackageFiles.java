package dev.sbomagent.cataloger;

import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.PackageFiles;
import dev.sbomagent.inventory.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files that Portage records in each package's {@code CONTENTS}: {@code obj <path> <md5>
 * <time>} (PMS, "VDB"); a path may hold spaces. Not safe for use by several threads at once.
 */
final class PortagePackageFiles implements PackageFiles {
  private static final long MAX_FILE = 64L << 20;
  private static final String[] PROOFS = {"/CONTENTS", "/LICENSE", "/SIZE"};

  private final Host host;
  private final Pause pause;
  private @Nullable SortedMap<String, PortageName> packages;

  PortagePackageFiles(Host host, Pause pause) {
    this.host = host;
    this.pause = pause;
  }

  @Override
  public Optional<String> digest(Slot owner, String path) {
    try {
      for (Map.Entry<String, PortageName> entry : packages().entrySet()) {
        if (entry.getValue().name().equals(owner.name())) {
          String digest = recorded(entry.getKey(), host.withRealFolder(path), null);
          if (!digest.isEmpty()) {
            return Optional.of("md5:" + digest);
          }
        }
      }
    } catch (MalformedException e) {
      // nothing recorded means: every differing file is a finding of its own
    }
    return Optional.empty();
  }

  @Override
  public boolean owns(String path) throws MalformedException {
    String real = host.withRealFolder(path);
    for (String contents : packages().keySet()) {
      if (!recorded(contents, real, null).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Set<String> listed() throws MalformedException {
    TreeSet<String> paths = new TreeSet<>();
    for (String contents : packages().keySet()) {
      String folder = contents.substring(0, contents.lastIndexOf('/'));
      for (String proof : PROOFS) {
        paths.add(folder + proof);
      }
      recorded(contents, "", paths);
    }
    return paths;
  }

  /** The digest of one file of the package, empty when it has none; or notes all its files. */
  private String recorded(String contents, String real, @Nullable Set<String> all)
      throws MalformedException {
    // only paths with the last name are taken apart
    String end = real.substring(real.lastIndexOf('/') + 1);
    try (InputStream in = host.open(contents)) {
      Lines lines = new Lines(in, Lines.MAX_LINE, MAX_FILE);
      for (String line = lines.next(); line != null; line = lines.next()) {
        int time = line.lastIndexOf(' ');
        int digest = time < 0 ? -1 : line.lastIndexOf(' ', time - 1);
        if (!line.startsWith("obj ") || digest <= 4) {
          continue;
        }
        String path = line.substring(4, digest);
        if (all != null) {
          // one with a space is cut short by syft and so names no file
          if (path.indexOf(' ') < 0) {
            all.add(host.withRealFolder(path));
          }
        } else if (path.endsWith(end) && host.withRealFolder(path).equals(real)) {
          return line.substring(digest + 1, time);
        }
      }
      return "";
    } catch (HostException | IOException e) {
      throw new MalformedException(contents + ": cannot be read");
    }
  }

  private SortedMap<String, PortageName> packages() throws MalformedException {
    SortedMap<String, PortageName> known = packages;
    if (known == null) {
      try {
        known = PortageDatabase.read(host, pause);
      } catch (HostException | IOException e) {
        throw new MalformedException(String.valueOf(e.getMessage()));
      }
      packages = known;
    }
    return known;
  }
}
