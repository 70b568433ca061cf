package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramNamesTest {
  @TempDir Path folder;

  private PosixFileAttributes attributes(int size, String permissions) throws IOException {
    Path file = folder.resolve("f");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  @ParameterizedTest
  @CsvSource({
    "tool,           200,    rwxr-xr-x, true",
    "tool,           200,    rw-r--r-x, true",
    "tool,           200,    rw-r-xr--, true",
    "tool,           127,    rwxr-xr-x, false",
    "tool,           200,    rw-r--r--, false",
    "tool,           65535,  rw-r--r--, false",
    "tool,           65536,  rw-r--r--, true",
    "libx.so.1,      200,    rw-r--r--, true",
    "picture.png,    70000,  rw-r--r--, false",
    "disguised.png,  200,    rwxr-xr-x, true",
    "libx.so.xz,     70000,  rw-r--r--, false",
    "data.custom,    70000,  rw-r--r--, true",
  })
  void what_may_be_executed_or_is_named_so_or_large_may_be_a_program(
      String name, int size, String permissions, boolean may) throws Exception {
    assertEquals(
        may, new ProgramNames(Set.of(), false).mayBe("/opt", name, attributes(size, permissions)));
  }

  @Test
  void what_a_golden_lists_is_looked_into_whatever_its_name() throws Exception {
    ProgramNames names = new ProgramNames(Set.of("/opt/tool.txt"), false);
    assertTrue(names.mayBe("/opt", "tool.txt", attributes(200, "rw-r--r--")));
    assertFalse(names.mayBe("/srv", "tool.txt", attributes(200, "rw-r--r--")));
    assertFalse(names.mayBe("/opt", "tool.txt", attributes(100, "rw-r--r--")));
  }

  @Test
  void a_script_may_be_tiny() throws Exception {
    ProgramNames names = new ProgramNames(Set.of(), true);
    assertTrue(names.mayBe("/opt", "x", attributes(2, "rwxr-xr-x")));
    assertFalse(names.mayBe("/opt", "x", attributes(1, "rwxr-xr-x")));
    assertFalse(names.mayBe("/opt", "x", attributes(200, "rw-r--r--")));
  }

  @ParameterizedTest
  @CsvSource({
    "7f454c46, elf",
    "7f454c, nothing",
    "23212f, script",
    "23, nothing",
    "4d5a9000, foreign",
    "4d5a, nothing",
    "feedface, foreign",
    "feedfacf, foreign",
    "cefaedfe, foreign",
    "cffaedfe, foreign",
    "cafebabe, foreign",
    "cafed00d, nothing",
    "feedfeed, nothing",
  })
  void the_first_bytes_tell_what_a_program_is(String head, String kind) {
    byte[] bytes = HexFormat.of().parseHex(head);
    String told =
        ProgramNames.isElf(bytes)
            ? "elf"
            : ProgramNames.isScript(bytes)
                ? "script"
                : ProgramNames.isForeign(bytes) ? "foreign" : "nothing";
    assertEquals(kind, told);
    assertFalse(ProgramNames.isElf("text".getBytes(StandardCharsets.UTF_8)));
  }
}
