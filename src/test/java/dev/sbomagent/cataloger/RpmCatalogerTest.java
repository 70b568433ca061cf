package dev.sbomagent.cataloger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.cataloger.RpmSamples.Header;
import dev.sbomagent.component.Component;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpmCatalogerTest {
  private static final Path HOSTS = Path.of("test-fixtures", "hosts");
  private static final byte[] ONE = RpmSamples.ndb(Header.of("one", "1", "2", "x86_64").bytes());
  private static final byte[] TWO = RpmSamples.ndb(Header.of("two", "1", "2", "x86_64").bytes());

  @TempDir Path root;
  private final List<Long> pauses = new ArrayList<>();

  private Cataloging catalog(Path folder) {
    return new RpmCataloger(pauses::add).catalog(Host.at(folder));
  }

  private Cataloging.Complete complete() {
    return assertInstanceOf(Cataloging.Complete.class, catalog(root));
  }

  private String failure() {
    return assertInstanceOf(Cataloging.Failed.class, catalog(root)).reason();
  }

  private void file(String path, byte[] bytes) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.write(root.resolve(path), bytes);
  }

  private static List<String> lines(Cataloging.Complete complete) {
    List<String> lines = new ArrayList<>();
    for (Component c : complete.components()) {
      lines.add(c.slot().name() + " " + c.slot().arch() + " " + c.version());
    }
    return lines;
  }

  private static List<String> purls(Cataloging.Complete complete) {
    List<String> purls = new ArrayList<>();
    complete.components().forEach(c -> purls.add(String.valueOf(c.purl())));
    return purls;
  }

  /** Every file below, with its content. */
  private static Map<Path, List<Object>> state(Path folder) throws IOException {
    Map<Path, List<Object>> state = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        state.put(
            file,
            List.of(Arrays.hashCode(Files.readAllBytes(file)), Files.getLastModifiedTime(file)));
      }
    }
    return state;
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpm-killed", "rpm-ndb", "rpm-bdb", "rpm-bdb-big-endian"})
  void lists_what_rpm_lists_and_writes_nothing(String name) throws IOException {
    Path host = HOSTS.resolve(name);
    Map<Path, List<Object>> before = state(host);
    Cataloging.Complete complete =
        assertInstanceOf(Cataloging.Complete.class, catalog(host.resolve("root")));
    List<String> expected = new ArrayList<>(Files.readAllLines(host.resolve("expected.txt")));
    List<String> lines = lines(complete);
    lines.sort(null);
    expected.sort(null);
    assertEquals(expected, lines);
    assertEquals(before, state(host));
    assertEquals(List.of(), pauses);
  }

  @Test
  void says_the_main_file_where_the_log_was_never_committed() throws IOException {
    Path killed = HOSTS.resolve("rpm-killed/root/var/lib/rpm");
    byte[] log = Files.readAllBytes(killed.resolve("rpmdb.sqlite-wal"));
    file("var/lib/rpm/rpmdb.sqlite", Files.readAllBytes(killed.resolve("rpmdb.sqlite")));
    assertEquals(60, complete().components().size());
    log[24] ^= 1;
    file("var/lib/rpm/rpmdb.sqlite-wal", log);
    assertEquals(60, complete().components().size());
    file("var/lib/rpm/rpmdb.sqlite-wal", new byte[0]);
    assertEquals(60, complete().components().size());
  }

  @Test
  void fails_beside_a_hot_journal_after_waiting() throws IOException {
    Path killed = HOSTS.resolve("rpm-killed/root/var/lib/rpm");
    file("var/lib/rpm/rpmdb.sqlite", Files.readAllBytes(killed.resolve("rpmdb.sqlite")));
    file("var/lib/rpm/rpmdb.sqlite-journal", new byte[512]);
    assertEquals(60, complete().components().size());
    assertEquals(List.of(), pauses);
    file("var/lib/rpm/rpmdb.sqlite-journal", new byte[] {(byte) 0xd9, (byte) 0xd5, 5});
    assertTrue(failure().contains("rpmdb.sqlite-journal' is not finished"), failure());
    assertEquals(List.of(200L, 400L, 800L, 1600L), pauses.subList(0, 4));
  }

  @Test
  void writes_purls_as_syft_does() throws IOException {
    byte[] database =
        RpmSamples.ndb(
            Header.of("plain", "1.0", "1.el9", "x86_64")
                .text(1044, "source-1.0-1.el9.src.rpm")
                .bytes(),
            Header.of("epochal", "2.0", "1", "noarch").numbers(1003, 7).bytes(),
            Header.of("zero", "2.0~rc1^git", "1", "noarch").numbers(1003, 0).bytes(),
            Header.of("lib+", "1", "1", "i686").text(1044, "(none)").bytes());
    file("var/lib/rpm/Packages.db", database);
    assertEquals(
        List.of(
            "pkg:rpm/epochal@2.0-1?arch=noarch&epoch=7",
            "pkg:rpm/lib%2B@1-1?arch=i686",
            "pkg:rpm/plain@1.0-1.el9?arch=x86_64&upstream=source-1.0-1.el9.src.rpm",
            "pkg:rpm/zero@2.0~rc1%5Egit-1?arch=noarch&epoch=0"),
        purls(complete()));
    assertEquals(
        List.of(
            "epochal noarch 7:2.0-1",
            "lib+ i686 1-1",
            "plain x86_64 1.0-1.el9",
            "zero noarch 2.0~rc1^git-1"),
        lines(complete()));
    file("etc/os-release", "ID=rhel\nVERSION_ID=9.4\n".getBytes(UTF_8));
    assertEquals(
        "pkg:rpm/redhat/epochal@2.0-1?arch=noarch&distro=rhel-9.4&epoch=7",
        purls(complete()).get(0));
    file("etc/os-release", "ID=opensuse-leap\nVERSION_ID=15.6\n".getBytes(UTF_8));
    assertEquals(
        "pkg:rpm/opensuse/epochal@2.0-1?arch=noarch&distro=opensuse-leap-15.6&epoch=7",
        purls(complete()).get(0));
  }

  @Test
  void keeps_keys_and_versions_side_by_side() throws IOException {
    file(
        "var/lib/rpm/Packages.db",
        RpmSamples.ndb(
            Header.of("gpg-pubkey", "8483c65d", "5ccc5b19", "").bytes(),
            Header.of("kernel", "6.1", "1", "x86_64").bytes(),
            Header.of("kernel", "5.9", "1", "x86_64").bytes(),
            Header.of("gpg-pubkey", "0608b895", "4bd22942", "").bytes(),
            Header.of("gpg-pubkey", "0608b895", "4bd22942", "").bytes()));
    assertEquals(
        List.of(
            "gpg-pubkey  0608b895-4bd22942",
            "gpg-pubkey  8483c65d-5ccc5b19",
            "kernel x86_64 5.9-1",
            "kernel x86_64 6.1-1"),
        lines(complete()));
    assertEquals("pkg:rpm/gpg-pubkey@0608b895-4bd22942", purls(complete()).get(0));
  }

  @Test
  void takes_the_later_of_two_values() throws IOException {
    file(
        "var/lib/rpm/Packages",
        RpmSamples.ndb(Header.of("one", "1", "1", "noarch").text(1002, "2").bytes()));
    assertEquals(List.of("one noarch 1-2"), lines(complete()));
  }

  @Test
  void names_the_database_by_its_real_path_and_reads_it_once() throws IOException {
    file("usr/lib/sysimage/rpm/Packages.db", ONE);
    Files.createDirectories(root.resolve("var/lib"));
    Files.createSymbolicLink(root.resolve("var/lib/rpm"), Path.of("../../usr/lib/sysimage/rpm"));
    Cataloging.Complete complete = complete();
    assertEquals(1, complete.components().size());
    assertEquals(
        List.of("/usr/lib/sysimage/rpm/Packages.db"), complete.components().get(0).locations());
    assertTrue(complete.databases().contains("/var/lib/rpm/Packages.db"));
    assertTrue(complete.databases().contains("/usr/lib/sysimage/rpm/Packages.db"));
  }

  @Test
  void leaves_out_what_a_change_of_the_form_left_behind() throws IOException {
    file("var/lib/rpm/Packages.db", ONE);
    file("var/lib/rpm/Packages", TWO);
    Cataloging.Complete complete = complete();
    assertEquals(List.of("one x86_64 1-2"), lines(complete));
    assertTrue(complete.databases().contains("/var/lib/rpm/Packages.db"));
    assertFalse(complete.databases().contains("/var/lib/rpm/Packages"));
    // but a place where nothing lies is where the database may have been
    assertTrue(complete.databases().contains("/var/lib/rpm/rpmdb.sqlite"));
  }

  @Test
  void reads_both_of_two_folders_and_joins_what_they_share() throws IOException {
    file("usr/lib/sysimage/rpm/Packages.db", ONE);
    file("var/lib/rpm/Packages.db", ONE.clone());
    assertEquals(
        List.of("/usr/lib/sysimage/rpm/Packages.db", "/var/lib/rpm/Packages.db"),
        complete().components().get(0).locations());
    file("var/lib/rpm/Packages.db", TWO);
    assertEquals(List.of("one x86_64 1-2", "two x86_64 1-2"), lines(complete()));
  }

  @Test
  void a_file_without_content_is_none() throws IOException {
    file("var/lib/rpm/rpmdb.sqlite", new byte[0]);
    assertInstanceOf(Cataloging.Absent.class, catalog(root));
    file("var/lib/rpm/Packages", ONE);
    assertEquals(List.of("one x86_64 1-2"), lines(complete()));
    file("var/lib/rpm/Packages.db", new byte[0]);
    assertEquals(List.of("one x86_64 1-2"), lines(complete()));
  }

  @Test
  void a_database_without_packages_is_absent() throws IOException {
    assertInstanceOf(Cataloging.Absent.class, catalog(root));
    file("var/lib/rpm/Packages.db", RpmSamples.ndb());
    assertInstanceOf(Cataloging.Absent.class, catalog(root));
  }

  @Test
  void a_database_being_rebuilt_is_not_gone() throws IOException {
    file("var/lib/rpmold.17/Packages.db", ONE);
    assertEquals("rpm database is gone and is being rebuilt", failure());
    assertEquals(List.of(200L, 400L, 800L, 1600L), pauses);
    RpmCataloger patient =
        new RpmCataloger(
            millis -> {
              try {
                file("var/lib/rpm/Packages.db", ONE);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertInstanceOf(Cataloging.Complete.class, patient.catalog(Host.at(root)));
  }

  @Test
  void one_bad_header_fails_all() throws IOException {
    byte[] bad = Header.of("bad", "1", "1", "noarch").bytes();
    bad[3]++;
    byte[] good = Header.of("good", "1", "1", "noarch").bytes();
    file("var/lib/rpm/Packages.db", RpmSamples.ndb(good, bad));
    assertTrue(failure().startsWith("/var/lib/rpm/Packages.db: header of "), failure());
    byte[] nameless = new Header().text(1001, "1").text(1002, "1").bytes();
    file("var/lib/rpm/Packages.db", RpmSamples.ndb(good, nameless));
    assertTrue(failure().endsWith("header of package '?' without its NAME"), failure());
    byte[] control = Header.of("a\nb", "1", "1", "noarch").bytes();
    file("var/lib/rpm/Packages.db", RpmSamples.ndb(good, control));
    assertTrue(failure().endsWith("header with a control character in tag 1000"), failure());
  }

  @Test
  void refuses_what_is_no_database() throws IOException {
    file("var/lib/rpm/Packages", new byte[] {1});
    assertEquals("/var/lib/rpm/Packages: no rpm database", failure());
    Files.delete(root.resolve("var/lib/rpm/Packages"));
    Files.createDirectory(root.resolve("var/lib/rpm/Packages"));
    assertEquals("not a regular file: /var/lib/rpm/Packages", failure());
  }

  @Test
  void reads_the_manifest_of_distroless_images() throws IOException {
    String manifest =
        """
        filesystem\t1.1-9.cm2\t1653816591\t1653628924\tMicrosoft\t(none)\t7596\tx86_64\t0\tfilesystem-1.1-9.cm2.src.rpm
        vim\t9.0-1.cm2\t1653816591\t1653628955\tMicrosoft\t2\t1\tx86_64\t2\tvim-9.0-1.cm2.src.rpm

        gpg-pubkey\t1234-5678\t1\t1\t(none)\t(none)\t0\t(none)\t0\t(none)
        """;
    String path = "var/lib/rpmmanifest/container-manifest-2";
    file("etc/os-release", "ID=mariner\nVERSION_ID=2.0\n".getBytes(UTF_8));
    file(path, manifest.getBytes(UTF_8));
    Cataloging.Complete complete = complete();
    assertEquals(
        List.of(
            "pkg:rpm/filesystem@1.1-9.cm2?arch=x86_64&upstream=filesystem-1.1-9.cm2.src.rpm",
            "pkg:rpm/gpg-pubkey@1234-5678?arch=%28none%29&upstream=%28none%29",
            "pkg:rpm/vim@9.0-1.cm2?arch=x86_64&epoch=2&upstream=vim-9.0-1.cm2.src.rpm"),
        purls(complete));
    assertEquals("vim x86_64 2:9.0-1.cm2", lines(complete).get(2));
    assertEquals(List.of("/" + path), complete.components().get(0).locations());
    file(path, manifest.strip().getBytes(UTF_8));
    assertEquals("/" + path + ": line 4: cut short", failure());
    file(path, "a\t1\n".getBytes(UTF_8));
    assertEquals("/" + path + ": line 1: fewer than 10 fields", failure());
  }
}
