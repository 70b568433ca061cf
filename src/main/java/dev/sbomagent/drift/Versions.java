package dev.sbomagent.drift;

import dev.sbomagent.component.Slot;
import dev.sbomagent.component.VersionOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares the versions that both sides hold in one slot. */
final class Versions {
  private Versions() {}

  /**
   * How the host's entries deviate from the golden's; empty when they do not, or when one side
   * states no version to compare.
   */
  static Optional<Deviation> compare(Slot slot, List<Entry> golden, List<Entry> host) {
    TreeSet<String> expected = SlotPair.versions(golden);
    TreeSet<String> observed = SlotPair.versions(host);
    if (golden.isEmpty() && host.isEmpty()) {
      return Optional.empty();
    }
    if (golden.isEmpty()) {
      return Optional.of(
          Deviation.of(Kind.ADDED, slot, List.of(), observed, SlotPair.locations(host)));
    }
    if (host.isEmpty()) {
      return Optional.of(
          Deviation.of(Kind.REMOVED, slot, expected, List.of(), SlotPair.locations(golden)));
    }
    if (expected.equals(observed) || SlotPair.unstated(golden) || SlotPair.unstated(host)) {
      return Optional.empty();
    }
    return Optional.of(
        Deviation.of(
            kind(slot.ecosystem(), expected, observed),
            slot,
            expected,
            observed,
            SlotPair.locations(host)));
  }

  private static Kind kind(
      String ecosystem, SortedSet<String> expected, SortedSet<String> observed) {
    Optional<Comparator<String>> order = VersionOrder.of(ecosystem);
    if (order.isEmpty() || expected.size() != 1 || observed.size() != 1) {
      return Kind.CHANGED;
    }
    int direction = order.get().compare(observed.first(), expected.first());
    return direction == 0 ? Kind.CHANGED : direction > 0 ? Kind.UPGRADED : Kind.DOWNGRADED;
  }
}
