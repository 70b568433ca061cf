package dev.sbomagent.inventory;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.ComponentOrder;
import java.util.Comparator;
import java.util.List;

/** Components by slot, version and place. */
final class BySlot implements Comparator<Component> {
  static final BySlot ORDER = new BySlot();

  private BySlot() {}

  @Override
  public int compare(Component one, Component other) {
    int order = ComponentOrder.BY_SLOT_AND_VERSION.compare(one, other);
    List<String> its = other.locations();
    for (int i = 0; order == 0 && i < one.locations().size(); i++) {
      order = i < its.size() ? one.locations().get(i).compareTo(its.get(i)) : 1;
    }
    return order;
  }
}
