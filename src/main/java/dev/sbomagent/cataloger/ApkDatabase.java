package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.Pause;
import dev.sbomagent.inventory.Resolution;
import dev.sbomagent.inventory.Resolution.Missing;
import dev.sbomagent.inventory.SteadyRead;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One of the files in which apk may list what is installed. */
final class ApkDatabase implements SteadyRead.Database<List<ApkEntry>> {
  /** Of apk-tools 2, of apk-tools 3 where {@code /usr} is merged, and of old ones. */
  private static final String[] PATHS = {
    "/lib/apk/db/installed", "/usr/lib/apk/db/installed", "/var/lib/apk/db/installed"
  };

  private final Host host;
  private final String path;
  private final boolean keepFiles;

  /**
   * A database with packages.
   *
   * @param path as apk names it
   * @param realPath the same without links
   */
  record Source(String path, String realPath, List<ApkEntry> entries) {}

  private ApkDatabase(Host host, String path, boolean keepFiles) {
    this.host = host;
    this.path = path;
    this.keepFiles = keepFiles;
  }

  /** The databases of a host that list anything, each once whatever its names. */
  static List<Source> read(Host host, boolean keepFiles, Pause pause)
      throws HostException, IOException, MalformedException {
    List<Source> sources = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String path : PATHS) {
      Resolution found = host.resolve(path);
      if (found instanceof Missing) {
        continue;
      }
      if (found instanceof Resolution.Unreadable unreadable) {
        throw new MalformedException(unreadable.reason());
      }
      Resolution.Found there = (Resolution.Found) found;
      if (seen.add(String.valueOf(there.attributes().fileKey()))) {
        List<ApkEntry> entries = SteadyRead.of(path, new ApkDatabase(host, path, keepFiles), pause);
        if (!entries.isEmpty()) {
          sources.add(new Source(path, there.path(), entries));
        }
      }
    }
    return sources;
  }

  @Override
  public String token() {
    return host.stamp(path);
  }

  @Override
  public List<ApkEntry> read() throws HostException, IOException, MalformedException {
    try (InputStream in = host.open(path)) {
      return ApkInstalled.parse(in, keepFiles);
    } catch (MalformedException e) {
      throw new MalformedException(path + ": " + e.getMessage());
    } catch (IOException e) {
      throw new MalformedException(path + ": cannot be read");
    }
  }
}
