package dev.sbomagent.os;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFilesTest {
  private static final String LIBRARY =
      """
      7f0000000000-7f0000800000 r-xp 001a0000 fe:00 42                         /usr/lib/a b.so
      Size:               8192 kB
      Rss:                4096 kB
      Anonymous:             0 kB
      VmFlags: rd ex mr mw me
      """;

  @TempDir Path folder;

  @Test
  void a_library_nobody_wrote_to_is_given_back() {
    assertEquals(
        List.of(new MappedFiles.Range(0x7f0000000000L, 0x7f0000800000L)),
        MappedFiles.untouched(LIBRARY));
  }

  @Test
  void what_could_lose_a_page_of_its_own_is_not() {
    for (String other :
        List.of(
            LIBRARY.replace("Anonymous:             0", "Anonymous:             4"),
            LIBRARY.replace("r-xp", "rw-p"),
            LIBRARY.replace("r-xp", "---p"),
            LIBRARY.replace("/usr/lib/a b.so", "[heap]"),
            LIBRARY.replace("  /usr/lib/a b.so", ""),
            LIBRARY.replace("Rss:                4096", "Rss:                  60"),
            LIBRARY.replace("Anonymous:             0 kB\n", ""))) {
      assertEquals(List.of(), MappedFiles.untouched(other), other);
    }
  }

  @Test
  void what_was_given_back_reads_as_before() throws IOException {
    byte[] bytes = new byte[4 << 20];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(folder.resolve("mapped"), bytes);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MappedByteBuffer mapped = channel.map(MapMode.READ_ONLY, 0, bytes.length).load();
      long before = resident(file);
      MappedFiles.giveBack(Files.readString(Path.of("/proc/self/smaps")));
      long after = resident(file);
      assertTrue(before >= 4096 && after < 1024, before + " kB, then " + after + " kB");
      byte[] again = new byte[bytes.length];
      mapped.get(0, again);
      assertArrayEquals(bytes, again);
    }
  }

  private static long resident(Path file) throws IOException {
    String smaps = Files.readString(Path.of("/proc/self/smaps"));
    String rss = smaps.substring(smaps.indexOf(file.toString())).split("Rss:", 2)[1];
    return Long.parseLong(rss.split(" kB", 2)[0].strip());
  }

  @Property
  void any_lines_give_only_ranges_that_run_forward(@ForAll("lines") String smaps) {
    for (MappedFiles.Range range : MappedFiles.untouched(smaps)) {
      assertTrue(range.start() < range.end());
    }
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> line =
        Arbitraries.oneOf(
            Arbitraries.of(LIBRARY.split("\n")),
            Arbitraries.strings().ofMaxLength(40),
            Arbitraries.strings().withChars("0f-rwxps /RA:\n").ofMaxLength(40));
    return line.list().ofMaxSize(12).map(all -> all.stream().collect(Collectors.joining("\n")));
  }
}
