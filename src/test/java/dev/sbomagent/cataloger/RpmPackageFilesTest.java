package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.cataloger.RpmSamples.Header;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.PackageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpmPackageFilesTest {
  private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";
  private static final Slot A = new Slot("rpm", "", "a", "noarch");

  @TempDir Path root;

  private PackageFiles files(byte[]... headers) throws IOException {
    Files.createDirectories(root.resolve("var/lib/rpm"));
    Files.write(root.resolve("var/lib/rpm/Packages.db"), RpmSamples.ndb(headers));
    return assertInstanceOf(
            Cataloging.Complete.class, new RpmCataloger(millis -> {}).catalog(Host.at(root)))
        .files();
  }

  private static Header a() {
    return Header.of("a", "1", "1", "noarch");
  }

  @ParameterizedTest
  @CsvSource({"1, md5:", "2, sha1:", "8, sha256:", "10, sha512:", "12,"})
  void tells_the_digest_by_its_algorithm(int number, String prefix) throws IOException {
    PackageFiles files = files(a().files("/usr/lib/a/", MD5, "x").numbers(5011, number).bytes());
    assertEquals(Optional.ofNullable(prefix).map(p -> p + MD5), files.digest(A, "/usr/lib/a/x"));
    assertEquals(Optional.empty(), files.digest(A, "/usr/lib/a/y"));
    assertEquals(
        Optional.empty(), files.digest(new Slot("rpm", "", "a", "x86_64"), "/usr/lib/a/x"));
  }

  @Test
  void old_headers_have_md5_and_whole_paths() throws Exception {
    PackageFiles files =
        files(a().texts(1027, "/usr/lib/a/x", "/etc/y").texts(1035, MD5, "").bytes());
    assertEquals(Optional.of("md5:" + MD5), files.digest(A, "/usr/lib/a/x"));
    assertEquals(Optional.empty(), files.digest(A, "/etc/y"));
    assertTrue(files.owns("/etc/y"));
    assertFalse(files.owns("/etc/z"));
  }

  @Test
  void a_file_that_is_not_as_the_package_brought_it_has_no_digest() throws Exception {
    PackageFiles files =
        files(a().states((byte) 0, (byte) 1, (byte) 2).files("/d/", MD5, "x", "y", "z").bytes());
    assertTrue(files.digest(A, "/d/x").isPresent());
    assertEquals(Optional.empty(), files.digest(A, "/d/y"));
    assertEquals(Optional.empty(), files.digest(A, "/d/z"));
    assertTrue(files.owns("/d/y"));
  }

  @Test
  void any_version_of_the_slot_counts() throws IOException {
    PackageFiles files =
        files(
            a().files("/one/", MD5, "x").bytes(),
            Header.of("a", "2", "1", "noarch").files("/two/", MD5, "x").bytes());
    assertTrue(files.digest(A, "/one/x").isPresent());
    assertTrue(files.digest(A, "/two/x").isPresent());
  }

  @Test
  void folders_may_be_links() throws Exception {
    Files.createDirectories(root.resolve("usr/lib"));
    Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    Files.writeString(root.resolve("usr/lib/x"), "");
    Files.createSymbolicLink(root.resolve("usr/lib/y"), Path.of("../../opt/real"));
    Files.createDirectories(root.resolve("opt"));
    Files.writeString(root.resolve("opt/real"), "");
    PackageFiles files = files(a().files("/lib/", MD5, "x", "y", "gone").bytes());
    assertTrue(files.owns("/usr/lib/x"));
    assertTrue(files.owns("/lib/x"));
    assertTrue(files.digest(A, "/usr/lib/x").isPresent());
    assertTrue(files.digest(A, "/lib/x").isPresent());
    assertFalse(files.owns("/opt/real"));
    assertEquals(Set.of("/usr/lib/x", "/opt/real", "/var/lib/rpm/Packages.db"), files.listed());
  }

  @Test
  void many_files_do_not_meet() throws Exception {
    String[] names = new String[3000];
    for (int i = 0; i < names.length; i++) {
      names[i] = "file-" + i;
    }
    PackageFiles files = files(a().files("/d/", MD5, names).bytes());
    for (String name : names) {
      assertTrue(files.owns("/d/" + name));
      assertFalse(files.owns("/e/" + name));
      assertEquals(Optional.of("md5:" + MD5), files.digest(A, "/d/" + name));
    }
  }

  @Test
  void lists_that_do_not_go_together_are_said() throws IOException {
    PackageFiles files =
        files(a().numbers(1116, 0, 7).texts(1117, "x", "y").texts(1118, "/d/").bytes());
    assertThrows(MalformedException.class, () -> files.owns("/d/x"));
    assertThrows(MalformedException.class, files::listed);
    assertEquals(Optional.empty(), files.digest(A, "/d/x"));
  }
}
