package dev.sbomagent.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DpkgStatesTest {
  private static final DpkgStates.Lists TODAY = new DpkgStates.Lists(false, false, true);
  private static final DpkgStates.Lists BEFORE_1_37 = new DpkgStates.Lists(true, true, true);

  private final Unverified unverified = new Unverified();
  private final List<Deviation> deviations = new ArrayList<>();

  @Test
  void equal_sides_have_no_deviation() {
    compare(TODAY, List.of(golden("a", "1")), List.of(host("a", "1", Presence.INSTALLED)));
    assertNothing();
  }

  @Test
  void a_new_package_is_added_and_a_missing_one_removed() {
    compare(TODAY, List.of(golden("a", "1")), List.of(host("b", "2", Presence.INSTALLED)));
    assertEquals(List.of("removed a [1] []", "added b [] [2]"), said());
  }

  @Test
  void dpkg_order_decides_the_direction() {
    compare(
        TODAY,
        List.of(golden("a", "1.0"), golden("b", "1:1"), golden("c", "1.0")),
        List.of(
            host("a", "1.0~rc1", Presence.INSTALLED),
            host("b", "2", Presence.INSTALLED),
            host("c", "1.0+b1", Presence.INSTALLED)));
    assertEquals(
        List.of(
            "downgraded a [1.0] [1.0~rc1]", "downgraded b [1:1] [2]", "upgraded c [1.0] [1.0+b1]"),
        said());
  }

  @Test
  void a_deselected_package_matches_its_golden() {
    compare(TODAY, List.of(golden("a", "1")), List.of(host("a", "1", Presence.DESELECTED)));
    assertNothing();
  }

  @Test
  void a_deselected_package_is_in_doubt_where_the_generator_lists_none() {
    SortedSet<String> open =
        compare(TODAY, List.of(), List.of(host("a", "1", Presence.DESELECTED)));
    assertEquals("[a]", open.toString());
    assertEquals(List.of(), said());
    assertEquals(1, unverified.total());
  }

  @Test
  void a_deselected_package_is_added_where_the_generator_lists_it() {
    compare(BEFORE_1_37, List.of(), List.of(host("a", "1", Presence.DESELECTED)));
    assertEquals(List.of("added a [] [1]"), said());
  }

  @Test
  void a_half_installed_package_matches_but_is_never_added() {
    compare(
        TODAY,
        List.of(golden("a", "1")),
        List.of(host("a", "1", Presence.PARTIAL), host("b", "1", Presence.PARTIAL)));
    assertEquals(List.of(), said());
    assertEquals(1, unverified.total());
  }

  @Test
  void a_residual_package_is_removed() {
    compare(TODAY, List.of(golden("a", "1")), List.of(host("a", "1", Presence.RESIDUAL)));
    assertEquals(List.of("removed a [1] []"), said());
  }

  @Test
  void a_residual_package_may_have_been_residual_in_an_old_golden() {
    compare(BEFORE_1_37, List.of(golden("a", "1")), List.of(host("a", "1", Presence.RESIDUAL)));
    assertEquals(List.of(), said());
    assertEquals("config-files-state", unverified.byReason().firstKey().why().code());
  }

  @Test
  void a_residual_package_whose_checksums_are_gone_is_removed() {
    Entry installed =
        new Entry(slot("a"), "1", List.of("/var/lib/dpkg/info/a.md5sums"), Presence.INSTALLED);
    compare(BEFORE_1_37, List.of(installed), List.of(host("a", "1", Presence.RESIDUAL)));
    assertEquals(List.of("removed a [1] []"), said());
  }

  @Test
  void a_known_name_matches_a_component_without_version() {
    compare(TODAY, List.of(golden("a", null)), List.of(host("a", null, Presence.KNOWN)));
    assertNothing();
  }

  @Test
  void a_known_name_that_gets_installed_is_added() {
    compare(TODAY, List.of(golden("a", null)), List.of(host("a", "1", Presence.INSTALLED)));
    assertEquals(List.of("added a [] [1]"), said());
  }

  @Test
  void architectures_are_slots_of_their_own() {
    Entry i386 = new Entry(new Slot("deb", "", "a", "i386"), "1", List.of(), Presence.INSTALLED);
    compare(TODAY, List.of(golden("a", "1")), List.of(host("a", "1", Presence.INSTALLED), i386));
    assertEquals(List.of("added a [] [1]"), said());
    assertEquals("i386", deviations.get(0).slot().arch());
  }

  @Test
  void architectures_do_not_count_where_one_side_states_none() {
    Entry golden = new Entry(new Slot("deb", "", "a", ""), "1", List.of(), Presence.INSTALLED);
    compare(TODAY, List.of(golden), List.of(host("a", "1", Presence.INSTALLED)));
    assertNothing();
  }

  private SortedSet<String> compare(DpkgStates.Lists lists, List<Entry> golden, List<Entry> host) {
    return new DpkgStates(lists, unverified, deviations).compare(golden, host);
  }

  private void assertNothing() {
    assertEquals(List.of(), said());
    assertEquals(0, unverified.total());
  }

  private List<String> said() {
    List<String> said = new ArrayList<>();
    for (Deviation deviation : deviations) {
      said.add(
          deviation.kind().label()
              + " "
              + deviation.slot().name()
              + " "
              + deviation.expected()
              + " "
              + deviation.observed());
    }
    return said;
  }

  private static Entry golden(String name, @Nullable String version) {
    return new Entry(slot(name), version, List.of("/var/lib/dpkg/status"), Presence.INSTALLED);
  }

  private static Entry host(String name, @Nullable String version, Presence presence) {
    return new Entry(slot(name), version, List.of("/var/lib/dpkg/status"), presence);
  }

  private static Slot slot(String name) {
    return new Slot("deb", "", name, "amd64");
  }
}
