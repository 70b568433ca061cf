package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.PackageFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** pacman, opkg and Portage. */
class OtherDatabasesTest {
  private static final String DESC =
      "%NAME%\ngawk\n\n%VERSION%\n5.3.1-1\n\n%BASE%\ngawk\n\n%DESC%\na\n\n%ARCH%\nx86_64"
          + "\n\n%SIZE%\n3431589\n\n%REASON%\n1\n\n%DEPENDS%\nsh\n\n";
  private static final String GAWK = "var/lib/pacman/local/gawk-5.3.1-1/";
  private static final String CONTENTS =
      "dir /usr/bin\nobj /usr/bin/skopeo 0123456789abcdef0123456789abcdef 1700000000"
          + "\nobj /usr/share/a b 00000000000000000000000000000000 1700000000\nsym /x -> y 1\n";

  @TempDir Path root;
  private Tree tree = new Tree(Path.of(""));
  private final List<Long> pauses = new ArrayList<>();
  private final AlpmCataloger alpm = new AlpmCataloger(pauses::add);
  private final OpkgCataloger opkg = new OpkgCataloger(pauses::add);
  private final PortageCataloger portage = new PortageCataloger(pauses::add);

  @BeforeEach
  void start() {
    tree = new Tree(root);
  }

  private static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private PackageFiles files(dev.sbomagent.inventory.Cataloger cataloger) {
    return assertInstanceOf(Cataloging.Complete.class, tree.of(cataloger)).files();
  }

  @Test
  void alpm_describes_packages_as_syft_does() throws IOException {
    tree.file(GAWK + "desc", DESC)
        .file("var/lib/pacman/local/ALPM_DB_VERSION", "9\n")
        .file("etc/os-release", "ID=arch\nBUILD_ID=rolling\n");
    assertEquals(
        List.of(
            "gawk 5.3.1-1 pkg:alpm/arch/gawk@5.3.1-1?arch=x86_64&distro=arch-rolling&upstream=gawk"),
        tree.found(alpm));
  }

  @Test
  void alpm_writes_no_purl_on_what_is_only_like_arch() throws IOException {
    tree.file(GAWK + "desc", DESC).file("etc/os-release", "ID=manjaro\nID_LIKE=arch\n");
    assertEquals(List.of("gawk 5.3.1-1 null"), tree.found(alpm));
  }

  @Test
  void alpm_fails_on_a_package_without_a_name() throws IOException {
    tree.file(GAWK + "desc", DESC).file("var/lib/pacman/local/lost-1/desc", "");
    assertEquals(
        "/var/lib/pacman/local/lost-1/desc: no name or no version",
        assertInstanceOf(Cataloging.Failed.class, tree.of(alpm)).reason());
  }

  @Test
  void alpm_waits_for_pacman_and_then_says_so() throws IOException {
    tree.file(GAWK + "desc", DESC).file("var/lib/pacman/db.lck", "");
    assertInstanceOf(Cataloging.Failed.class, tree.of(alpm));
    assertEquals(List.of(200L, 400L, 800L, 1600L), pauses);
  }

  @Test
  void alpm_knows_the_files_and_digests_of_packages() throws Exception {
    String digest = "ab".repeat(32);
    tree.file(GAWK + "desc", DESC)
        .file(GAWK + "files", "%FILES%\nusr/\nusr/bin/\nusr/bin/gawk\nusr/a b\n\n%BACKUP%\nx\ty\n")
        .file(
            GAWK + "mtree",
            compressed(
                "#mtree\n/set type=file\n./.PKGINFO size=1 sha256digest="
                    + digest
                    + "\n./usr/bin type=dir\n./usr/bin/gawk time=1.0 sha256digest="
                    + digest
                    + "\n./usr/a\\040b md5digest="
                    + "cd".repeat(16)
                    + "\n"));
    PackageFiles files = files(alpm);
    Slot gawk = new Slot("alpm", "", "gawk", "x86_64");
    assertTrue(files.owns("/usr/bin/gawk") && !files.owns("/usr/bin") && !files.owns("/x"));
    assertEquals(Optional.of("sha256:" + digest), files.digest(gawk, "/usr/bin/gawk"));
    assertEquals(Optional.of("md5:" + "cd".repeat(16)), files.digest(gawk, "/usr/a b"));
    assertEquals(
        Set.of(
            "/" + GAWK + "desc",
            "/" + GAWK + "files",
            "/" + GAWK + "mtree",
            "/usr/bin/gawk",
            "/usr/a b"),
        files.listed());
  }

