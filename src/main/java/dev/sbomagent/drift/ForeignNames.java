package dev.sbomagent.drift;

import dev.sbomagent.component.Family;
import dev.sbomagent.golden.Sbom;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Generators whose rules nobody here follows to the letter name some things otherwise, or not at
 * all: an archive without coordinates, the image of a kernel. What only one side names is no
 * difference where both looked at the same file, nor in families of which every generator takes
 * other files for components: Java archives, and the package.json that tests and tools are full of.
 */
final class ForeignNames {
  private final Family family;
  private final Set<String> expected;
  private final Set<String> observed;

  ForeignNames(Family family, Collection<Entry> expected, Collection<Entry> observed) {
    this.family = family;
    this.expected = locations(expected);
    this.observed = locations(observed);
  }

  /** Whether this document was made by neither syft nor us. */
  static boolean in(Sbom sbom) {
    return switch (sbom.tool().name()) {
      case "syft", "sbom-agent" -> false;
      default -> true;
    };
  }

  /** Whether what only one side holds says nothing. */
  boolean explains(SlotPair pair) {
    if (pair.golden().isEmpty()) {
      return family == Family.JAVA || family == Family.NODE || isSeen(pair.host(), expected);
    }
    return pair.host().isEmpty() && isSeen(pair.golden(), observed);
  }

  private static boolean isSeen(Collection<Entry> entries, Set<String> others) {
    for (Entry entry : entries) {
      for (String location : entry.locations()) {
        if (others.contains(location)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Set<String> locations(Collection<Entry> entries) {
    Set<String> locations = new HashSet<>();
    for (Entry entry : entries) {
      locations.addAll(entry.locations());
    }
    return locations;
  }
}
