package dev.sbomagent.inventory;

import dev.sbomagent.component.Component;
import java.util.Comparator;
import java.util.List;

/** Components by slot, version and place; a class, since lambdas cost a cold start dearly. */
final class BySlot implements Comparator<Component> {
  static final BySlot ORDER = new BySlot();

  private BySlot() {}

  @Override
  public int compare(Component one, Component other) {
    int order = one.slot().compareTo(other.slot());
    order = order != 0 ? order : text(one).compareTo(text(other));
    List<String> its = other.locations();
    for (int i = 0; order == 0 && i < one.locations().size(); i++) {
      order = i < its.size() ? one.locations().get(i).compareTo(its.get(i)) : 1;
    }
    return order;
  }

  private static String text(Component component) {
    String version = component.version();
    return version == null ? "" : version;
  }
}
