package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
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
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Packages of OpenWrt and of Yocto's images, from opkg's own database. syft lists one both by the
 * status and by its control file; here it is one component with both as its places.
 */
public final class OpkgCataloger implements DatabaseCataloger {
  private final Pause pause;

  /**
   * A cataloger of any host.
   *
   * @param pause waits while opkg is writing
   */
  public OpkgCataloger(Pause pause) {
    this.pause = pause;
  }

  @Override
  public Family family() {
    return Family.OPKG;
  }

  @Override
  public Cataloging catalog(Host host) {
    try {
      SortedMap<String, List<DpkgEntry>> packages = OpkgDatabase.read(host, pause);
      return packages.isEmpty() ? new Cataloging.Absent(Family.OPKG) : complete(host, packages);
    } catch (HostException | MalformedException e) {
      return new Cataloging.Failed(Family.OPKG, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Cataloging.Failed(Family.OPKG, "opkg database cannot be read");
    }
  }

  private Cataloging complete(Host host, SortedMap<String, List<DpkgEntry>> packages) {
    @Nullable OsRelease os = host.osRelease().orElse(null);
    List<Component> components = new ArrayList<>();
    for (Map.Entry<String, List<DpkgEntry>> source : packages.entrySet()) {
      List<String> location = List.of(source.getKey());
      for (DpkgEntry entry : source.getValue()) {
        components.add(
            new Component(
                new Slot(Family.OPKG.ecosystem(), "", entry.name(), entry.arch()),
                entry.version(),
                DebPurl.of(entry, os),
                location,
                entry.presence()));
      }
    }
    return new Cataloging.Complete(
        Family.OPKG,
        Merged.of(components),
        List.copyOf(packages.keySet()),
        new OpkgPackageFiles(host, packages));
  }
}
