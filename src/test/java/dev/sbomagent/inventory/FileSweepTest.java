package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSweepTest {
  private static final int PIECE = 64 << 10;
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path root;

  /** Near the end of its range, which it may run over. */
  private final long beginning = Long.MAX_VALUE - 1000;

  private long now = beginning;
  private final List<Long> pauses = new ArrayList<>();

  private void file(String path, int size) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    byte[] bytes = new byte[size];
    new java.util.Random(size).nextBytes(bytes);
    Files.write(file, bytes);
  }

  private record Paths(List<String> all) implements PathList {
    @Override
    public int size() {
      return all.size();
    }

    @Override
    public String path(int index) {
      return all.get(index);
    }

    @Override
    public boolean wantDigest(int index) {
      return !all.get(index).contains("unwanted");
    }
  }

  private static PathList paths(String... paths) {
    return new Paths(List.copyOf(new TreeSet<>(List.of(paths))));
  }

  private FileSweep sweep(long bytesPerSecond, PathList paths) {
    return new FileSweep(
        Host.at(root),
        paths,
        bytesPerSecond,
        millis -> {
          pauses.add(millis);
          now += millis * 1_000_000;
        },
        () -> now);
  }

  private double seconds() {
    return (now - beginning) / 1e9;
  }

  private PathList thousands(int count) throws IOException {
    String[] paths = new String[count];
    for (int i = 0; i < count; i++) {
      paths[i] = "/d/" + (char) ('a' + i);
      file("d/" + (char) ('a' + i), 1000);
    }
    return paths(paths);
  }

  @Test
  void reads_no_faster_than_its_budget() throws Exception {
    try (FileSweep sweep = sweep(1000, thousands(9))) {
      for (int done = 1; done < 9; done++) {
        assertFalse(sweep.step(SECOND));
        assertEquals(done, sweep.position());
        assertEquals(done, seconds(), 0.001);
      }
      assertTrue(sweep.step(SECOND));
    }
  }

  @Test
  void time_that_was_not_used_earns_one_second_at_most() throws Exception {
    try (FileSweep sweep = sweep(1000, thousands(9))) {
      assertFalse(sweep.step(SECOND));
      now += Duration.ofHours(1).toNanos();
      assertFalse(sweep.step(Duration.ofMillis(1)));
      assertEquals(2, sweep.position());
      assertFalse(sweep.step(SECOND));
      assertEquals(3, sweep.position());
    }
  }

  @Test
  void a_big_file_is_read_in_pieces_over_several_steps() throws Exception {
    file("big", 4 * PIECE + 1);
    PathList paths = paths("/big", "/none");
    try (FileSweep sweep = sweep(PIECE, paths)) {
      for (int i = 0; i < 8; i++) {
        assertFalse(sweep.step(Duration.ofMillis(500)));
        assertEquals(0, sweep.position());
      }
      assertTrue(sweep.step(SECOND));
      assertTrue(seconds() >= 4 && seconds() < 4.01, () -> "" + seconds());
      for (long pause : pauses) {
        assertTrue(pause <= 500, () -> "" + pause);
      }
      assertSame(FileObserver.observe(Host.at(root), paths, Progress.NONE, 1), sweep);
    }
  }

  @Test
  void a_budget_smaller_than_a_piece_is_kept_as_well() throws Exception {
    file("f", 30);
    try (FileSweep sweep = sweep(10, paths("/f"))) {
      assertFalse(sweep.step(Duration.ofMillis(2900)));
      assertTrue(sweep.step(SECOND));
      assertEquals(3, seconds(), 0.01);
    }
  }

  @Test
  void sees_what_an_observer_sees() throws Exception {
    file("usr/lib/file", 5);
    file("usr/lib/empty", 0);
    file("usr/lib/unwanted", 1);
    file("usr/lib/big", 3 * PIECE);
    Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    Files.createSymbolicLink(root.resolve("usr/lib/link"), Path.of("file"));
    Files.createSymbolicLink(root.resolve("loop"), Path.of("loop/x"));
    PathList paths =
        paths(
            "/lib/file",
            "/lib/empty",
            "/lib/unwanted",
            "/lib/big",
            "/lib/link",
            "/usr",
            "/none",
            "/loop/y",
            "/lib/file/below");
    try (FileSweep sweep = sweep(Long.MAX_VALUE, paths)) {
      assertThrows(IllegalStateException.class, sweep::observations);
      assertTrue(sweep.step(SECOND));
      assertSame(FileObserver.observe(Host.at(root), paths, Progress.NONE, 1), sweep);
    }
  }

  @Test
  void a_file_given_up_is_begun_again() throws Exception {
    file("f", 2000);
    FileSweep sweep = sweep(1000, paths("/f"));
    assertFalse(sweep.step(SECOND));
    sweep.close();
    Files.delete(root.resolve("f"));
    assertTrue(sweep.step(SECOND));
    assertEquals(FileKind.ABSENT, sweep.observations().kind(0));
  }

  @Test
  void folders_that_change_between_steps_are_seen_as_they_are() throws Exception {
    file("a/x", 1000);
    try (FileSweep sweep = sweep(1000, paths("/a/x", "/b/x"))) {
      assertFalse(sweep.step(SECOND));
      file("b/x", 1000);
      assertTrue(sweep.step(SECOND));
      assertEquals(FileKind.REGULAR, sweep.observations().kind(1));
    }
  }

  @Test
  void an_interrupt_ends_the_step_and_says_nothing_of_the_file() throws Exception {
    file("f", 2000);
    PathList paths = paths("/f");
    try (FileSweep sweep = sweep(1000, paths)) {
      assertFalse(sweep.step(SECOND));
      Thread.currentThread().interrupt();
      assertFalse(sweep.step(SECOND));
      assertTrue(Thread.interrupted());
      assertTrue(sweep.step(Duration.ofDays(5000)));
      assertSame(FileObserver.observe(Host.at(root), paths, Progress.NONE, 1), sweep);
    }
  }

  @Test
  void an_observer_that_is_interrupted_says_so() throws Exception {
    file("f", 2000);
    Thread.currentThread().interrupt();
    assertThrows(
        IllegalStateException.class,
        () -> FileObserver.observe(Host.at(root), paths("/f"), Progress.NONE, 1));
    assertTrue(Thread.interrupted());
  }

  @Test
  void refuses_a_budget_of_nothing() {
    assertThrows(IllegalArgumentException.class, () -> sweep(0, paths()));
    assertThrows(IllegalArgumentException.class, () -> sweep(-1, paths()));
  }

  private static void assertSame(FileObservations expected, FileSweep sweep) {
    FileObservations seen = sweep.observations();
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.kind(i), seen.kind(i));
      assertEquals(expected.reason(i), seen.reason(i));
      assertEquals(expected.hasDigest(i), seen.hasDigest(i));
      if (expected.hasDigest(i)) {
        assertEquals(expected.sha256(i), seen.sha256(i));
      }
    }
  }
}
