package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
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
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Packages of Arch Linux and its kin, from pacman's own database. */
public final class AlpmCataloger implements DatabaseCataloger {
  private final Pause pause;

  /**
   * A cataloger of any host.
   *
   * @param pause waits while pacman is writing
   */
  public AlpmCataloger(Pause pause) {
    this.pause = pause;
  }

  @Override
  public Family family() {
    return Family.ALPM;
  }

  @Override
  public Cataloging catalog(Host host) {
    try {
      SortedMap<String, AlpmDesc> packages = AlpmDatabase.read(host, pause);
      return packages.isEmpty() ? new Cataloging.Absent(Family.ALPM) : complete(host, packages);
    } catch (HostException | MalformedException e) {
      return new Cataloging.Failed(Family.ALPM, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Cataloging.Failed(Family.ALPM, "pacman database cannot be read");
    }
  }

  private Cataloging complete(Host host, SortedMap<String, AlpmDesc> packages) {
    @Nullable OsRelease os = host.osRelease().orElse(null);
    List<Component> components = new ArrayList<>(packages.size());
    List<String> databases = new ArrayList<>(packages.size());
    for (Map.Entry<String, AlpmDesc> entry : packages.entrySet()) {
      String location = entry.getKey() + "/desc";
      AlpmDesc desc = entry.getValue();
      databases.add(location);
      components.add(
          new Component(
              slot(desc), desc.version(), purl(desc, os), List.of(location), Presence.INSTALLED));
    }
    return new Cataloging.Complete(
        Family.ALPM, Merged.of(components), databases, new AlpmPackageFiles(host, pause));
  }

  static Slot slot(AlpmDesc desc) {
    return new Slot(Family.ALPM.ecosystem(), "", desc.name().toLowerCase(Locale.ROOT), desc.arch());
  }

  /** As syft writes it: on Arch itself only, not on what resembles it. */
  private static @Nullable String purl(AlpmDesc desc, @Nullable OsRelease os) {
    if (os == null || !os.id().equals("arch")) {
      return null;
    }
    return PurlText.of(Family.ALPM.ecosystem(), os.id(), desc.name(), desc.version())
        .with("arch", desc.arch())
        .with("distro", os.distro().orElse(os.id()))
        .with("upstream", desc.base())
        .toString();
  }
}
