package dev.sbomagent.inventory;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import java.util.ArrayList;
import java.util.List;

/** What one cataloger says of one host. */
public sealed interface Cataloging {
  /** The family it speaks of. */
  Family family();

  /**
   * The family was read whole.
   *
   * @param components everything the databases list, whatever its presence, sorted by slot
   * @param databases absolute paths inside the root of the databases read, sorted; a golden
   *     component found anywhere else is outside their scope
   * @param files what the databases record of package-owned files
   */
  record Complete(
      Family family, List<Component> components, List<String> databases, PackageFiles files)
      implements Cataloging {
    public Complete {
      components = List.copyOf(components);
      databases = List.copyOf(databases);
    }

    /** The components of which more than configuration or a name is there. */
    public List<Component> installed() {
      List<Component> installed = new ArrayList<>(components.size());
      for (Component component : components) {
        if (component.presence() != Presence.KNOWN && component.presence() != Presence.RESIDUAL) {
          installed.add(component);
        }
      }
      return installed;
    }
  }

  /** The host has no database of this family, or an empty one. */
  record Absent(Family family) implements Cataloging {}

  /**
   * There is a database and it could not be read whole.
   *
   * @param reason what, where, and the row; lower case, no full stop
   */
  record Failed(Family family, String reason) implements Cataloging {}
}
