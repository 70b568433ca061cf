package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.inventory.HostException.Reason;
import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.inventory.Resolution.Missing;
import dev.sbomagent.inventory.Resolution.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
  @TempDir Path outside;
  private Path root;

  @BeforeEach
  void plant() throws IOException {
    root = Files.createDirectories(outside.resolve("root"));
    Files.writeString(outside.resolve("secret"), "outside");
    folder("usr/bin");
    folder("etc");
    file("usr/bin/tool", "tool");
    file("etc/passwd", "inside");
    link("bin", "usr/bin");
  }

  private void folder(String path) throws IOException {
    Files.createDirectories(root.resolve(path));
  }

  private void file(String path, String text) throws IOException {
    Files.writeString(root.resolve(path), text);
  }

  private void link(String path, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(path), Path.of(target));
  }

  private String where(String path) {
    Resolution found = Host.at(root).resolve(path);
    return found instanceof Found f ? f.path() : found.getClass().getSimpleName();
  }

  @Test
  void links_resolve_inside_the_root() throws IOException {
    link("absolute", "/etc/passwd");
    link("climbing", "../../../../../../../../etc/passwd");
    link("usr/up", "..");
    link("out", "../secret");
    assertEquals("/usr/bin/tool", where("/bin/tool"));
    assertEquals("/etc/passwd", where("/absolute"));
    assertEquals("/etc/passwd", where("/climbing"));
    assertEquals("/etc/passwd", where("/usr/up/usr/up/etc/../etc/./passwd"));
    assertEquals("/etc/passwd", where("/../../etc/passwd"));
    assertEquals("Missing", where("/out"));
    assertEquals("/", where("/"));
    assertEquals("/", where("/bin/../../.."));
  }

  @Test
  void dot_dot_after_a_link_leaves_the_folder_that_the_link_leads_to() throws IOException {
    folder("deep/er/est");
    file("deep/er/found", "");
    link("short", "deep/er/est");
    assertEquals("/deep/er/found", where("/short/../found"));
  }

  @Test
  void the_last_component_is_followed_only_when_asked() throws IOException {
    link("etc/link", "passwd");
    Host host = Host.at(root);
    assertEquals(FileKind.REGULAR, ((Found) host.resolve("/etc/link")).kind());
    assertEquals(FileKind.LINK, ((Found) host.resolveNoFollow("/etc/link")).kind());
    assertEquals("/usr/bin/tool", ((Found) host.resolveNoFollow("/bin/tool")).path());
    assertEquals("/usr/bin/tool", host.withRealFolder("/bin/tool"));
  }

  @Test
  void a_loop_of_links_is_unreadable() throws IOException {
    link("a", "b");
    link("b", "a");
    link("self", "self/x");
    Host host = Host.at(root);
    for (int twice = 0; twice < 2; twice++) {
      assertTrue(host.resolve("/a") instanceof Unreadable);
      assertTrue(host.resolve("/a/x") instanceof Unreadable);
      assertTrue(host.resolve("/self/x") instanceof Unreadable);
    }
  }

  @Test
  void forty_links_are_followed_and_no_more_whatever_was_asked_before() throws IOException {
    folder("target");
    link("l1", "target");
    for (int i = 2; i <= 41; i++) {
      link("l" + i, "l" + (i - 1));
    }
    Host host = Host.at(root);
    for (int i = 41; i > 0; i--) {
      assertEquals(i <= 40, host.resolve("/l" + i + "/.") instanceof Found, "l" + i);
    }
    for (int i = 1; i <= 41; i++) {
      assertEquals(i <= 40, host.resolve("/l" + i) instanceof Found, "l" + i);
      assertEquals(i <= 40, host.resolve("/l" + i + "/.") instanceof Found, "l" + i);
    }
  }

  @Test
  void what_lies_below_a_file_is_missing() {
    assertEquals("Missing", where("/etc/passwd/x"));
    assertEquals("Missing", where("/etc/nothing"));
    assertEquals("Missing", where("/nothing/at/all"));
    assertEquals("Missing", where("/etc/a\0b"));
  }

  @Test
  void what_is_no_absolute_path_or_too_long_is_unreadable() {
    assertEquals("Unreadable", where("etc/passwd"));
    assertEquals("Unreadable", where(""));
    assertEquals("Unreadable", where("/" + "a/".repeat(3000)));
    assertEquals("Unreadable", where("/" + "a".repeat(300)));
  }

  @Test
  void a_folder_that_may_not_be_entered_hides_nothing_as_missing() throws IOException {
    String answer = Host.at(root).superuser() ? "/closed/x" : "Unreadable";
    folder("closed");
    file("closed/x", "");
    Files.setPosixFilePermissions(
        root.resolve("closed"), PosixFilePermissions.fromString("---------"));
    try {
      assertEquals(answer, where("/closed/x"));
    } finally {
      Files.setPosixFilePermissions(
          root.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void reads_regular_files_only_and_within_bounds() throws Exception {
    Host host = Host.at(root);
    assertArrayEquals(
        "tool".getBytes(java.nio.charset.StandardCharsets.UTF_8), host.read("/bin/tool", 4));
    file("big", "x".repeat(200_000));
    assertEquals(200_000, host.read("/big", 200_000).length);
    assertEquals(Reason.TOO_LARGE, refusal(() -> host.read("/bin/tool", 3)));
    assertEquals(Reason.WRONG_KIND, refusal(() -> host.read("/bin", 100)));
    assertEquals(Reason.MISSING, refusal(() -> host.read("/nothing", 100)));
    assertEquals(List.of("passwd"), host.list("/etc", 1));
    assertEquals(Reason.TOO_LARGE, refusal(() -> host.list("/", 2)));
    assertEquals(Reason.WRONG_KIND, refusal(() -> host.list("/etc/passwd", 2)));
  }

  private interface Reading {
    Object read() throws HostException;
  }

  private static Reason refusal(Reading reading) {
    return assertThrows(HostException.class, reading::read).reason();
  }

  @Test
  void the_stamp_changes_with_the_file() throws IOException {
    Host host = Host.at(root);
    String before = host.stamp("/etc/passwd");
    assertEquals(before, host.stamp("/etc/passwd"));
    file("etc/passwd-new", "inside");
    Files.move(
        root.resolve("etc/passwd-new"),
        root.resolve("etc/passwd"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertNotEquals(before, host.stamp("/etc/passwd"));
    assertEquals(host.stamp("/nothing"), host.stamp("/nothing"));
  }

  @Test
  void names_that_are_not_utf8_are_found_as_an_sbom_spells_them() throws Exception {
    // made by the shell: java.nio cannot name such a file
    Process shell =
        new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'caf\\351.txt')\"")
            .directory(root.resolve("etc").toFile())
            .start();
    assertEquals(0, shell.waitFor());
    Host host = Host.at(root);
    assertTrue(host.resolveNoFollow("/etc/caf\uFFFD.txt") instanceof Found);
    assertArrayEquals(new byte[] {'x'}, host.read("/etc/caf\uFFFD.txt", 9));
    assertTrue(host.resolveNoFollow("/etc/cafe\uFFFD.txt") instanceof Missing);
  }

  @Test
  void os_release_is_read_as_the_shell_would() throws IOException {
    file(
        "etc/os-release",
        "# c\nID=debian\nVERSION_ID=\"12\"\nIMAGE_ID='web\"1'\nIMAGE_VERSION=\"a\\$b\"\nrubbish\n");
    file("etc/debian_version", "12.15\n");
    assertEquals(
        new OsRelease("debian", "", "12", "", "web\"1", "a$b", "12.15"),
        Host.at(root).osRelease().orElseThrow());
    file("etc/debian_version", "trixie/sid\n");
    assertEquals("debian-12", Host.at(root).osRelease().orElseThrow().distro().orElseThrow());
  }

  @Test
  void a_machine_without_a_name_tag_has_none() throws IOException {
    assertTrue(Host.at(root).osRelease().isEmpty());
    folder("usr/lib");
    file("usr/lib/os-release", "ID=alpine\nID_LIKE=\"x debian y\"\nBUILD_ID=rolling");
    OsRelease alpine = Host.at(root).osRelease().orElseThrow();
    assertEquals("alpine-rolling", alpine.distro().orElseThrow());
    assertTrue(alpine.isLike("debian"));
    assertFalse(alpine.isLike("deb"));
  }

  @Test
  void the_root_user_is_told_from_the_owner_of_the_process() throws IOException {
    assertEquals(
        Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")),
        Host.at(root).superuser());
  }
}
