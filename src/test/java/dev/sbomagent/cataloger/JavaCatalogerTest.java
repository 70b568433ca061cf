package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCatalogerTest {
  @TempDir Path root;

  private String names(String name, byte[] bytes) throws Exception {
    return Finds.names(new JavaCataloger(), root, "/opt/" + name, bytes);
  }

  private String names(String name, Zips zip) throws Exception {
    return names(name, zip.bytes());
  }

  @Test
  void names_an_archive_after_its_file_and_manifest() throws Exception {
    assertEquals("a-b 1.2", names("a-b-1.2.jar", Zips.jar()));
    assertEquals(
        "a 3", names("a.jar", Zips.jar("Specification-Version: 2", "Implementation-Version: 3")));
    assertEquals(
        "a 4",
        names("a.jar", Zips.jar("Manifest-Version: 1.0", "", "Name: x/", "Bundle-Version: 4")));
    assertEquals("LongName -", names("1.jar", Zips.jar("Bundle-Name: Long", "  Name")));
    assertEquals(
        "core 1",
        names(
            "x-1.jar",
            Zips.jar("Created-By: Apache Maven Bundle Plugin", "Bundle-SymbolicName: a.b.core")));
  }

  @Test
  void writes_group_and_purl() throws Exception {
    assertEquals(
        List.of(
            new Component(
                new Slot("maven", "org.x", "a", ""),
                "1",
                "pkg:maven/org.x/a@1",
                List.of("/opt/a.jar"),
                Presence.INSTALLED)),
        Finds.components(
            new JavaCataloger(), root, "/opt/a.jar", Zips.jar().pom("org.x", "a", "1").bytes()));
  }

  @Test
  void without_a_manifest_only_archives_inside_count() throws Exception {
    byte[] inner = Zips.jar().bytes();
    assertEquals("", names("a-1.jar", Zips.zip().pom("g", "a", "1")));
    assertEquals("b 2", names("a-1.jar", Zips.zip().pom("g", "a", "1").with("lib/b-2.jar", inner)));
    assertEquals("b 2", names("a-1.zip", Zips.jar().with("lib/b-2.jar", inner)));
    assertEquals("b 2", names("a.jar", Zips.jar("Weave-Classes: x").with("b-2.jar", inner)));
    assertEquals(
        "", names("a-1.zip", Zips.zip().with("b.zip", Zips.zip().with("b-2.jar", inner).bytes())));
  }

  @Test
  void reads_archives_in_archives_stored_or_not() throws Exception {
    byte[] inner = Zips.jar().pom("g", "deep", "3").bytes();
    byte[] middle = Zips.jar().stored("WEB-INF/lib/deep-2.jar", inner).bytes();
    assertEquals("deep 3, mid 1, top 1", names("top-1.ear", Zips.jar().with("mid-1.war", middle)));
    assertEquals(
        "deep 3, mid 1, top 1", names("top-1.ear", Zips.jar().stored("mid-1.war", middle)));
  }

  @Test
  void lists_what_is_shaded_in() throws Exception {
    assertEquals(
        "app 2, guava 31, other 5",
        names(
            "app-1.jar",
            Zips.jar().pom("g", "app", "2").pom("g", "guava", "31").pom("h", "other", "5")));
  }

  @Test
  void takes_the_artifact_whose_name_fits_the_file() throws Exception {
    assertEquals(
        "app-core 2, x 1",
        names("app.jar", Zips.jar().pom("a", "x", "1").pom("g", "app-core", "2")));
    assertEquals(
        "app 2, app-core 1",
        names("app.jar", Zips.jar().pom("a", "app-core", "1").pom("g", "app", "2")));
  }

  @Test
  void prefers_the_artifact_that_has_its_project_beside_it() throws Exception {
    Zips zip =
        Zips.jar()
            .pom("a", "app-one", "1")
            .pom("b", "app-two", "2")
            .with("META-INF/maven/b/app-two/pom.xml", "<project/>");
    assertEquals("app-one 1, app-two 2", names("app-9.jar", zip));
  }

  @Test
  void a_broken_line_spoils_pom_properties() throws Exception {
    assertEquals(
        "a -",
        names("a.jar", Zips.jar().with("pom.properties", "artifactId=a\nversion=1\nbroken\n")));
    assertEquals(
        "a 1",
        names("a.jar", Zips.jar().with("pom.properties", "artifactId: a\r\nVERSION = 1\r\n")));
  }

  @Test
  void takes_the_project_of_an_archive_that_has_one_alone() throws Exception {
    String pom =
        """
        <?xml version="1.0"?><!-- x --><project xmlns="http://maven.apache.org/POM/4.0.0">
        <parent><groupId>g</groupId><version>7</version></parent>
        <artifactId>art-${kind}</artifactId><properties><kind>k</kind></properties></project>
        """;
    assertEquals("art-k 7", names("x-1.jar", Zips.jar().with("META-INF/pom.xml", pom)));
    assertEquals("x 1", names("x-1.jar", Zips.jar().with("a/pom.xml", pom).with("b/pom.xml", pom)));
    assertEquals("x 1", names("x-1.jar", Zips.jar().with("a/pom.xml", "<project><artifactId>")));
    assertEquals(
        "x 7", names("x-1.jar", Zips.jar().with("pom.xml", pom.replace("<kind>k</kind>", ""))));
  }

  @Test
  void a_program_may_state_its_version_in_a_file() throws Exception {
    assertEquals(
        "app 0.63.5",
        names("app.jar", Zips.jar("Main-Class: M").with("version.properties", "tag=v0.63.5\n")));
    assertEquals("app -", names("app.jar", Zips.jar().with("version.properties", "tag=v0.63.5\n")));
  }

  @Test
  void reads_an_archive_behind_a_program() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("#!/bin/sh\nexec java -jar \"$0\"\n".getBytes(StandardCharsets.UTF_8));
    out.writeBytes(Zips.jar().pom("g", "run", "1").bytes());
    assertEquals("run 1", names("run.jar", out.toByteArray()));
  }

  @Test
  void reads_more_entries_than_a_plain_zip_can_count() throws Exception {
    Zips zip = Zips.jar();
    for (int i = 0; i < 70_000; i++) {
      zip.stored("c/" + i, new byte[0]);
    }
    assertEquals("many 1", names("many.jar", zip.pom("g", "many", "1")));
  }

  @Test
  void refuses_what_is_cut_or_garbage() throws Exception {
    byte[] whole = Zips.jar().pom("g", "a", "1").bytes();
    for (int length : new int[] {1, 30, whole.length / 2, whole.length - 1}) {
      assertThrows(MalformedException.class, () -> names("a.jar", Arrays.copyOf(whole, length)));
    }
    assertThrows(
        MalformedException.class,
        () -> names("a.jar", Zips.jar().with("/META-INF/MANIFEST.MF", "")));
    assertEquals("", names("a.jar", new byte[0]));
    assertEquals("", names("a.rar", "Rar!\u001a\u0007".getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void leaves_out_what_is_damaged_inside() throws Exception {
    assertEquals(
        "a 1, c 3",
        names(
            "a-1.war",
            Zips.jar().with("b-2.jar", new byte[100]).with("c-3.jar", Zips.jar().bytes())));
  }

  @Test
  void says_what_it_cannot_unpack() {
    byte[] zip = Zips.jar().bytes();
    for (int i = 0; i < zip.length - 4; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        byte[] encrypted = zip.clone();
        encrypted[i + 8] |= 1;
        assertThrows(UnsupportedException.class, () -> names("a.jar", encrypted));
        byte[] zstd = zip.clone();
        zstd[i + 10] = 93;
        assertThrows(UnsupportedException.class, () -> names("a.jar", zstd));
      }
    }
  }

  @Test
  void does_not_follow_archives_in_one_another_for_ever() {
    byte[] bytes = Zips.jar().bytes();
    for (int i = 0; i < 210; i++) {
      bytes = Zips.jar().with("a.jar", bytes).bytes();
    }
    byte[] deep = bytes;
    assertThrows(UnsupportedException.class, () -> names("a.jar", deep));
  }

  @Test
  void does_not_unpack_the_same_again_and_again() {
    byte[] bytes = Zips.jar().bytes();
    for (int i = 0; i < 8; i++) {
      Zips zip = Zips.jar();
      for (int copy = 0; copy < 8; copy++) {
        zip.with(copy + ".jar", bytes);
      }
      bytes = zip.bytes();
    }
    byte[] wide = bytes;
    assertThrows(UnsupportedException.class, () -> names("a.jar", wide));
  }
}
