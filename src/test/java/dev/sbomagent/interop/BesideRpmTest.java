package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.cataloger.RpmCataloger;
import dev.sbomagent.component.Component;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Beside an rpm that never rests, every reading is a state that rpm committed, or a failure that is
 * said, and rpm never notices us. Lasts {@code interop.seconds}, by default 30.
 */
@Tag("interop")
class BesideRpmTest {
  private static final long SECONDS = Long.getLong("interop.seconds", 30);
  private static final int PACKAGES = 60;

  private static Path work;
  private static Rpms rpms;
  private static List<String> all;

  @BeforeAll
  static void prepare() {
    work = Peers.work("beside-rpm");
    rpms = new Rpms(work, PACKAGES);
    all = new ArrayList<>();
    for (int i = 0; i < PACKAGES; i++) {
      all.add(Rpms.name(i));
    }
    rpms.install(all);
  }

  private static Cataloging catalog() {
    return new RpmCataloger(millis -> LockSupport.parkNanos(millis * 1_000_000))
        .catalog(Host.at(rpms.root()));
  }

  private static Set<String> names(Cataloging.Complete complete) {
    Set<String> names = new TreeSet<>();
    complete.components().forEach(component -> names.add(component.slot().name()));
    return names;
  }

  @Test
  void readings_are_states_that_rpm_committed() throws InterruptedException {
    // rpm commits package by package and says so to anybody who asks; we say before or after
    List<String> one = all.subList(7, 8);
    List<String> several = all.subList(20, 40);
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger transactions = new AtomicInteger();
    List<Throwable> disturbed = new ArrayList<>();
    Thread busy =
        new Thread(
            () -> {
              try {
                while (!enough.get()) {
                  for (List<String> some : List.of(one, several)) {
                    rpms.erase(some);
                    breathe();
                    rpms.install(some);
                    breathe();
                    transactions.addAndGet(2);
                  }
                }
              } catch (AssertionError e) {
                disturbed.add(e);
              }
            });
    int accepted = 0;
    int said = 0;
    Set<Integer> sizes = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    busy.start();
    for (long end = System.nanoTime() + SECONDS * 1_000_000_000; System.nanoTime() < end; ) {
      Cataloging cataloging = catalog();
      if (cataloging instanceof Cataloging.Complete complete) {
        Set<String> missing = new TreeSet<>(all);
        missing.removeAll(names(complete));
        sizes.add(missing.size());
        accepted++;
        boolean whole =
            missing.isEmpty()
                || missing.equals(new TreeSet<>(one))
                || missing.equals(new TreeSet<>(several));
        if (!whole) {
          wrong.add("without " + missing);
        }
        if (complete.components().size() != PACKAGES - missing.size()) {
          wrong.add("more than there is: " + complete.components());
        }
      } else {
        assertInstanceOf(Cataloging.Failed.class, cataloging);
        said++;
      }
    }
    enough.set(true);
    busy.join();
    int right = accepted;
    String told = accepted + " readings, " + said + " failures, " + transactions + " transactions";
    System.out.println(told + ", missing " + sizes);
    assertAll(
        () -> assertEquals(List.of(), wrong),
        () -> assertEquals(List.of(), disturbed),
        () -> assertTrue(right >= 10, told),
        () -> assertEquals(Set.of(0, one.size(), several.size()), sizes, told),
        () -> assertTrue(transactions.get() >= 10, told));
  }

  /**
   * Between two transactions nobody holds the database for longer than the 200 ms after which a
   * reading that met one tries again: shorter, and such readings could sleep through every other
   * state.
   */
  private static void breathe() {
    LockSupport.parkNanos(300_000_000);
  }

  @Test
  void a_rebuild_is_never_a_loss() throws InterruptedException {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger rebuilds = new AtomicInteger();
    Thread busy =
        new Thread(
            () -> {
              while (!enough.get()) {
                rpms.sh("rpm --dbpath \"$1/var/lib/rpm\" --rebuilddb");
                rebuilds.incrementAndGet();
              }
            });
    int readings = 0;
    List<String> wrong = new ArrayList<>();
    busy.start();
    for (long end = System.nanoTime() + SECONDS * 500_000_000; System.nanoTime() < end; ) {
      Cataloging cataloging = catalog();
      if (cataloging instanceof Cataloging.Complete complete
          && complete.components().size() == PACKAGES) {
        readings++;
      } else if (!(cataloging instanceof Cataloging.Failed)) {
        wrong.add(cataloging.toString());
      }
    }
    enough.set(true);
    busy.join();
    String told = readings + " readings, " + rebuilds + " rebuilds";
    System.out.println(told);
    assertEquals(List.of(), wrong);
    assertTrue(readings >= 10 && rebuilds.get() >= 5, told);
  }

  @Test
  void a_reading_leaves_no_trace() {
    String look = "cd \"$1/var/lib/rpm\" && stat -c '%n %i %s %y %z' .* * && sha256sum .rpm.lock *";
    String before = rpms.sh(look);
    assertInstanceOf(Cataloging.Complete.class, catalog());
    assertEquals(before, rpms.sh(look));
    // nor on a medium that cannot be written
    String mount = "mount --bind \"$1/var/lib/rpm\" \"$1/var/lib/rpm\"";
    rpms.sh(mount + " && mount -o remount,bind,ro \"$1/var/lib/rpm\"");
    try {
      assertInstanceOf(Cataloging.Complete.class, catalog());
    } finally {
      rpms.sh("umount \"$1/var/lib/rpm\"");
    }
    assertEquals(before, rpms.sh(look));
  }

  @Test
  void after_a_kill_the_answer_is_rpms() {
    int unfinished = 0;
    for (int round = 1; round <= 6; round++) {
      List<String> some = all.subList(10, 55);
      rpms.killErasing(some, round * 250_000);
      Cataloging.Complete complete = assertInstanceOf(Cataloging.Complete.class, catalog());
      List<String> lines = new ArrayList<>();
      for (Component component : complete.components()) {
        lines.add(component.slot().name() + " " + component.version());
      }
      lines.sort(null);
      assertEquals(rpms.listed(work.resolve("copy")), lines, "round " + round);
      Set<String> missing = new TreeSet<>(all);
      missing.removeAll(names(complete));
      unfinished += missing.isEmpty() || missing.size() == some.size() ? 0 : 1;
      if (!missing.isEmpty()) {
        rpms.install(new ArrayList<>(missing));
      }
    }
    assertTrue(unfinished > 0, "no kill met rpm in the middle");
  }
}
