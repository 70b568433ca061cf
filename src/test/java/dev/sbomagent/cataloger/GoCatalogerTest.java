package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoCatalogerTest {
  private static final String MODULES =
      """
      path\texample.com/App/cmd
      mod\texample.com/App\tv1.2.3\th1:x=
      dep\tgithub.com/BurntSushi/toml\tv1.3.2\th1:y=
      dep\texample.com/moved\tv1.0.0
      =>\texample.com/fork\tv1.0.1\th1:z=
      dep\texample.com/local\tv1.0.0
      =>\t../local\t\t
      build\t-compiler=gc
      """;

  @TempDir Path root;

  private String names(byte[] program) throws Exception {
    return Finds.names(new GoCataloger(), root, "/usr/bin/app", program);
  }

  private String names(String version, String modules) throws Exception {
    byte[] info = GoProgram.inline(version, modules);
    return names(
        ElfFile.usual().section(".text", new byte[64]).section(".go.buildinfo", info).bytes());
  }

  @Test
  void lists_main_module_dependencies_replacements_and_stdlib() throws Exception {
    assertEquals(
        "example.com/app v1.2.3, example.com/fork v1.0.1, example.com/local -,"
            + " github.com/burntsushi/toml v1.3.2, stdlib 1.22.3",
        names("go1.22.3 X:boringcrypto", MODULES));
  }

  @Test
  void writes_purls_as_syft_does() throws Exception {
    byte[] info =
        GoProgram.inline("go1.22", "path\ta/b\nmod\tgithub.com/X/y/v2\tv2.0.0+incompatible\n");
    List<Component> components =
        Finds.components(
            new GoCataloger(),
            root,
            "/opt/y",
            ElfFile.usual().section(".go.buildinfo", info).bytes());
    assertEquals(
        List.of(
            new Component(
                new Slot("golang", "", "github.com/x/y/v2", ""),
                "v2.0.0+incompatible",
                "pkg:golang/github.com/X/y/v2@v2.0.0%2Bincompatible",
                List.of("/opt/y"),
                Presence.INSTALLED),
            new Component(
                new Slot("golang", "", "stdlib", ""),
                "1.22",
                "pkg:golang/stdlib@1.22",
                List.of("/opt/y"),
                Presence.INSTALLED)),
        components);
  }

  @Test
  void reads_pointers_of_either_size_and_order() throws Exception {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      for (int bits : new int[] {32, 64}) {
        ElfFile elf = ElfFile.of(bits, order);
        byte[] info = GoProgram.pointers("go1.16", MODULES, elf.start(), bits / 8, order);
        assertEquals(
            "example.com/app v1.2.3, example.com/fork v1.0.1, example.com/local -,"
                + " github.com/burntsushi/toml v1.3.2, stdlib 1.16",
            names(elf.section(".go.buildinfo", info).bytes()));
      }
    }
  }

  @Test
  void searches_the_data_of_a_program_without_section_headers() throws Exception {
    byte[] info = GoProgram.inline("go1.20", "path\ta\nmod\ta.b/c\tv1.0.0\n");
    ElfFile elf = ElfFile.usual().section(".data", new byte[100_000]).section(".info", info);
    assertEquals("a.b/c v1.0.0, stdlib 1.20", names(elf.withoutSectionHeaders().bytes()));
  }

  @Test
  void searches_no_data_of_a_program_in_c() throws Exception {
    byte[] info = GoProgram.inline("go1.20", "path\ta\nmod\ta.b/c\tv1.0.0\n");
    assertEquals("", names(ElfFile.usual().section(".data", info).bytes()));
    assertEquals(
        "a.b/c v1.0.0, stdlib 1.20",
        names(ElfFile.usual().section(".data", info).section(".gopclntab", new byte[8]).bytes()));
  }

  @Test
  void lists_nothing_of_objects_and_of_programs_without_modules() throws Exception {
    byte[] info = GoProgram.inline("go1.20", "path\ta\nmod\ta.b/c\tv1.0.0\n");
    assertEquals("", names(ElfFile.usual().type(1).section(".go.buildinfo", info).bytes()));
    assertEquals("", names("go1.20", ""));
    assertEquals("", names("", MODULES));
  }

  @Test
  void takes_the_only_unreleased_dependency_for_a_missing_main_module() throws Exception {
    assertEquals(
        "a.b/main -, c.d/e v1.0.0, stdlib 1.20",
        names("go1.20", "path\tx/y\ndep\ta.b/main\t(devel)\t\ndep\tc.d/e\tv1.0.0\n"));
    assertEquals("stdlib 1.20, x/y -", names("go1.20", "path\tx/y\n"));
  }

  @Test
  void takes_the_version_from_linker_flags_then_from_the_commit() throws Exception {
    String start = "path\ta.b/c\nmod\ta.b/c\t(devel)\t\n";
    String commit =
        """
        build\tvcs.revision=0123456789abcdef0123456789abcdef01234567
        build\tvcs.time=2024-02-03T04:05:06Z
        """;
    assertEquals(
        "a.b/c v0.0.0-20240203040506-0123456789ab, stdlib 1.22", names("go1.22", start + commit));
    assertEquals(
        "a.b/c v4.5.6-rc1, stdlib 1.22",
        names(
            "go1.22",
            start + commit + "build\t-ldflags=\"-s -w -X \\\"main.version=4.5.6-rc1\\\"\"\n"));
    assertEquals("a.b/c -, stdlib 1.22", names("go1.22", start));
  }

  @Test
  void lists_no_stdlib_of_an_unreleased_go() throws Exception {
    assertEquals("a.b/c v1.0.0", names("devel +abcdef Mon", "path\ta\nmod\ta.b/c\tv1.0.0\n"));
  }

  /** Found by fuzzing. */
  @Test
  void nonsense_in_the_tables_makes_it_no_program() throws Exception {
    byte[] info = GoProgram.inline("go1.20", "path\ta\nmod\ta.b/c\tv1.0.0\n");
    byte[] elf = ElfFile.usual().section(".go.buildinfo", info).bytes();
    for (int field : new int[] {24, 32}) {
      byte[] bytes = elf.clone();
      java.util.Arrays.fill(bytes, elf.length - 64 + field, elf.length - 56 + field, (byte) 0xff);
      assertEquals("", names(bytes));
    }
  }

  @Test
  void refuses_what_go_refuses() {
    for (String modules :
        List.of(
            "mod\ta\n",
            "dep\ta\tb\tc\td\n",
            "=>\ta\tb\tc\n",
            "build\tnothing\n",
            "build\ta=\"\\q\"\n")) {
      assertThrows(MalformedException.class, () -> names("go1.20", "path\ta\n" + modules), modules);
    }
  }

  @Test
  void says_that_a_packed_program_is_not_read() {
    byte[] loader = "....UPX!....".getBytes(StandardCharsets.ISO_8859_1);
    assertThrows(
        UnsupportedException.class,
        () -> names(ElfFile.usual().section("x", loader).withoutSectionHeaders().bytes()));
    assertThrows(
        UnsupportedException.class,
        () -> Finds.names(new GoCataloger(), root, "/a.exe", new byte[] {'M', 'Z', 0, 0}));
  }
}
