package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkTest {
  private static final byte[] ELF = new byte[200];

  static {
    byte[] magic = {0x7F, 'E', 'L', 'F'};
    System.arraycopy(magic, 0, ELF, 0, magic.length);
  }

  @TempDir Path root;

  /** Wants *.thing and programs; each is one component named as its file. */
  private static class Things implements FileCataloger {
    @Override
    public Family family() {
      return Family.GO;
    }

    @Override
    public boolean wants(String folder, String name) {
      return name.endsWith(".thing");
    }

    @Override
    public boolean wantsPrograms() {
      return true;
    }

    @Override
    public List<Component> read(FoundFile file)
        throws IOException, MalformedException, UnsupportedException {
      String text = new String(file.head(20), java.nio.charset.StandardCharsets.ISO_8859_1);
      if (text.startsWith("malformed")) {
        throw new MalformedException("as it says");
      }
      if (text.startsWith("unsupported")) {
        throw new UnsupportedException("as it says");
      }
      return List.of(
          new Component(
              new Slot("golang", "", file.path(), ""),
              null,
              null,
              List.of(file.location()),
              Presence.INSTALLED));
    }
  }

  private Inventory walk(String... programs) {
    return walk(new Things(), List.of(), programs);
  }

  private Inventory walk(FileCataloger cataloger, List<String> excluded, String... programs) {
    Host host = Host.at(root);
    return Inventory.take(
        host,
        List.of(cataloger),
        Exclusions.of(host, Mounts.none(), new Exclusions.Configured(excluded, List.of())),
        Set.of(programs),
        null,
        java.time.Instant.EPOCH);
  }

  private static Set<String> names(Inventory inventory) {
    Set<String> names = new TreeSet<>();
    Cataloging.Complete complete =
        assertInstanceOf(Cataloging.Complete.class, inventory.catalogings().get(Family.GO));
    for (Component component : complete.components()) {
      names.add(component.slot().name());
    }
    return names;
  }

  private Path file(String path, byte[] bytes, boolean executable) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    if (executable) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return file;
  }

  @Test
  void files_are_met_by_name_and_programs_by_what_they_are() throws IOException {
    file("a/b/one.thing", new byte[0], false);
    file("bin/tool", ELF, true);
    file(
        "bin/script",
        "#!/bin/sh\n# long enough to be looked into, and no program at all ... ..."
            .repeat(4)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
        true);
    file("lib/libx.so.1", ELF, false);
    file("opt/big", java.util.Arrays.copyOf(ELF, 70_000), false);
    file("opt/picture.png", java.util.Arrays.copyOf(ELF, 70_000), false);
    file("opt/disguised.png", ELF, true);
    file("opt/small", ELF, false);
    assertEquals(
        Set.of("/a/b/one.thing", "/bin/tool", "/lib/libx.so.1", "/opt/big", "/opt/disguised.png"),
        names(walk()));
    assertTrue(names(walk("/opt/small")).contains("/opt/small"));
  }

  @Test
  void links_lead_to_nothing_twice_and_loops_end() throws IOException {
    file("real/one.thing", new byte[0], false);
    Files.createSymbolicLink(root.resolve("folder"), Path.of("real"));
    Files.createSymbolicLink(root.resolve("again.thing"), Path.of("real/one.thing"));
    Files.createSymbolicLink(root.resolve("real/self"), Path.of("."));
    Files.createSymbolicLink(root.resolve("loop.thing"), Path.of("loop.thing"));
    Files.createSymbolicLink(root.resolve("out.thing"), Path.of("/../../../../etc/passwd"));
    assertEquals(Set.of("/real/one.thing"), names(walk()));
  }

  @Test
  void a_file_known_by_the_name_of_a_link_alone_is_read_where_it_lies() throws IOException {
    file("store/0001", new byte[0], false);
    Files.createSymbolicLink(root.resolve("one.thing"), Path.of("/store/0001"));
    Inventory inventory = walk();
    Cataloging.Complete complete =
        assertInstanceOf(Cataloging.Complete.class, inventory.catalogings().get(Family.GO));
    assertEquals(List.of("/store/0001"), complete.components().get(0).locations());
  }

  @Test
  void devices_and_pipes_are_not_opened() throws Exception {
    Process mkfifo =
        new ProcessBuilder("mkfifo", root.resolve("pipe.thing").toString()).inheritIO().start();
    assertEquals(0, mkfifo.waitFor());
    assertEquals(Set.of(), names(walk()));
  }

  @Test
  void what_is_excluded_is_not_entered() throws IOException {
    file("a/one.thing", new byte[0], false);
    file("b/two.thing", new byte[0], false);
    assertEquals(Set.of("/b/two.thing"), names(walk(new Things(), List.of("/a"))));
    assertEquals(Set.of("/a/one.thing"), names(walk(new Things(), List.of("/b/two.thing"))));
  }

  @Test
  void what_is_included_is_entered_once() throws IOException {
    file("var/cache/a/one.thing", new byte[0], false);
    file("var/cache/a/b/two.thing", new byte[0], false);
    file("var/cache/a/not/three.thing", new byte[0], false);
    file("var/cache/other.thing", new byte[0], false);
    file("srv/four.thing", new byte[0], false);
    Files.createSymbolicLink(root.resolve("var/cache/link"), Path.of("a"));
    Files.createSymbolicLink(root.resolve("var/cache/out"), Path.of("/srv"));
    Host host = Host.at(root);
    Inventory inventory =
        Inventory.take(
            host,
            List.of(new Things()),
            Exclusions.of(
                host,
                Mounts.none(),
                new Exclusions.Configured(
                    List.of("/var/cache/a/not"),
                    List.of(
                        "/var/cache/a", "/var/cache/a/b", "/var/cache/link", "/var/cache/out"))));
    Cataloging.Complete complete =
        assertInstanceOf(Cataloging.Complete.class, inventory.catalogings().get(Family.GO));
    List<String> names = new ArrayList<>();
    for (Component component : complete.components()) {
      names.add(component.slot().name());
    }
    assertEquals(
        List.of("/srv/four.thing", "/var/cache/a/b/two.thing", "/var/cache/a/one.thing"), names);
  }

  @Test
  void what_cannot_be_understood_is_told_from_what_is_not_read() throws IOException {
    file("bad.thing", "malformed".getBytes(java.nio.charset.StandardCharsets.UTF_8), false);
    file("packed.thing", "unsupported".getBytes(java.nio.charset.StandardCharsets.UTF_8), false);
    file("windows", java.util.Arrays.copyOf(new byte[] {'M', 'Z', 0, 0}, 70_000), false);
    Inventory inventory = walk();
    assertEquals("{/bad.thing=as it says}", inventory.malformed().toString());
    assertEquals(Set.of("/packed.thing", "/windows"), inventory.unsupported());
    assertFalse(inventory.reads(Family.GO, "/packed.thing"));
    assertTrue(inventory.reads(Family.GO, "/bad.thing"));
  }

  @Test
  void a_file_that_cannot_be_read_fails_its_family() throws IOException {
    file("one.thing", new byte[0], false);
    FileCataloger broken =
        new Things() {
          @Override
          public List<Component> read(FoundFile file) throws IOException {
            throw new IOException("disk on fire");
          }
        };
    assertEquals(
        new Cataloging.Failed(Family.GO, "disk on fire: /one.thing"),
        walk(broken, List.of()).catalogings().get(Family.GO));
  }

  @Test
  void a_file_that_vanishes_meanwhile_was_not_there() throws IOException {
    file("one.thing", new byte[0], false);
    file("two.thing", new byte[0], false);
    FileCataloger deleting =
        new Things() {
          @Override
          public List<Component> read(FoundFile file)
              throws IOException, MalformedException, UnsupportedException {
            Files.deleteIfExists(root.resolve("one.thing"));
            Files.deleteIfExists(root.resolve("two.thing"));
            file.head(1);
            return super.read(file);
          }
        };
    assertEquals(Set.of(), names(walk(deleting, List.of())));
  }

  @Test
  void names_that_are_not_utf_8_are_met() throws Exception {
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "mkdir \"$1/$(printf 'f\\377')\"; : >\"$1/$(printf 'f\\377')/x.thing\"",
                "sh",
                root.toString())
            .inheritIO()
            .start();
    assertEquals(0, shell.waitFor());
    assertEquals(Set.of("/f\uFFFD/x.thing"), names(walk()));
  }

  @Test
  void a_tree_deeper_than_paths_may_be_long_ends_and_is_said() throws Exception {
    file("one.thing", new byte[0], false);
    run("perl", "-e", "chdir $ARGV[0]; for (1..10000) { mkdir 'd'; chdir 'd' or die }");
    Cataloging cataloging = walk().catalogings().get(Family.GO);
    Cataloging.Failed failed = assertInstanceOf(Cataloging.Failed.class, cataloging);
    assertTrue(failed.reason().startsWith("file name too long: /d/d/d/"), failed::reason);
    assertTrue(failed.reason().length() < 300, failed::reason);
    run("rm", "-rf", "--");
  }

  /** Runs a program on the root. */
  private void run(String... command) throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    all.add(command[0].equals("rm") ? root.resolve("d").toString() : root.toString());
    assertEquals(0, new ProcessBuilder(all).inheritIO().start().waitFor());
  }

  @Test
  void a_folder_of_many_entries_is_walked() throws IOException {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      file("many/" + i + ".thing", new byte[0], false);
      expected.add("/many/" + i + ".thing");
    }
    assertEquals(new TreeSet<>(expected), names(walk()));
  }
}
