package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.PackageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApkCatalogerTest {
  private static final String DATABASE = "lib/apk/db/installed";
  private static final ApkCataloger APK = new ApkCataloger(millis -> {});
  private static final String MUSL =
      """
      C:Q1abc=
      P:musl
      V:1.2.2-r7
      A:x86_64
      o:musl
      F:lib
      R:ld-musl-x86_64.so.1
      a:0:0:755
      Z:Q1AAECAwQFBgcICQoLDA0ODxAREhM=
      F:etc
      M:0:0:755
      R:none

      """;
  private static final String UTILS =
      """
      P:musl-utils
      V:1.2.2-r7
      A:x86_64
      o:musl
      F:usr/bin
      R:ldd
      Z:Q2AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=

      """;

  @TempDir Path root;
  private Tree tree = new Tree(Path.of(""));

  @BeforeEach
  void name_the_system() throws IOException {
    tree = new Tree(root).file("etc/os-release", "ID=alpine\nVERSION_ID=3.15.4\n");
  }

  private Cataloging.Complete complete() {
    return assertInstanceOf(Cataloging.Complete.class, tree.of(APK));
  }

  @Test
  void describes_packages_as_syft_does() throws IOException {
    tree.file(DATABASE, MUSL + UTILS);
    assertEquals(
        List.of(
            new Component(
                new Slot("apk", "", "musl", "x86_64"),
                "1.2.2-r7",
                "pkg:apk/alpine/musl@1.2.2-r7?arch=x86_64&distro=alpine-3.15.4",
                List.of("/lib/apk/db/installed"),
                Presence.INSTALLED),
            new Component(
                new Slot("apk", "", "musl-utils", "x86_64"),
                "1.2.2-r7",
                "pkg:apk/alpine/musl-utils@1.2.2-r7?arch=x86_64&distro=alpine-3.15.4&upstream=musl",
                List.of("/lib/apk/db/installed"),
                Presence.INSTALLED)),
        complete().components());
  }

  @Test
  void lists_virtual_packages() throws IOException {
    tree.file(DATABASE, MUSL + "P:.build-deps\nV:20240101.120000\nA:noarch\nS:0\n\n");
    assertEquals(
        List.of(".build-deps", "musl"),
        complete().components().stream().map(c -> c.slot().name()).toList());
  }

  @Test
  void reads_a_database_with_two_names_once() throws IOException {
    tree.file("usr/" + DATABASE, MUSL);
    Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    assertEquals(
        List.of("/lib/apk/db/installed", "/usr/lib/apk/db/installed"), complete().databases());
    assertEquals(List.of("/usr/lib/apk/db/installed"), complete().components().get(0).locations());
  }

  @Test
  void takes_the_release_from_the_repositories_of_a_host_without_a_name() throws IOException {
    Files.delete(root.resolve("etc/os-release"));
    tree.file(DATABASE, MUSL)
        .file(
            "etc/apk/repositories",
            """
            #c
            http://x.alpinelinux.org/alpine/v3.1/main
            https://dl-cdn.alpinelinux.org/alpine/v3.15/main
            """);
    assertEquals(
        "pkg:apk/alpine/musl@1.2.2-r7?arch=x86_64&distro=alpine-3.15",
        complete().components().get(0).purl());
  }

  @Test
  void writes_no_purl_where_nothing_names_the_system() throws IOException {
    Files.delete(root.resolve("etc/os-release"));
    tree.file(DATABASE, MUSL);
    assertEquals(null, complete().components().get(0).purl());
  }

  @Test
  void gives_recorded_digests_of_either_kind() throws IOException {
    tree.file(DATABASE, MUSL + UTILS);
    PackageFiles files = complete().files();
    assertEquals(
        Optional.of("sha1:000102030405060708090a0b0c0d0e0f10111213"),
        files.digest(new Slot("apk", "", "musl", "x86_64"), "/lib/ld-musl-x86_64.so.1"));
    assertEquals(
        Optional.of("sha256:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
        files.digest(new Slot("apk", "", "musl-utils", "x86_64"), "/usr/bin/ldd"));
    assertEquals(
        Optional.empty(), files.digest(new Slot("apk", "", "musl", "x86_64"), "/usr/bin/ldd"));
  }

  @Test
  void owns_what_packages_list_through_links_of_folders() throws Exception {
    tree.file("usr/lib/apk/db/installed", MUSL);
    Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    PackageFiles files = complete().files();
    assertTrue(files.owns("/usr/lib/ld-musl-x86_64.so.1"));
    assertFalse(files.owns("/usr/lib/other"));
    assertEquals(
        new TreeSet<>(
            List.of("/etc/none", "/usr/lib/apk/db/installed", "/usr/lib/ld-musl-x86_64.so.1")),
        new TreeSet<>(files.listed()));
  }

  @Test
  void an_empty_database_is_none() throws IOException {
    tree.file(DATABASE, "");
    assertInstanceOf(Cataloging.Absent.class, tree.of(APK));
  }

  @Test
  void a_line_that_is_no_field_fails_with_its_place() throws IOException {
    tree.file(DATABASE, MUSL + "garbage\n");
    assertEquals(
        "/lib/apk/db/installed: line 14: no field: 'garbage'",
        assertInstanceOf(Cataloging.Failed.class, tree.of(APK)).reason());
  }

  @Test
  void a_database_cut_short_fails() throws IOException {
    tree.file(DATABASE, (MUSL + UTILS).substring(0, MUSL.length() + 20));
    assertInstanceOf(Cataloging.Failed.class, tree.of(APK));
  }

  @Test
  void a_package_without_a_version_fails() throws IOException {
    tree.file(DATABASE, "P:x\nA:x86_64\n\n");
    assertInstanceOf(Cataloging.Failed.class, tree.of(APK));
  }
}
