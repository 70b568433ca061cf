package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.DatabaseCataloger;
import dev.sbomagent.inventory.Host;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions on a clock of their own: locks are real, the database is what the test says. */
class SettlingTest {
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path root;
  private final Database database = new Database();
  private Settling settling = new Settling(new Databases(Path.of("/"), List.of()), QUIET);
  private long now = Long.MAX_VALUE - 10 * SECOND;

  /** Says only whether it changed: whoever reads more of it is mistaken. */
  private static final class Database implements DatabaseCataloger {
    private int version;

    @Override
    public Family family() {
      return Family.DPKG;
    }

    @Override
    public Cataloging catalog(Host host) {
      throw new AssertionError("read in the midst of a transaction");
    }

    @Override
    public String token(Host host) {
      return "version " + version;
    }
  }

  @BeforeEach
  void checked() throws IOException {
    Files.createDirectories(root.resolve("var/lib/dpkg"));
    Files.createFile(root.resolve("var/lib/dpkg/lock-frontend"));
    settling = new Settling(new Databases(root, List.of(database)), QUIET);
    settling.checking();
  }

  private FileChannel transaction() throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve("var/lib/dpkg/lock-frontend"), StandardOpenOption.WRITE);
    assertTrue(channel.tryLock().isValid());
    return channel;
  }

  /** Looks as often as the daemon does; how many checks come of it. */
  private int checks(Duration during) {
    int checks = 0;
    for (long end = now + during.toNanos(); now - end < 0; now += Settling.LOOK.toNanos()) {
      if (settling.isOver(now)) {
        settling.checking();
        checks++;
      }
    }
    return checks;
  }

  @Test
  void what_did_not_change_is_not_checked() {
    assertFalse(settling.isOver(now));
    assertFalse(settling.isPending());
  }

  @Test
  void a_change_is_checked_once_it_was_quiet_for_a_while() {
    database.version++;
    assertFalse(settling.isOver(now));
    assertTrue(settling.isPending());
    assertFalse(settling.isOver(now + QUIET.toNanos() - 1));
    assertTrue(settling.isOver(now + QUIET.toNanos()));
    settling.checking();
    assertFalse(settling.isPending());
    assertEquals(0, checks(Duration.ofHours(1)));
  }

  @Test
  void every_change_begins_the_quiet_anew() {
    for (int i = 0; i < 20; i++) {
      database.version++;
      assertEquals(0, checks(Duration.ofSeconds(2)));
    }
    assertEquals(1, checks(Duration.ofSeconds(5)));
  }

  @Test
  void a_transaction_of_minutes_is_one_check() throws IOException {
    try (FileChannel held = transaction()) {
      for (int i = 0; i < 10; i++) {
        database.version++;
        // longer than the quiet that ends a change: only the lock tells that it goes on
        assertEquals(0, checks(Duration.ofSeconds(60)));
      }
      assertTrue(held.isOpen());
    }
    assertTrue(settling.isOver(now), "released, and quiet for long");
    assertEquals(1, checks(Duration.ofHours(1)));
  }

  @Test
  void a_lock_that_nobody_lets_go_is_not_waited_for_for_ever() throws IOException {
    try (FileChannel held = transaction()) {
      database.version++;
      assertEquals(0, checks(Settling.PATIENCE));
      assertEquals(1, checks(Duration.ofSeconds(2)));
      database.version++;
      assertEquals(0, checks(Settling.PATIENCE));
      assertTrue(held.isOpen());
    }
    assertEquals(1, checks(Duration.ofSeconds(2)));
  }

  @Test
  void a_lock_alone_is_no_change() throws IOException {
    try (FileChannel held = transaction()) {
      assertFalse(settling.isOver(now));
      assertTrue(held.isOpen());
    }
    assertEquals(0, checks(Duration.ofMinutes(1)));
  }

  @Test
  void what_is_as_it_was_before_needs_no_check() throws IOException {
    try (FileChannel held = transaction()) {
      database.version++;
      assertFalse(settling.isOver(now));
      database.version--;
      assertFalse(settling.isOver(now + 1));
      assertTrue(settling.isPending() && held.isOpen());
    }
    assertFalse(settling.isOver(now + QUIET.toNanos()));
    assertFalse(settling.isPending());
  }
}
