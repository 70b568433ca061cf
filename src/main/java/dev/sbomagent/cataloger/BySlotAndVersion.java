package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of components; a class, since lambdas cost a cold start dearly. */
final class BySlotAndVersion implements Comparator<Component> {
  private static final BySlotAndVersion ORDER = new BySlotAndVersion();

  private BySlotAndVersion() {}

  @Override
  public int compare(Component one, Component other) {
    int order = one.slot().compareTo(other.slot());
    return order != 0 ? order : text(one.version()).compareTo(text(other.version()));
  }

  private static String text(@Nullable String version) {
    return version == null ? "" : version;
  }

  /** Sorted, and what several databases list in the same way as one component of all of them. */
  static List<Component> merged(List<Component> components) {
    List<Component> sorted = new ArrayList<>(components);
    sorted.sort(ORDER);
    List<Component> out = new ArrayList<>(sorted.size());
    for (Component next : sorted) {
      int last = out.size() - 1;
      if (last < 0 || ORDER.compare(out.get(last), next) != 0) {
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
