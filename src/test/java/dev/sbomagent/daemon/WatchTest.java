package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real inotify on real folders. */
class WatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofMillis(400);

  @TempDir private Path folder;
  private final Bell bell = new Bell();
  private final Watch watch = Watch.open(FileSystems.getDefault());

  @BeforeEach
  void start() {
    assertEquals("", watch.trouble());
    watch.start(bell);
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private void assertNoticed() throws InterruptedException {
    assertEquals(Set.of(Bell.Ring.CHANGED), bell.await(PATIENCE));
  }

  private Path make(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  @Test
  void a_file_that_appears_changes_or_goes_is_noticed() throws Exception {
    watch.follow(Set.of(folder));
    Path file = Files.createFile(folder.resolve("status"));
    assertNoticed();
    Files.writeString(file, "Package: bash\n");
    assertNoticed();
    Files.delete(file);
    assertNoticed();
  }

  @Test
  void a_rename_over_a_file_is_noticed() throws Exception {
    Path status = Files.createFile(folder.resolve("status"));
    Path elsewhere = make("elsewhere");
    Path fresh = Files.createFile(elsewhere.resolve("status-new"));
    watch.follow(Set.of(folder));
    Files.move(fresh, status, StandardCopyOption.ATOMIC_MOVE);
    assertNoticed();
  }

  @Test
  void more_than_the_system_keeps_is_noticed_as_well() throws Exception {
    int most =
        Integer.parseInt(
            Files.readString(Path.of("/proc/sys/fs/inotify/max_queued_events")).strip());
    watch.follow(Set.of(folder));
    Path file = Files.createFile(folder.resolve("a"));
    Path other = folder.resolve("b");
    for (int i = 0; i < Math.min(most, 20_000); i++) {
      Files.move(file, other);
      Files.move(other, file);
    }
    assertNoticed();
    while (!bell.await(QUIET).isEmpty()) {
      // until all of it was heard
    }
    Files.delete(file);
    assertNoticed();
  }

  @Test
  void a_folder_that_comes_later_is_watched_from_the_next_time_on() throws Exception {
    Path late = folder.resolve("late");
    watch.follow(Set.of(late));
    make("late");
    watch.follow(Set.of(late));
    Files.createFile(late.resolve("status"));
    assertNoticed();
  }

  @Test
  void a_folder_that_was_deleted_and_made_again_is_watched() throws Exception {
    Path again = make("again");
    watch.follow(Set.of(again));
    Files.delete(again);
    assertNoticed();
    make("again");
    watch.follow(Set.of(again));
    Files.createFile(again.resolve("status"));
    assertNoticed();
  }

  @Test
  void a_folder_that_another_took_the_place_of_is_watched() throws Exception {
    Path place = make("rpm");
    watch.follow(Set.of(place));
    Files.move(place, folder.resolve("rpm.old"));
    make("rpm");
    watch.follow(Set.of(place));
    Files.createFile(place.resolve("Packages"));
    assertNoticed();
  }

  @Test
  void a_folder_under_two_names_is_watched_until_neither_is_followed() throws Exception {
    Path real = make("usr");
    Path link = Files.createSymbolicLink(folder.resolve("lib"), real);
    watch.follow(Set.of(real, link));
    watch.follow(Set.of(link));
    Files.createFile(real.resolve("status"));
    assertNoticed();
  }

  @Test
  void a_folder_that_is_no_longer_followed_rings_no_more() throws Exception {
    Path one = make("one");
    Path two = make("two");
    watch.follow(Set.of(one, two));
    watch.follow(Set.of(two));
    Files.createFile(one.resolve("status"));
    assertEquals(Set.of(), bell.await(QUIET));
    Files.createFile(two.resolve("status"));
    assertNoticed();
  }
}
