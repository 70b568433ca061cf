package dev.sbomagent.drift;

import dev.sbomagent.component.KernelModulePath;
import dev.sbomagent.component.Slot;
import dev.sbomagent.golden.FileTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Kernels: one slot per release, its images and modules compared by path. What a generator could
 * not see on one side says nothing about the other.
 */
final class KernelComparison {
  private KernelComparison() {}

  /**
   * One side.
   *
   * @param entries images and modules
   * @param compressed whether its generator lists compressed modules
   * @param byUs whether our own cataloger made it, which lists modules unopened
   * @param foreign whether a generator made it that lists images of kernels only perhaps
   * @param files what else its document lists
   */
  record Side(
      List<Entry> entries, boolean compressed, boolean byUs, boolean foreign, FileTable files) {
    Side {
      entries = List.copyOf(entries);
    }

    /** Whether its generator lists images of kernels; osv-scalibr lists modules alone. */
    boolean images() {
      if (!foreign) {
        return true;
      }
      for (Entry entry : entries) {
        for (String path : entry.locations()) {
          if (!path.contains("/lib/modules/")) {
            return true;
          }
        }
      }
      return false;
    }
  }

  static List<Deviation> compare(Side expected, Side observed, Witness witness) {
    Map<Slot, Set<String>> left = paths(expected, observed);
    Map<Slot, Set<String>> right = paths(observed, expected);
    TreeSet<Slot> releases = new TreeSet<>(left.keySet());
    releases.addAll(right.keySet());
    List<Deviation> out = new ArrayList<>();
    for (Slot release : releases) {
      Set<String> before = left.getOrDefault(release, Set.of());
      Set<String> after = right.getOrDefault(release, Set.of());
      if (before.isEmpty()) {
        unlistable(after, observed, expected, witness);
        if (!after.isEmpty()) {
          out.add(Deviation.of(Kind.ADDED, release, List.of(), List.of(), List.of()));
        }
      } else if (after.isEmpty()) {
        out.add(Deviation.of(Kind.REMOVED, release, List.of(), List.of(), List.of()));
      } else {
        TreeSet<String> gone = new TreeSet<>(before);
        gone.removeAll(after);
        TreeSet<String> come = new TreeSet<>(after);
        come.removeAll(before);
        unlistable(gone, expected, observed, witness);
        unlistable(come, observed, expected, witness);
        if (!gone.isEmpty() || !come.isEmpty()) {
          out.add(Deviation.of(Kind.CHANGED, release, gone, come, List.of()));
        }
      }
    }
    return out;
  }

  /** Paths by release, without what the other side's generator cannot list. */
  private static SortedMap<Slot, Set<String>> paths(Side side, Side other) {
    SortedMap<Slot, Set<String>> byRelease = new TreeMap<>();
    for (Entry entry : side.entries()) {
      for (String path : entry.locations()) {
        boolean image = !path.contains("/lib/modules/");
        if ((other.compressed() || !KernelModulePath.isCompressed(path))
            && (other.images() || !image)) {
          Set<String> paths = byRelease.get(entry.slot());
          if (paths == null) {
            paths = new TreeSet<>();
            byRelease.put(entry.slot(), paths);
          }
          paths.add(path);
        }
      }
    }
    return byRelease;
  }

  /** Takes out what only we list, since syft leaves out modules that do not say what they are. */
  private static void unlistable(Collection<String> paths, Side side, Side other, Witness witness) {
    if (side.byUs() && !other.byUs()) {
      FileTable known = other.files();
      // of what cannot be told, a file that the other side knows was there and was not listed
      paths.removeIf(path -> !witness.isListable(path).orElseGet(() -> known.find(path) < 0));
    }
  }
}
