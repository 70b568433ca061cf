package dev.sbomagent.drift;

import dev.sbomagent.component.Slot;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One way in which a machine differs from its golden.
 *
 * @param slot what differs; for a file its name is the path
 * @param expected versions (or {@code sha256:…}) of the golden; empty for added, and for removed
 *     files
 * @param observed the same of the host; empty for removed
 * @param locations paths that prove it, inside the root
 * @param fileCount files folded into this deviation
 */
public record Deviation(
    Kind kind,
    Slot slot,
    SortedSet<String> expected,
    SortedSet<String> observed,
    SortedSet<String> locations,
    int fileCount)
    implements Comparable<Deviation> {
  public Deviation {
    expected = copy(expected);
    observed = copy(observed);
    locations = copy(locations);
  }

  /** A deviation without folded files. */
  public static Deviation of(
      Kind kind,
      Slot slot,
      Collection<String> expected,
      Collection<String> observed,
      Collection<String> locations) {
    return new Deviation(
        kind, slot, new TreeSet<>(expected), new TreeSet<>(observed), new TreeSet<>(locations), 0);
  }

  /** The same deviation with so many files folded into it. */
  public Deviation withFileCount(int count) {
    return new Deviation(kind, slot, expected, observed, locations, count);
  }

  /** Whether this is a file's own deviation. */
  public boolean isFile() {
    return slot.ecosystem().equals("file");
  }

  @Override
  public int compareTo(Deviation other) {
    int bySlot = slot.compareTo(other.slot);
    return bySlot != 0 ? bySlot : kind.compareTo(other.kind);
  }

  private static SortedSet<String> copy(SortedSet<String> values) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(values));
  }
}
