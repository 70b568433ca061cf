package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityHubMemoryTest {
  private static final Instant TIME = Instant.parse("2026-11-22T01:02:03.004Z");

  private static Path any = Path.of("");

  @TempDir private Path folder;

  @BeforeContainer
  static void begin() throws IOException {
    any = Files.createTempFile("memory", ".json");
  }

  @AfterContainer
  static void end() throws IOException {
    Files.deleteIfExists(any);
  }

  private SecurityHubMemory reread() {
    return SecurityHubMemory.of(folder.resolve("m.json"));
  }

  @Test
  void what_was_saved_is_known_to_the_next() throws IOException {
    SecurityHubMemory memory = reread();
    assertEquals(Instant.EPOCH, memory.lastRequest());
    memory.remember("a", TIME);
    memory.requested(TIME.plusMillis(1));
    memory.save();
    assertEquals(Optional.of(TIME), reread().lastUpdate("a"));
    assertEquals(Optional.empty(), reread().lastUpdate("b"));
    assertEquals(TIME.plusMillis(1), reread().lastRequest());
  }

  @Test
  void the_oldest_of_many_is_forgotten() throws IOException {
    SecurityHubMemory memory = reread();
    for (int i = 0; i < 1000; i++) {
      memory.remember("first", TIME);
      memory.remember("x".repeat(400) + i, TIME.plusMillis(i));
    }
    memory.save();
    assertEquals(Optional.of(TIME), reread().lastUpdate("first"));
    assertEquals(Optional.empty(), reread().lastUpdate("x".repeat(400) + 1));
    assertTrue(reread().lastUpdate("x".repeat(400) + 999).isPresent());
  }

  @Test
  void a_file_that_is_too_large_is_not_read() throws IOException {
    Files.writeString(folder.resolve("m.json"), " ".repeat(1 << 20));
    assertEquals(Instant.EPOCH, reread().lastRequest());
  }

  @Property(tries = 300)
  void any_bytes_are_a_memory(@ForAll byte[] bytes) throws IOException {
    read(any, bytes);
  }

  /** Files with bytes exchanged. */
  @Tag("fuzz")
  @Test
  void altered_files() throws IOException {
    SecurityHubMemory memory = reread();
    memory.remember("a", TIME);
    memory.save();
    byte[] good = Files.readAllBytes(folder.resolve("m.json"));
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    Random random = new Random(1);
    while (System.nanoTime() < end) {
      byte[] bytes = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      read(folder.resolve("m.json"), bytes);
    }
  }

  private static void read(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    SecurityHubMemory memory = SecurityHubMemory.of(file);
    if (memory.lastUpdate("a").isPresent()) {
      assertTrue(new String(bytes, UTF_8).contains("sbom-agent/security-hub/1"));
    }
  }
}
