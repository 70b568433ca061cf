package dev.sbomagent.cataloger;

import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.PackageFiles;
import dev.sbomagent.inventory.Pause;
import dev.sbomagent.inventory.Resolution.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files and digests that rpm records in the headers of its packages. Reads the databases again
 * when first asked. Where a slot holds several versions the newest record of a file counts: rpm
 * lets two packages share a path only with equal content.
 *
 * <p>Not safe for use by several threads at once.
 */
final class RpmPackageFiles implements PackageFiles {
  private final Host host;
  private final Pause pause;
  private @Nullable List<RpmFileIndex> indexes;
  private @Nullable MalformedException failure;

  RpmPackageFiles(Host host, Pause pause) {
    this.host = host;
    this.pause = pause;
  }

  @Override
  public Optional<String> digest(Slot owner, String path) {
    try {
      String real = host.withRealFolder(path);
      for (RpmFileIndex index : indexes()) {
        String digest = index.digest(owner, real);
        if (digest != null) {
          return Optional.of(digest);
        }
      }
    } catch (MalformedException e) {
      // nothing recorded means: every differing file is a finding of its own
      return Optional.empty();
    }
    return Optional.empty();
  }

  @Override
  public boolean owns(String path) throws MalformedException {
    String real = host.withRealFolder(path);
    for (RpmFileIndex index : indexes()) {
      if (index.owns(real)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Set<String> listed() throws MalformedException {
    Listed listed = new Listed(host);
    read(listed);
    TreeSet<String> paths = new TreeSet<>();
    for (Set<String> of : listed.paths) {
      paths.addAll(of);
    }
    return paths;
  }

  private List<RpmFileIndex> indexes() throws MalformedException {
    List<RpmFileIndex> known = indexes;
    if (known == null) {
      if (failure != null) {
        throw failure;
      }
      Indexes taker = new Indexes(host);
      try {
        read(taker);
      } catch (MalformedException e) {
        failure = e;
        throw e;
      }
      known = taker.indexes;
      for (RpmFileIndex index : known) {
        index.finish();
      }
      indexes = known;
    }
    return known;
  }

  private void read(RpmDatabases.Taker taker) throws MalformedException {
    try {
      RpmDatabases.find(host, pause).read(taker);
    } catch (HostException | IOException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  /** An index for each database. */
  private static final class Indexes implements RpmDatabases.Taker {
    private final Host host;
    private final List<RpmFileIndex> indexes = new ArrayList<>();

    Indexes(Host host) {
      this.host = host;
    }

    @Override
    public void open(String path, boolean manifest) {
      indexes.add(new RpmFileIndex(host));
    }

    @Override
    public void restart() {
      indexes.set(indexes.size() - 1, new RpmFileIndex(host));
    }

    @Override
    public void take(RpmEntry entry, @Nullable RpmHeader header) throws MalformedException {
      if (header != null) {
        indexes.get(indexes.size() - 1).add(entry, new RpmFileList(header));
      }
    }
  }

  /** Paths of each database. syft follows a link that a package owns, and lists where it leads. */
  private static final class Listed implements RpmDatabases.Taker {
    private final Host host;
    private final List<Set<String>> paths = new ArrayList<>();
    private String database = "";

    Listed(Host host) {
      this.host = host;
    }

    @Override
    public void open(String path, boolean manifest) {
      database = path;
      paths.add(new TreeSet<>(Set.of(path)));
    }

    @Override
    public void restart() {
      paths.set(paths.size() - 1, new TreeSet<>(Set.of(database)));
    }

    @Override
    public void take(RpmEntry entry, @Nullable RpmHeader header) throws MalformedException {
      if (header == null) {
        return;
      }
      Set<String> of = paths.get(paths.size() - 1);
      RpmFileList files = new RpmFileList(header);
      for (int i = 0; i < files.size(); i++) {
        if (host.resolve(files.folder(i) + files.name(i)) instanceof Found found) {
          of.add(found.path());
        }
      }
    }
  }
}
