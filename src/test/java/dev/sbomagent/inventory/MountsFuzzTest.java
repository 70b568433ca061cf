package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any bytes are a mount table or give a reason; so with os-release, which never fails. */
class MountsFuzzTest {
  private static final String[] PIECES = {
    "\n",
    " ",
    "- ",
    "/",
    "\\040",
    "\\",
    "1 0 8:1 / / rw - ext4 x rw\n",
    "2 1 0:5 / /proc rw - proc p rw\n",
    "3 1 8:1 /a /b rw shared:1 - ext4 x rw\n",
    "4 3 8:1 /a /b rw - tmpfs x rw\n",
    "\0",
    "\u00ff"
  };

  private static void take(byte[] bytes) {
    try {
      Exclusions exclusions =
          Exclusions.of(
              Host.at(Path.of("src")),
              Mounts.parse(bytes),
              new Exclusions.Configured(List.of("/x"), List.of()));
      assertFalse(exclusions.excluded().isEmpty());
    } catch (MalformedException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank());
    }
    OsRelease.parse(bytes, bytes);
  }

  private static byte[] table(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Property(tries = 500)
  void random_bytes_parse_or_give_a_reason(@ForAll byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void a_damaged_table_parses_or_gives_a_reason(@ForAll long seed) {
    take(table(new Random(seed)));
  }

  /** Longer; {@code fuzz.seconds} says how long. Throws nothing but its own assertions. */
  @Tag("fuzz")
  @Test
  void fuzz() {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    for (long i = 0; System.nanoTime() < end; i++) {
      take(table(new Random(i)));
    }
  }
}
