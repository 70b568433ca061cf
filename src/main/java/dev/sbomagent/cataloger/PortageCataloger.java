package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.DatabaseCataloger;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.Pause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Gentoo packages, from Portage's own database; their names carry the category. */
public final class PortageCataloger implements DatabaseCataloger {
  private final Pause pause;

  /**
   * A cataloger of any host.
   *
   * @param pause waits while Portage is writing
   */
  public PortageCataloger(Pause pause) {
    this.pause = pause;
  }

  @Override
  public Family family() {
    return Family.PORTAGE;
  }

  @Override
  public Cataloging catalog(Host host) {
    try {
      SortedMap<String, PortageName> packages = PortageDatabase.read(host, pause);
      return packages.isEmpty() ? new Cataloging.Absent(Family.PORTAGE) : complete(host, packages);
    } catch (HostException | MalformedException e) {
      return new Cataloging.Failed(Family.PORTAGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Cataloging.Failed(Family.PORTAGE, "portage database cannot be read");
    }
  }

  private Cataloging complete(Host host, SortedMap<String, PortageName> packages) {
    List<Component> components = new ArrayList<>(packages.size());
    for (Map.Entry<String, PortageName> entry : packages.entrySet()) {
      String name = entry.getValue().name();
      String version = entry.getValue().version();
      String purl = PurlText.of(Family.PORTAGE.ecosystem(), "", name, version).toString();
      components.add(Found.of(Family.PORTAGE, name, version, purl, List.of(entry.getKey())));
    }
    return new Cataloging.Complete(
        Family.PORTAGE,
        Merged.of(components),
        List.copyOf(packages.keySet()),
        new PortagePackageFiles(host, pause));
  }
}
