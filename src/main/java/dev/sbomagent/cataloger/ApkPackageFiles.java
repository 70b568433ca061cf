package dev.sbomagent.cataloger;

import dev.sbomagent.cataloger.ApkDatabase.Source;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.PackageFiles;
import dev.sbomagent.inventory.Pause;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files that apk records of its packages. Reads the database again when first asked, and keeps
 * it. Not safe for use by several threads at once.
 */
final class ApkPackageFiles implements PackageFiles {
  private final Host host;
  private final Pause pause;

  /** Digests by path without links, by package. */
  private @Nullable Map<Slot, Map<String, String>> files;

  private final Set<String> databases = new TreeSet<>();

  ApkPackageFiles(Host host, Pause pause) {
    this.host = host;
    this.pause = pause;
  }

  @Override
  public Optional<String> digest(Slot owner, String path) {
    try {
      String digest =
          files().getOrDefault(owner, Map.of()).getOrDefault(host.withRealFolder(path), "");
      return digest.isEmpty() ? Optional.empty() : Optional.of(digest);
    } catch (MalformedException e) {
      // nothing recorded means: every differing file is a finding of its own
      return Optional.empty();
    }
  }

  @Override
  public boolean owns(String path) throws MalformedException {
    String real = host.withRealFolder(path);
    for (Map<String, String> owned : files().values()) {
      if (owned.containsKey(real)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Set<String> listed() throws MalformedException {
    TreeSet<String> paths = new TreeSet<>();
    for (Map<String, String> owned : files().values()) {
      paths.addAll(owned.keySet());
    }
    paths.addAll(databases);
    return paths;
  }

  private Map<Slot, Map<String, String>> files() throws MalformedException {
    Map<Slot, Map<String, String>> known = files;
    if (known == null) {
      known = new HashMap<>();
      try {
        for (Source source : ApkDatabase.read(host, true, pause)) {
          databases.add(source.realPath());
          for (ApkEntry entry : source.entries()) {
            add(known, entry);
          }
        }
      } catch (HostException | IOException e) {
        throw new MalformedException(String.valueOf(e.getMessage()));
      }
      files = known;
    }
    return known;
  }

  private void add(Map<Slot, Map<String, String>> known, ApkEntry entry) {
    Slot slot = ApkCataloger.slot(entry);
    Map<String, String> owned = known.get(slot);
    if (owned == null) {
      owned = new HashMap<>();
      known.put(slot, owned);
    }
    for (Map.Entry<String, String> file : entry.files().entrySet()) {
      owned.putIfAbsent(host.withRealFolder(file.getKey()), file.getValue());
    }
  }
}
