package dev.sbomagent.drift;

import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What both sides hold in one slot. Architectures keep slots apart only where every entry of that
 * name, on both sides, states one.
 */
record SlotPair(Slot slot, List<Entry> golden, List<Entry> host) {

  /** Pairs the entries of two sides, sorted by slot. */
  static Collection<SlotPair> pair(Collection<Entry> golden, Collection<Entry> host) {
    TreeSet<Slot> blurred = new TreeSet<>();
    blur(golden, blurred);
    blur(host, blurred);
    SortedMap<Slot, SlotPair> pairs = new TreeMap<>();
    for (Entry entry : golden) {
      at(pairs, entry.slot(), blurred).golden.add(entry);
    }
    for (Entry entry : host) {
      at(pairs, entry.slot(), blurred).host.add(entry);
    }
    return pairs.values();
  }

  private static void blur(Collection<Entry> entries, TreeSet<Slot> blurred) {
    for (Entry entry : entries) {
      if (entry.slot().arch().isEmpty()) {
        blurred.add(entry.slot());
      }
    }
  }

  private static SlotPair at(SortedMap<Slot, SlotPair> pairs, Slot slot, TreeSet<Slot> blurred) {
    Slot any = slot.anyArch();
    Slot blurry = !blurred.isEmpty() && blurred.contains(any) ? any : slot;
    return pairs.computeIfAbsent(
        withoutGuess(blurry), key -> new SlotPair(blurry, new ArrayList<>(), new ArrayList<>()));
  }

  // a Maven group is guessed from the archive by every generator in its own way: no identity
  private static Slot withoutGuess(Slot slot) {
    return slot.ecosystem().equals(Family.JAVA.ecosystem())
        ? new Slot(slot.ecosystem(), "", slot.name(), slot.arch())
        : slot;
  }

  /** The versions that entries state. */
  static TreeSet<String> versions(List<Entry> entries) {
    TreeSet<String> versions = new TreeSet<>();
    for (Entry entry : entries) {
      if (entry.version() != null) {
        versions.add(entry.version());
      }
    }
    return versions;
  }

  /** Whether some entry states no version. */
  static boolean unstated(List<Entry> entries) {
    for (Entry entry : entries) {
      if (entry.version() == null) {
        return true;
      }
    }
    return false;
  }

  /** The locations of entries. */
  static TreeSet<String> locations(List<Entry> entries) {
    TreeSet<String> locations = new TreeSet<>();
    for (Entry entry : entries) {
      locations.addAll(entry.locations());
    }
    return locations;
  }

  /** The host's entries of these presences. */
  List<Entry> host(Presence... presences) {
    List<Entry> chosen = new ArrayList<>();
    for (Entry entry : host) {
      for (Presence presence : presences) {
        if (entry.presence() == presence) {
          chosen.add(entry);
        }
      }
    }
    return chosen;
  }
}
