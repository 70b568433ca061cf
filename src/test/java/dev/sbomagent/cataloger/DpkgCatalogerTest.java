package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.inventory.Mounts;
import dev.sbomagent.inventory.Resolution.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DpkgCatalogerTest {
  private static final Path HOSTS = Path.of("test-fixtures", "hosts");
  private static final String ONE =
      "Package: a\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n";

  @TempDir Path root;
  private final List<Long> pauses = new ArrayList<>();

  private static Host fixture(String name) {
    return Host.at(HOSTS.resolve(name).resolve("root"));
  }

  private Cataloging catalog(Host host) {
    return new DpkgCataloger(pauses::add).catalog(host);
  }

  private Cataloging.Complete complete(Host host) {
    return assertInstanceOf(Cataloging.Complete.class, catalog(host));
  }

  private String failure() {
    return assertInstanceOf(Cataloging.Failed.class, catalog(Host.at(root))).reason();
  }

  private void file(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }

  private static String line(Component c) {
    return c.slot().name() + " " + c.slot().arch() + " " + c.version();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dpkg-states", "dpkg-killed", "dpkg-multiarch", "dpkg-distroless"})
  void lists_what_dpkg_lists(String name) throws IOException {
    TreeSet<String> expected = new TreeSet<>();
    for (String line : Files.readAllLines(HOSTS.resolve(name).resolve("expected.txt"))) {
      expected.add(line.substring(line.indexOf(' ') + 1));
    }
    TreeSet<String> observed = new TreeSet<>();
    for (Component component : complete(fixture(name)).components()) {
      if (component.presence() != Presence.KNOWN) {
        observed.add(line(component));
      }
    }
    assertEquals(expected, observed);
  }

  @Test
  void tells_how_much_of_a_package_is_there() {
    Map<String, Presence> presences = new TreeMap<>();
    for (Component component : complete(fixture("dpkg-states")).components()) {
      presences.put(component.slot().name(), component.presence());
    }
    Map<String, Presence> expected = new TreeMap<>();
    for (String name :
        List.of(
            "installed",
            "held",
            "purged",
            "unpacked",
            "half-configured",
            "triggers-awaited",
            "triggers-pending")) {
      expected.put(name, Presence.INSTALLED);
    }
    expected.put("deselected", Presence.DESELECTED);
    expected.put("half-installed", Presence.PARTIAL);
    expected.put("removed", Presence.RESIDUAL);
    expected.put("known", Presence.KNOWN);
    assertEquals(expected, presences);
  }

  @Test
  void describes_a_package_as_syft_does() {
    Component removed =
        complete(fixture("dpkg-states")).components().stream()
            .filter(c -> c.slot().name().equals("removed"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        new Component(
            new Slot("deb", "", "removed", "amd64"),
            "1:2.0~rc1-3+b1",
            "pkg:deb/debian/removed@1%3A2.0~rc1-3%2Bb1?arch=amd64&distro=debian-12.15"
                + "&upstream=fixture-removed%402.0~rc1-3",
            List.of("/var/lib/dpkg/status", "/var/lib/dpkg/info/removed.list"),
            Presence.RESIDUAL),
        removed);
  }

  @Test
  void names_the_databases_it_read() {
    assertEquals(List.of("/var/lib/dpkg/status"), complete(fixture("dpkg-states")).databases());
    assertEquals(
        List.of("/var/lib/dpkg/status.d/base", "/var/lib/dpkg/status.d/dHo="),
        complete(fixture("dpkg-distroless")).databases());
  }

  @Test
  void a_moved_database_is_read_once_and_named_both_ways() throws IOException {
    file("usr/lib/dpkg/status", ONE);
    Files.createDirectories(root.resolve("var/lib"));
    Files.createSymbolicLink(root.resolve("var/lib/dpkg"), Path.of("../../usr/lib/dpkg"));
    Cataloging.Complete complete = complete(Host.at(root));
    assertEquals(1, complete.components().size());
    assertEquals(List.of("/usr/lib/dpkg/status", "/var/lib/dpkg/status"), complete.databases());
  }

  @Test
  void a_status_with_two_names_is_read_once() throws IOException {
    file("var/lib/dpkg/status", ONE);
    Files.createDirectories(root.resolve("usr/lib/dpkg"));
    Files.createLink(root.resolve("usr/lib/dpkg/status"), root.resolve("var/lib/dpkg/status"));
    assertEquals(
        List.of("/var/lib/dpkg/status"), complete(Host.at(root)).components().get(0).locations());
  }

  @Test
  void two_databases_are_read_both() throws IOException {
    file("var/lib/dpkg/status", ONE);
    file("var/lib/dpkg/status.d/a", ONE);
    file("usr/lib/dpkg/status", ONE.replace("Version: 1", "Version: 2"));
    List<Component> components = complete(Host.at(root)).components();
    assertEquals(
        List.of("a amd64 1", "a amd64 2"),
        List.of(line(components.get(0)), line(components.get(1))));
    assertEquals(
        List.of("/var/lib/dpkg/status", "/var/lib/dpkg/status.d/a"), components.get(0).locations());
  }

  @Test
  void a_host_without_packages_has_no_database() throws IOException {
    assertInstanceOf(Cataloging.Absent.class, catalog(Host.at(root)));
    file("var/lib/dpkg/status", "\n\n");
    Files.createDirectories(root.resolve("var/lib/dpkg/status.d"));
    Files.createDirectories(root.resolve("usr/lib/dpkg/methods"));
    assertEquals(new Cataloging.Absent(Family.DPKG), catalog(Host.at(root)));
  }

  @Test
  void what_cannot_be_read_whole_fails_with_its_place() throws IOException {
    file("var/lib/dpkg/status", ONE + "\nPackage: b\nrubbish\n");
    assertEquals("/var/lib/dpkg/status: line 7: no colon after 'rubbish'", failure());
    file("var/lib/dpkg/status", ONE + "\n" + ONE);
    assertEquals("/var/lib/dpkg/status: package 'a' is listed twice for 'amd64'", failure());
    file("var/lib/dpkg/status", ONE);
    file("var/lib/dpkg/updates/0000", "Package: b\n");
    file("var/lib/dpkg/updates/1", ONE);
    assertEquals("/var/lib/dpkg/updates: names of different lengths", failure());
    file("var/lib/dpkg/updates/0001", "x");
    Files.delete(root.resolve("var/lib/dpkg/updates/1"));
    assertEquals("/var/lib/dpkg/updates/0001: line 1: no colon after 'x'", failure());
    Files.delete(root.resolve("var/lib/dpkg/updates/0001"));
    Files.delete(root.resolve("var/lib/dpkg/status"));
    assertEquals("/var/lib/dpkg/status: missing beside /var/lib/dpkg/updates", failure());
    Files.createDirectory(root.resolve("var/lib/dpkg/status"));
    assertEquals("not a regular file: /var/lib/dpkg/status", failure());
    assertEquals(List.of(), pauses);
  }

  @Test
  void the_journal_is_applied_in_order_and_its_unfinished_file_is_not() throws IOException {
    file("var/lib/dpkg/status", ONE);
    file("var/lib/dpkg/updates/0010", ONE.replace("Version: 1", "Version: 3"));
    file("var/lib/dpkg/updates/0009", ONE.replace("Version: 1", "Version: 2"));
    file("var/lib/dpkg/updates/tmp.i", "#padded");
    file("var/lib/dpkg/updates/0011", "");
    assertEquals("3", complete(Host.at(root)).components().get(0).version());
  }

  @Test
  void the_order_of_stanzas_does_not_matter() throws IOException {
    Host host = fixture("dpkg-states");
    List<String> stanzas =
        new ArrayList<>(
            List.of(
                Files.readString(HOSTS.resolve("dpkg-states/root/var/lib/dpkg/status"))
                    .split("\n\n")));
    java.util.Collections.reverse(stanzas);
    file("var/lib/dpkg/status", String.join("\n\n\n", stanzas) + "\n");
    for (String path : List.of("etc/os-release", "etc/debian_version")) {
      file(path, Files.readString(HOSTS.resolve("dpkg-states/root").resolve(path)));
    }
    file("var/lib/dpkg/info/removed.list", "");
    assertEquals(complete(host).components(), complete(Host.at(root)).components());
  }

  @Test
  void records_the_digests_of_a_packages_files() throws Exception {
    Host host = fixture("dpkg-multiarch");
    Cataloging.Complete complete = complete(host);
    Slot twice = new Slot("deb", "", "libtwice", "i386");
    Slot diverted = new Slot("deb", "", "diverted", "amd64");
    String recorded =
        complete.files().digest(twice, "/lib/i386-linux-gnu/libtwice.so").orElseThrow();
    assertEquals("md5:" + md5(host, "/usr/lib/i386-linux-gnu/libtwice.so"), recorded);
    assertEquals(
        Optional.of(recorded),
        complete.files().digest(twice, "/usr/lib/i386-linux-gnu/libtwice.so"));
    assertEquals(
        Optional.of("md5:" + md5(host, "/etc/libtwice.d/i386.conf")),
        complete.files().digest(twice, "/etc/libtwice.d/i386.conf"));
    assertEquals(
        Optional.of("md5:" + md5(host, "/usr/lib/x86_64-linux-gnu/diverted.so.real")),
        complete.files().digest(diverted, "/usr/lib/x86_64-linux-gnu/diverted.so.real"));
    assertEquals(Optional.empty(), complete.files().digest(twice, "/etc/libtwice.d/amd64.conf"));
    assertEquals(
        Optional.empty(),
        complete.files().digest(new Slot("deb", "", "none", "amd64"), "/etc/passwd"));
  }

  private static String md5(Host host, String path) throws Exception {
    byte[] digest = java.security.MessageDigest.getInstance("MD5").digest(host.read(path, 9999));
    return java.util.HexFormat.of().formatHex(digest);
  }

  private static Optional<String> architecture(Host host) {
    return Inventory.take(
            host,
            Catalogers.all(),
            Exclusions.of(host, Mounts.none(), Exclusions.Configured.NOTHING))
        .architecture();
  }

  @Test
  void the_architecture_is_that_of_dpkg_or_of_most_packages() {
    assertEquals(Optional.of("amd64"), architecture(fixture("dpkg-multiarch")));
    assertEquals(Optional.of("amd64"), architecture(fixture("dpkg-states")));
  }

  @Test
  void owned_files_have_real_folders() throws Exception {
    Host host = fixture("dpkg-multiarch");
    List<String> regular = new ArrayList<>();
    for (String path : complete(host).files().listed()) {
      if (host.resolveNoFollow(path) instanceof Found found) {
        assertEquals(path, found.path());
        regular.add(path);
      }
    }
    assertTrue(
        regular.containsAll(
            List.of(
                "/usr/lib/x86_64-linux-gnu/libtwice.so",
                "/usr/lib/i386-linux-gnu/libtwice.so",
                "/etc/libtwice.d/i386.conf",
                "/var/lib/dpkg/status",
                "/var/lib/dpkg/info/data.list",
                "/var/lib/dpkg/info/libtwice:i386.md5sums")),
        regular.toString());
    assertTrue(!regular.contains("/var/lib/dpkg/info/libtwice:i386.list"));
    assertTrue(!regular.contains("/var/lib/dpkg/info/format"));
  }
}
