package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.DatabaseCataloger;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.OsRelease;
import dev.sbomagent.inventory.Pause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * rpm packages, from rpm's own databases of every form, which {@link RpmDatabases} finds. Takes no
 * lock and writes nothing: a reader's lock would make rpm fail. The keys that rpm keeps as packages
 * {@code gpg-pubkey} are among them, all in one slot, as syft has them.
 */
public final class RpmCataloger implements DatabaseCataloger {
  private final Pause pause;

  /**
   * A cataloger of any host.
   *
   * @param pause waits while rpm is writing
   */
  public RpmCataloger(Pause pause) {
    this.pause = pause;
  }

  @Override
  public Family family() {
    return Family.RPM;
  }

  @Override
  public Cataloging catalog(Host host) {
    try {
      RpmDatabases databases = RpmDatabases.find(host, pause);
      if (databases.files().isEmpty()) {
        return new Cataloging.Absent(Family.RPM);
      }
      Components components = new Components(host.osRelease().orElse(null));
      databases.read(components);
      return components.all.isEmpty()
          ? new Cataloging.Absent(Family.RPM)
          : new Cataloging.Complete(
              Family.RPM,
              components.sorted(),
              databases.covered(),
              new RpmPackageFiles(host, pause));
    } catch (HostException | MalformedException e) {
      return new Cataloging.Failed(Family.RPM, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Cataloging.Failed(Family.RPM, "rpm database cannot be read");
    }
  }

  /** Makes components of packages. */
  private static final class Components implements RpmDatabases.Taker {
    private final List<Component> all = new ArrayList<>();
    private final @Nullable OsRelease os;
    private List<String> location = List.of();
    private boolean manifest;
    private int start;

    Components(@Nullable OsRelease os) {
      this.os = os;
    }

    @Override
    public void open(String path, boolean manifest) {
      this.location = List.of(path);
      this.manifest = manifest;
      this.start = all.size();
    }

    @Override
    public void restart() {
      all.subList(start, all.size()).clear();
    }

    @Override
    public void take(RpmEntry entry, @Nullable RpmHeader header) {
      all.add(
          new Component(
              entry.slot(),
              entry.evr(),
              RpmPurl.of(entry, manifest ? null : os),
              location,
              Presence.INSTALLED));
    }

    /** By slot; what two databases, or two records, list in the same way is one component. */
    List<Component> sorted() {
      all.sort(new ByNameArchVersion());
      List<Component> merged = new ArrayList<>(all.size());
      for (Component next : all) {
        Component last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
        if (last == null || ByNameArchVersion.order(last, next) != 0) {
          merged.add(next);
        } else if (!last.locations().contains(next.locations().get(0))) {
          List<String> locations = new ArrayList<>(last.locations());
          locations.addAll(next.locations());
          merged.set(
              merged.size() - 1,
              new Component(last.slot(), last.version(), last.purl(), locations, last.presence()));
        }
      }
      return merged;
    }
  }

  /** The order of slots, all of one ecosystem; a class, since lambdas cost a cold start dearly. */
  private static final class ByNameArchVersion implements Comparator<Component> {
    @Override
    public int compare(Component one, Component other) {
      return order(one, other);
    }

    static int order(Component one, Component other) {
      int order = one.slot().name().compareTo(other.slot().name());
      order = order != 0 ? order : one.slot().arch().compareTo(other.slot().arch());
      return order != 0
          ? order
          : one.statedVersion().orElse("").compareTo(other.statedVersion().orElse(""));
    }
  }
}
