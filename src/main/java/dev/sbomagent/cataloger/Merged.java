package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.ComponentOrder;
import java.util.ArrayList;
import java.util.List;

/** Components of several databases as those of one machine. */
final class Merged {
  private Merged() {}

  /** Sorted, and what several databases list in the same way as one component of all of them. */
  static List<Component> of(List<Component> components) {
    List<Component> sorted = new ArrayList<>(components);
    sorted.sort(ComponentOrder.BY_SLOT_AND_VERSION);
    List<Component> out = new ArrayList<>(sorted.size());
    for (Component next : sorted) {
      int last = out.size() - 1;
      if (last < 0 || ComponentOrder.BY_SLOT_AND_VERSION.compare(out.get(last), next) != 0) {
        out.add(next);
      } else if (!out.get(last).locations().containsAll(next.locations())) {
        List<String> locations = new ArrayList<>(out.get(last).locations());
        locations.addAll(next.locations());
        out.set(
            last,
            new Component(next.slot(), next.version(), next.purl(), locations, next.presence()));
      }
    }
    return out;
  }
}