  @Test
  void opkg_lists_what_status_and_control_files_list() throws Exception {
    tree.file(
            "usr/lib/opkg/status",
            "Package: libc\nVersion: 1.2.3-4\nStatus: install hold,user installed"
                + "\nArchitecture: mips\n\nPackage: gone\nVersion: 1"
                + "\nStatus: deinstall user not-installed\nArchitecture: all"
                + "\n\nPackage: conf\nVersion: git-21.1-abc\nStatus: install user installed"
                + "\nConffiles:\n /etc/x 0\nArchitecture: all\n")
        .file("usr/lib/opkg/info/libc.control", "Package: libc\nVersion: 1.2.3-4\n")
        .file("usr/lib/opkg/info/cut.control", "Package: cut\nArchitecture: all\nVersion: 1")
        .file("usr/lib/opkg/info/libc.list", "/lib/libc.so\n");
    assertEquals(
        List.of(
            "conf git-21.1-abc null", "cut null null", "libc 1.2.3-4 null", "libc 1.2.3-4 null"),
        tree.found(opkg));
    assertTrue(files(opkg).owns("/lib/libc.so") && !files(opkg).owns("/lib/other.so"));
  }

  @Test
  void opkg_fails_on_a_field_given_twice() throws IOException {
    tree.file("var/lib/opkg/status", "Package: a\nVersion: 1\nVersion: 2\n");
    assertEquals(
        "/var/lib/opkg/status: line 3: field 'version' occurs twice",
        assertInstanceOf(Cataloging.Failed.class, tree.of(opkg)).reason());
  }

  @Test
  void portage_takes_names_and_versions_from_folders() throws IOException {
    for (String name :
        List.of(
            "app-containers/skopeo-1.5.1",
            "dev-lang/python-3.11.9_p1-r2",
            "x11-libs/gtk+-3.24.41-r1",
            "media-fonts/font-adobe-100dpi-1.0.4",
            "dev-x/foo-bar-1.0a_rc1_p2",
            "dev-x/foo-1-2",
            "dev-x/foo-1.0-2",
            "dev-x/-MERGING-foo-1.0",
            "dev-x/noversion")) {
      tree.file("var/db/pkg/" + name + "/CONTENTS", CONTENTS);
    }
    Files.createDirectories(root.resolve("var/db/pkg/dev-x/half-1.0"));
    assertEquals(
        List.of(
            "app-containers/skopeo 1.5.1 pkg:ebuild/app-containers%2Fskopeo@1.5.1",
            "dev-lang/python 3.11.9_p1-r2 pkg:ebuild/dev-lang%2Fpython@3.11.9_p1-r2",
            "dev-x/foo-1 2 pkg:ebuild/dev-x%2Ffoo-1@2",
            "dev-x/foo-bar 1.0a_rc1_p2 pkg:ebuild/dev-x%2Ffoo-bar@1.0a_rc1_p2",
            "media-fonts/font-adobe-100dpi 1.0.4 pkg:ebuild/media-fonts%2Ffont-adobe-100dpi@1.0.4",
            "x11-libs/gtk+ 3.24.41-r1 pkg:ebuild/x11-libs%2Fgtk%2B@3.24.41-r1"),
        tree.found(portage));
  }

  @Test
  void portage_knows_the_files_and_digests_of_packages() throws Exception {
    tree.file("var/db/pkg/app-containers/skopeo-1.5.1/CONTENTS", CONTENTS);
    PackageFiles files = files(portage);
    Slot skopeo = new Slot("ebuild", "", "app-containers/skopeo", "");
    assertEquals(
        Optional.of("md5:0123456789abcdef0123456789abcdef"),
        files.digest(skopeo, "/usr/bin/skopeo"));
    assertEquals(Optional.of("md5:" + "0".repeat(32)), files.digest(skopeo, "/usr/share/a b"));
    assertTrue(files.owns("/usr/bin/skopeo") && !files.owns("/usr/bin"));
    assertTrue(files.listed().contains("/usr/bin/skopeo"));
  }

  @Test
  void hosts_without_these_databases_have_none() {
    assertInstanceOf(Cataloging.Absent.class, tree.of(alpm));
    assertInstanceOf(Cataloging.Absent.class, tree.of(opkg));
    assertInstanceOf(Cataloging.Absent.class, tree.of(portage));
  }
}
