package dev.sbomagent.cataloger;

import dev.sbomagent.cataloger.DpkgDatabase.Source;
import dev.sbomagent.component.Component;
import dev.sbomagent.component.ComponentOrder;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.DatabaseCataloger;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.OsRelease;
import dev.sbomagent.inventory.PackageFiles;
import dev.sbomagent.inventory.Pause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Debian packages, from dpkg's own database. */
public final class DpkgCataloger implements DatabaseCataloger {
  private static final String ECOSYSTEM = Family.DPKG.ecosystem();

  private final Pause pause;

  /**
   * A cataloger of any host.
   *
   * @param pause waits while dpkg is writing
   */
  public DpkgCataloger(Pause pause) {
    this.pause = pause;
  }

  @Override
  public Family family() {
    return Family.DPKG;
  }

  @Override
  public Cataloging catalog(Host host) {
    try {
      List<Source> sources = DpkgDatabase.read(host, false, pause);
      return sources.isEmpty() ? new Cataloging.Absent(Family.DPKG) : complete(host, sources);
    } catch (HostException | MalformedException e) {
      return new Cataloging.Failed(Family.DPKG, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Cataloging.Failed(Family.DPKG, "dpkg database cannot be read");
    }
  }

  @Override
  public String token(Host host) {
    return DpkgDatabase.token(host)
        + host.stamp("/var/lib/dpkg/info")
        + host.stamp("/etc/os-release")
        + host.stamp("/usr/lib/os-release")
        + host.stamp("/etc/debian_version");
  }

  @Override
  public PackageFiles files(Host host) {
    return new DpkgPackageFiles(host, pause);
  }

  private Cataloging complete(Host host, List<Source> sources) throws HostException {
    @Nullable OsRelease os = host.osRelease().orElse(null);
    TreeSet<String> databases = new TreeSet<>();
    List<Component> components = new ArrayList<>();
    DpkgFiles files = new DpkgFiles(host);
    for (Source source : sources) {
      databases.add(source.path());
      databases.add(source.realPath());
      for (DpkgEntry entry : source.entries()) {
        components.add(
            new Component(
                new Slot(ECOSYSTEM, "", entry.name(), entry.arch()),
                entry.version(),
                DebPurl.of(entry, os),
                locations(files, source, entry),
                entry.presence()));
      }
    }
    components.sort(ComponentOrder.BY_SLOT_AND_VERSION);
    return new Cataloging.Complete(
        Family.DPKG, merged(components), List.copyOf(databases), files(host));
  }

  /** The database that lists it; of a removed package also what is left of it there. */
  private static List<String> locations(DpkgFiles files, Source source, DpkgEntry entry)
      throws HostException {
    if (entry.presence() != Presence.RESIDUAL) {
      return List.of(source.path());
    }
    List<String> locations = new ArrayList<>();
    locations.add(source.path());
    locations.addAll(files.of(source.folder(), entry));
    return locations;
  }

  /** One package listed by two databases in the same way is one component. */
  private static List<Component> merged(List<Component> sorted) {
    List<Component> out = new ArrayList<>(sorted.size());
    for (Component next : sorted) {
      int last = out.size() - 1;
      if (last >= 0 && isSame(out.get(last), next)) {
        List<String> locations = new ArrayList<>(out.get(last).locations());
        locations.addAll(next.locations());
        out.set(
            last,
            new Component(next.slot(), next.version(), next.purl(), locations, next.presence()));
      } else {
        out.add(next);
      }
    }
    return out;
  }

  private static boolean isSame(Component one, Component other) {
    return ComponentOrder.BY_SLOT_AND_VERSION.compare(one, other) == 0
        && one.presence() == other.presence();
  }
}
