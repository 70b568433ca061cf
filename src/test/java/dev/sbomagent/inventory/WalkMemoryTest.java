package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An inventory by what changed equals one by looking at everything. */
class WalkMemoryTest {
  /** Files named thing* hold one component each, whose version is their content. */
  private static final class Things implements FileCataloger {
    int read;

    @Override
    public Family family() {
      return Family.GEM;
    }

    @Override
    public boolean wants(String folder, String name) {
      return name.startsWith("thing");
    }

    @Override
    public List<Component> read(FoundFile file) throws IOException, MalformedException {
      read++;
      String text = new String(file.bytes(1000), StandardCharsets.UTF_8);
      if (text.startsWith("bad")) {
        throw new MalformedException("bad");
      }
      return List.of(
          new Component(
              new Slot("gem", "", file.path(), ""),
              text,
              null,
              List.of(file.location()),
              Presence.INSTALLED));
    }
  }

  private final Things things = new Things();
  private final WalkMemory memory = new WalkMemory();

  /** Later than every change by more than the kernel's clock may be late. */
  private Instant now = Instant.now().plus(Duration.ofHours(1));

  private Inventory full(Path root) {
    return take(root, null, List.of());
  }

  private Inventory again(Path root) {
    return take(root, memory, List.of());
  }

  private Inventory take(Path root, @Nullable WalkMemory remembered, List<String> excluded) {
    Host host = Host.at(root);
    return Inventory.take(
        host,
        List.of(things),
        Exclusions.of(host, Mounts.none(), new Exclusions.Configured(excluded, List.of())),
        Set.of(),
        remembered,
        now);
  }

  private static String said(Inventory inventory) {
    return inventory.catalogings() + " " + inventory.malformed();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void an_unchanged_tree_is_not_read_again(@TempDir Path root) throws IOException {
    for (int i = 0; i < 20; i++) {
      write(root.resolve("a/" + i + "/thing"), "1");
    }
    String first = said(again(root));
    assertEquals(20, things.read);
    assertEquals(first, said(again(root)));
    assertEquals(20, things.read);
  }

  @Test
  void an_edit_in_place_with_its_time_set_back_is_noticed(@TempDir Path root) throws IOException {
    Path file = root.resolve("a/thing");
    write(file, "1");
    FileTime time = Files.getLastModifiedTime(file);
    again(root);
    Files.writeString(file, "2", StandardOpenOption.WRITE);
    Files.setLastModifiedTime(file, time);
    assertTrue(said(again(root)).contains("version=2"));
  }

  @Test
  void a_walk_that_nobody_waits_for_ends_at_the_next_folder(@TempDir Path root) throws IOException {
    write(root.resolve("a/thing"), "1");
    write(root.resolve("b/thing"), "1");
    WalkMemory unwanted = new WalkMemory(() -> things.read > 0);
    assertThrows(AbandonedException.class, () -> take(root, unwanted, List.of()));
    assertEquals(1, things.read);
  }

  @Test
  void what_was_written_just_now_is_read_again(@TempDir Path root) throws IOException {
    write(root.resolve("thing"), "1");
    now = Files.getLastModifiedTime(root.resolve("thing")).toInstant();
    again(root);
    again(root);
    assertEquals(2, things.read);
    // a clock that was set back makes everything look new for a while
    now = now.minus(Duration.ofDays(1));
    again(root);
    assertEquals(3, things.read);
  }

  @Test
  void an_exclusion_that_comes_or_goes_counts_at_once(@TempDir Path root) throws IOException {
    write(root.resolve("a/thing"), "1");
    write(root.resolve("b/thing"), "1");
    again(root);
    String without = said(take(root, memory, List.of("/a")));
    assertFalse(without.contains("/a/thing"));
    assertEquals(said(full(root)), said(again(root)));
  }

  @Test
  void forgetting_makes_the_next_walk_a_full_one(@TempDir Path root) throws IOException {
    write(root.resolve("a/thing"), "1");
    again(root);
    memory.forget();
    again(root);
    assertEquals(2, things.read);
  }

  /** Random operations on a small tree; after each few, both inventories are taken. */
  @Property(tries = 20)
  void incremental_equals_full(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Path root = Files.createTempDirectory("walk-memory");
    try {
      for (int round = 0; round < 12; round++) {
        for (int i = random.nextInt(4); i >= 0; i--) {
          operate(root, random);
        }
        tick(root.resolve("tick"));
        assertEquals(said(full(root)), said(again(root)), "seed " + seed + " round " + round);
      }
    } finally {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Until the kernel stamps files with another time than at the last change. */
  private static void tick(Path file) throws IOException {
    Files.writeString(file, "");
    long start = Files.getLastModifiedTime(file).toMillis();
    while (Files.getLastModifiedTime(file).toMillis() < start + 11) {
      Files.writeString(file, "");
    }
    Files.delete(file);
  }

  private static void operate(Path root, Random random) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = new ArrayList<>(walk.sorted().toList());
    }
    Path one = all.get(random.nextInt(all.size()));
    Path folder = Files.isDirectory(one) ? one : java.util.Objects.requireNonNull(one.getParent());
    Path fresh = folder.resolve(name(random));
    boolean isFile = Files.isRegularFile(one) && !Files.isSymbolicLink(one);
    switch (random.nextInt(9)) {
      case 0 -> {
        if (!Files.exists(fresh, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectory(fresh);
        }
      }
      case 1, 2 -> {
        if (!Files.isDirectory(fresh) && !Files.isSymbolicLink(fresh)) {
          Files.writeString(fresh, "" + random.nextInt(5));
        }
      }
      case 3 -> {
        if (isFile) {
          FileTime time = Files.getLastModifiedTime(one);
          Files.writeString(one, "" + random.nextInt(5), StandardOpenOption.WRITE);
          Files.setLastModifiedTime(one, time);
        }
      }
      case 4 -> {
        if (isFile) {
          Files.writeString(one, "bad", StandardOpenOption.WRITE);
        }
      }
      case 5 -> {
        boolean leaf = isFile || Files.isSymbolicLink(one);
        if (!leaf && !one.equals(root)) {
          try (Stream<Path> entries = Files.list(one)) {
            leaf = entries.findAny().isEmpty();
          }
        }
        if (leaf) {
          Files.delete(one);
        }
      }
      case 6 -> {
        boolean free = !Files.exists(fresh, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        boolean possible = !one.equals(root) && free && !fresh.startsWith(one);
        if (possible) {
          Files.move(one, fresh);
        }
      }
      case 7 -> {
        if (isFile && !Files.isDirectory(fresh) && !fresh.equals(one)) {
          Files.move(one, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      default -> {
        if (!one.equals(root) && !Files.exists(fresh, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
          Files.createSymbolicLink(fresh, one.getFileName());
        }
      }
    }
  }

  private static String name(Random random) {
    return (random.nextBoolean() ? "thing" : "other") + random.nextInt(4);
  }
}
