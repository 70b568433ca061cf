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
              Merged.of(components.all),
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
  }
}
