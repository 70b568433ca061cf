package dev.sbomagent.golden;

import dev.sbomagent.component.Family;
import dev.sbomagent.component.Slot;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of components in every list, which tells any two different ones apart. Spelled out: a
 * chain of method references costs a cold run more than the sorting.
 */
final class Order implements Comparator<GoldenComponent> {
  static final Order BY_SLOT = new Order();

  private Order() {}

  @Override
  public int compare(GoldenComponent a, GoldenComponent b) {
    int order = slots(a.slot(), b.slot());
    if (order == 0) {
      order = absentFirst(a.version(), b.version());
    }
    if (order == 0) {
      order = a.basis().compareTo(b.basis());
    }
    if (order == 0) {
      order = a.foundBy().compareTo(b.foundBy());
    }
    if (order == 0) {
      order = absentFirst(name(a.family()), name(b.family()));
    }
    return order == 0 ? lists(a.locations(), b.locations()) : order;
  }

  private static @Nullable String name(@Nullable Family family) {
    return family == null ? null : family.cataloger();
  }

  /** The modules of a kernel share their slot, by the thousand. */
  @SuppressWarnings("ReferenceEquality")
  private static int slots(Slot a, Slot b) {
    if (a == b) {
      return 0;
    }
    int order = a.ecosystem().compareTo(b.ecosystem());
    if (order == 0) {
      order = a.group().compareTo(b.group());
    }
    if (order == 0) {
      order = a.name().compareTo(b.name());
    }
    return order == 0 ? a.arch().compareTo(b.arch()) : order;
  }

  private static int absentFirst(@Nullable String a, @Nullable String b) {
    if (a == null || b == null) {
      return a == null ? (b == null ? 0 : -1) : 1;
    }
    return a.compareTo(b);
  }

  private static int lists(List<String> a, List<String> b) {
    for (int i = 0; i < a.size() && i < b.size(); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
