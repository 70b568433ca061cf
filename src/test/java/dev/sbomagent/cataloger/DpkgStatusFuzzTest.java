package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.inventory.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any bytes parse or give a reason; what parses is safe to name. */
class DpkgStatusFuzzTest {
  private static final Path STATES =
      Path.of("test-fixtures/hosts/dpkg-states/root/var/lib/dpkg/status");

  private static final String[] PIECES = {
    "\n",
    "\n\n",
    " ",
    "\t",
    ":",
    "\r",
    "\u001a",
    "\0",
    "Package: a\n",
    "Status: install ok installed\n",
    "Version: 1\n",
    "Version:",
    "Architecture: amd64\n",
    "Conffiles:\n /a 0\n",
    "\u00ff",
    "-",
    "#",
    "x"
  };

  /** Gives how many packages there are, -1 for a reason; anything else thrown is a fault. */
  private static int take(byte[] bytes) throws IOException {
    try {
      List<DpkgEntry> entries = DpkgStatus.parse(new ByteArrayInputStream(bytes), true);
      for (DpkgEntry entry : entries) {
        assertTrue(isPlain(entry.name()) && isPlain(entry.arch()), entry.toString());
        assertTrue(entry.version() == null || isPlain(entry.version()), entry.toString());
      }
      return entries.size();
    } catch (MalformedException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank());
      assertTrue(isPrintable(String.valueOf(e.getMessage())), e.getMessage());
      return -1;
    }
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = java.util.Arrays.copyOf(bytes, at);
        default -> {
          byte[] piece =
              PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.ISO_8859_1);
          byte[] longer = new byte[bytes.length + piece.length];
          System.arraycopy(bytes, 0, longer, 0, at);
          System.arraycopy(piece, 0, longer, at, piece.length);
          System.arraycopy(bytes, at, longer, at + piece.length, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }

  @Property(tries = 500)
  void random_bytes_parse_or_give_a_reason(@ForAll byte[] bytes) throws IOException {
    take(bytes);
  }

  @Property(tries = 500)
  void a_damaged_database_parses_or_gives_a_reason(@ForAll long seed) throws IOException {
    take(mutated(Files.readAllBytes(STATES), new Random(seed)));
  }

  @Property(tries = 100)
  void the_order_of_stanzas_does_not_matter(@ForAll long seed) throws Exception {
    String text = Files.readString(STATES);
    List<String> stanzas = new ArrayList<>(List.of(text.strip().split("\n\n")));
    Collections.shuffle(stanzas, new Random(seed));
    assertEquals(new HashSet<>(parse(text)), new HashSet<>(parse(String.join("\n\n", stanzas))));
  }

  private static List<DpkgEntry> parse(String text) throws IOException, MalformedException {
    return DpkgStatus.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), false);
  }

  /** Longer; {@code fuzz.seconds} says how long. Throws nothing but its own assertions. */
  @Tag("fuzz")
  @Test
  void fuzz() throws IOException {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    byte[] seed = Files.readAllBytes(STATES);
    for (long i = 0; System.nanoTime() < end; i++) {
      Random random = new Random(i);
      byte[] bytes = seed;
      for (int rounds = random.nextInt(4); rounds >= 0; rounds--) {
        bytes = mutated(bytes, random);
      }
      take(bytes);
    }
  }
}
