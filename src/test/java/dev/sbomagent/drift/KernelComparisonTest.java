package dev.sbomagent.drift;

import static dev.sbomagent.drift.Trial.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.golden.FileTable;
import dev.sbomagent.golden.Sbom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KernelComparisonTest {
  private static final String FOLDER = "/usr/lib/modules/6.1.0/kernel/";
  private static final String IMAGE = "/boot/vmlinuz-6.1.0";

  /** Nothing may be asked. */
  private static final Witness UNASKED =
      new Answering(Optional.empty()) {
        @Override
        public Optional<Boolean> isListable(String module) {
          throw new AssertionError(module);
        }
      };

  private static class Answering implements Witness {
    private final Optional<Boolean> listable;

    Answering(Optional<Boolean> listable) {
      this.listable = listable;
    }

    @Override
    public boolean vouches(Slot slot, String path) {
      return false;
    }

    @Override
    public Optional<Boolean> isListable(String module) {
      return listable;
    }

    @Override
    public Optional<String> unowned(String path) {
      return Optional.empty();
    }
  }

  private static FileTable files(String... paths) {
    Trial trial = new Trial(Path.of("/"));
    for (String path : paths) {
      trial.listsFile(path);
    }
    Sbom golden = trial.golden();
    return golden.files();
  }

  private static List<Entry> entries(String release, String... paths) {
    List<Entry> entries = new ArrayList<>();
    for (String path : paths) {
      entries.add(
          new Entry(new Slot("kernel", "", release, ""), null, List.of(path), Presence.INSTALLED));
    }
    return entries;
  }

  /** The side of a golden by syft of today. */
  private static KernelComparison.Side golden(List<Entry> entries) {
    return new KernelComparison.Side(entries, true, false, false, files());
  }

  private static KernelComparison.Side host(List<Entry> entries) {
    return new KernelComparison.Side(entries, true, true, false, files());
  }

  private static List<String> compare(
      KernelComparison.Side expected, KernelComparison.Side observed, Witness witness) {
    return said(KernelComparison.compare(expected, observed, witness));
  }

  @Test
  void a_release_is_one_finding_whatever_its_modules() {
    List<Entry> old = entries("6.1.0", IMAGE, FOLDER + "a.ko", FOLDER + "b.ko");
    List<Entry> next = entries("6.2.0", "/boot/vmlinuz-6.2.0", "/lib/modules/6.2.0/a.ko");
    assertEquals(
        List.of("removed 6.1.0 [] []", "added 6.2.0 [] []"),
        compare(golden(old), host(next), Witness.NONE));
    assertEquals(List.of(), compare(golden(old), host(old), UNASKED));
  }

  @Test
  void a_release_whose_modules_differ_is_changed_with_the_paths_that_differ() {
    assertEquals(
        List.of("changed 6.1.0 [" + FOLDER + "b.ko] [" + FOLDER + "c.ko]"),
        compare(
            golden(entries("6.1.0", IMAGE, FOLDER + "a.ko", FOLDER + "b.ko")),
            host(entries("6.1.0", IMAGE, FOLDER + "a.ko", FOLDER + "c.ko")),
            Witness.NONE));
  }

  @Test
  void compressed_modules_say_nothing_where_the_generator_lists_none() {
    KernelComparison.Side old =
        new KernelComparison.Side(entries("6.1.0", IMAGE), false, false, false, files());
    assertEquals(
        List.of(),
        compare(
            old,
            host(
                entries(
                    "6.1.0", IMAGE, FOLDER + "a.ko.xz", FOLDER + "a.ko.zst", FOLDER + "a.ko.gz")),
            UNASKED));
    assertEquals(
        List.of(),
        compare(
            new KernelComparison.Side(List.of(), false, false, false, files()),
            host(entries("6.1.0", FOLDER + "a.ko.xz")),
            UNASKED));
    assertEquals(
        List.of("changed 6.1.0 [] [" + FOLDER + "a.ko.xz]"),
        compare(
            golden(entries("6.1.0", IMAGE)),
            host(entries("6.1.0", IMAGE, FOLDER + "a.ko.xz")),
            Witness.NONE));
  }

  @Test
  void a_module_that_a_scanner_would_not_list_is_not_added() {
    Witness unlistable = new Answering(Optional.of(false));
    assertEquals(
        List.of(),
        compare(
            golden(entries("6.1.0", IMAGE)),
            host(entries("6.1.0", IMAGE, FOLDER + "a.ko")),
            unlistable));
    assertEquals(
        List.of(), compare(golden(List.of()), host(entries("6.1.0", FOLDER + "a.ko")), unlistable));
  }

  @Test
  void of_what_cannot_be_told_a_file_that_the_golden_knows_is_not_added() {
    List<Entry> host = entries("6.1.0", IMAGE, FOLDER + "known.ko.xz", FOLDER + "new.ko.xz");
    KernelComparison.Side expected =
        new KernelComparison.Side(
            entries("6.1.0", IMAGE), true, false, false, files(FOLDER + "known.ko.xz"));
    assertEquals(
        List.of("changed 6.1.0 [] [" + FOLDER + "new.ko.xz]"),
        compare(expected, host(host), new Answering(Optional.empty())));
  }

  @Test
  void two_sides_of_our_own_making_need_no_second_look() {
    assertEquals(
        List.of("changed 6.1.0 [" + FOLDER + "a.ko] [" + FOLDER + "b.ko]"),
        compare(
            host(entries("6.1.0", IMAGE, FOLDER + "a.ko")),
            host(entries("6.1.0", IMAGE, FOLDER + "b.ko")),
            UNASKED));
  }
}
