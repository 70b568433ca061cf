package dev.sbomagent.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A mount point comes off the names of files, and nothing comes off an ordinary golden. */
class MountPrefixTest {
  private static final String H = "00".repeat(32);

  private static Sbom sbom(String source, String... entries) {
    String json = Fixtures.json("syft", "1.54.1", String.join(",", entries));
    return Fixtures.accepted(json.replace("\"name\":\"/\"", "\"name\":\"" + source + "\""));
  }

  private static List<String> paths(Sbom sbom) {
    return FileTables.text(sbom.files()).stream().map(line -> line.split(" ", -1)[0]).toList();
  }

  private static String dpkg(String location) {
    return Fixtures.entry("dpkg-db-cataloger", "x" + location.length(), "1", "", location);
  }

  @Test
  void a_scanned_folder_comes_off() {
    assertEquals(
        List.of("/etc/a", "/usr/b"),
        paths(
            sbom(
                "/mnt/image/",
                Fixtures.file("/mnt/image/etc/a", H),
                Fixtures.file("/mnt/image/usr/b", H),
                dpkg("var/lib/dpkg/status"))));
  }

  @Test
  void a_folder_that_not_every_file_lies_below_stays() {
    assertEquals(
        List.of("/mnt/image/etc/a", "/usr/b"),
        paths(
            sbom("/mnt/image", Fixtures.file("/mnt/image/etc/a", H), Fixtures.file("/usr/b", H))));
    assertEquals(
        List.of("/mnt/image2/etc/a"),
        paths(sbom("/mnt/image", Fixtures.file("/mnt/image2/etc/a", H))));
  }

  @Test
  void an_ordinary_golden_loses_nothing() {
    assertEquals(
        List.of("/var/lib/dpkg/status"),
        paths(sbom("/", Fixtures.file("/var/lib/dpkg/status", H), dpkg("var/lib/dpkg/status"))));
    assertEquals(
        List.of("/opt/opt/x.jar"),
        paths(sbom("/", Fixtures.file("/opt/opt/x.jar", H), dpkg("opt/x.jar"))));
    assertEquals(
        List.of("/var/lib/dpkg/status"),
        paths(
            sbom(
                "my-image",
                Fixtures.file("/var/lib/dpkg/status", H),
                dpkg("var/lib/dpkg/status"))));
  }

  @Test
  void a_hidden_folder_is_found_by_evidence() {
    assertEquals(
        List.of("/usr/b", "/var/lib/dpkg/status"),
        paths(
            sbom(
                "my-image",
                Fixtures.file("/mnt/image/var/lib/dpkg/status", H),
                Fixtures.file("/mnt/image/usr/b", H),
                dpkg("var/lib/dpkg/status"),
                dpkg("usr/b"),
                dpkg("gone"))));
  }

  @Test
  void evidence_that_is_divided_counts_for_nothing() {
    assertEquals(
        List.of("/srv/usr/b", "/srv/x/usr/c"),
        paths(
            sbom(
                "my-image",
                Fixtures.file("/srv/usr/b", H),
                Fixtures.file("/srv/x/usr/c", H),
                dpkg("usr/b"),
                dpkg("srv/usr/b"))));
  }

  @Test
  void locations_lose_the_folder_when_all_have_it() {
    Sbom all = sbom("/mnt/image", dpkg("/mnt/image/var/lib/dpkg/status"));
    assertEquals(List.of("/var/lib/dpkg/status"), all.components().get(0).locations());
    Sbom some = sbom("/mnt/image", dpkg("/mnt/image/a"), dpkg("/mnt/image2/abc"));
    assertEquals(List.of("/mnt/image/a"), some.components().get(0).locations());
  }
}
