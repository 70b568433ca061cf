package dev.sbomagent.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of comparison, over any two sets of packages. */
class SlotLawsTest {
  @Property
  void golden_patched_by_its_drift_equals_the_inventory(
      @ForAll("packages") List<Entry> golden, @ForAll("packages") List<Entry> host) {
    Map<Slot, Set<String>> patched = versions(golden);
    for (Deviation deviation : compare(golden, host)) {
      if (deviation.observed().isEmpty()) {
        patched.remove(deviation.slot());
      } else {
        patched.put(deviation.slot(), new TreeSet<>(deviation.observed()));
      }
    }
    assertEquals(versions(host), patched);
  }

  @Property
  void swapping_sides_swaps_added_and_removed(
      @ForAll("packages") List<Entry> golden, @ForAll("packages") List<Entry> host) {
    List<String> there = new ArrayList<>();
    for (Deviation deviation : compare(golden, host)) {
      there.add(mirror(deviation.kind()) + "" + deviation.slot() + deviation.observed());
    }
    List<String> back = new ArrayList<>();
    for (Deviation deviation : compare(host, golden)) {
      back.add(deviation.kind() + "" + deviation.slot() + deviation.expected());
    }
    Collections.sort(there);
    Collections.sort(back);
    assertEquals(back, there);
  }

  @Property
  void order_and_duplicates_do_not_matter(
      @ForAll("packages") List<Entry> golden,
      @ForAll("packages") List<Entry> host,
      @ForAll long seed) {
    List<Entry> shuffled = new ArrayList<>(golden);
    shuffled.addAll(golden);
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(compare(golden, host), compare(shuffled, host));
  }

  private static Kind mirror(Kind kind) {
    return switch (kind) {
      case ADDED -> Kind.REMOVED;
      case REMOVED -> Kind.ADDED;
      case UPGRADED -> Kind.DOWNGRADED;
      case DOWNGRADED -> Kind.UPGRADED;
      case CHANGED, ALTERED -> kind;
    };
  }

  private static List<Deviation> compare(List<Entry> golden, List<Entry> host) {
    List<Deviation> deviations = new ArrayList<>();
    new DpkgStates(new DpkgStates.Lists(false, false, true), new Unverified(), deviations)
        .compare(golden, host);
    return deviations;
  }

  private static Map<Slot, Set<String>> versions(List<Entry> entries) {
    Map<Slot, Set<String>> versions = new TreeMap<>();
    for (Entry entry : entries) {
      versions
          .computeIfAbsent(entry.slot(), slot -> new TreeSet<>())
          .addAll(SlotPair.versions(List.of(entry)));
    }
    return versions;
  }

  @Provide
  Arbitrary<List<Entry>> packages() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "c", "d", "libc6", "zlib1g");
    Arbitrary<String> arches = Arbitraries.of("amd64", "i386", "all");
    Arbitrary<String> versions = Arbitraries.of("1", "1.0", "1~rc1", "1:0", "2.0-1", "2.0-1+b1");
    return Combinators.combine(names, arches, versions)
        .as(
            (name, arch, version) ->
                new Entry(
                    new Slot("deb", "", name, arch),
                    version,
                    List.of("/var/lib/dpkg/status"),
                    Presence.INSTALLED))
        .list()
        .ofMaxSize(12);
  }
}
