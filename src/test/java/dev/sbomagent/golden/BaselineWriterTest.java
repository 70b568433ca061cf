package dev.sbomagent.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.golden.Coverage.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BaselineWriterTest {
  private static final BaselineWriter.Header HEADER =
      new BaselineWriter.Header(
          Instant.parse("2026-05-04T03:02:01.987Z"),
          "1.0.0",
          new Sbom.Os("debian", "12.11"),
          "/",
          List.of("/mnt/a,b", "/srv"),
          Map.of("sbom-agent:image-id", "web-7"));

  /** Files in a list. */
  private static final class Listed implements BaselineWriter.FileCursor {
    private final List<String> paths;
    private int at = -1;

    Listed(List<String> paths) {
      this.paths = paths;
    }

    @Override
    public boolean next() {
      return ++at < paths.size();
    }

    @Override
    public String path() {
      return paths.get(at);
    }

    @Override
    public byte[] sha256() {
      byte[] digest = new byte[32];
      digest[0] = (byte) (200 + at);
      return digest;
    }
  }

  private static Component component(
      Family family,
      String group,
      String name,
      String arch,
      @Nullable String version,
      @Nullable String purl,
      String... locations) {
    return new Component(
        new Slot(family.ecosystem(), group, name, arch),
        version,
        purl,
        List.of(locations),
        Presence.INSTALLED);
  }

  private static Map<Family, List<Component>> machine() {
    Map<Family, List<Component>> out = new EnumMap<>(Family.class);
    out.put(
        Family.DPKG,
        List.of(
            component(
                Family.DPKG,
                "",
                "bsdutils",
                "amd64",
                "1:2.36.1-8+deb11u1",
                "pkg:deb/debian/bsdutils@1%3A2.36.1-8%2Bdeb11u1?arch=amd64&distro=debian-12.11",
                "/var/lib/dpkg/status"),
            component(Family.DPKG, "", "exotic", "arm64", "1", null, "/var/lib/dpkg/status"),
            new Component(
                new Slot("deb", "", "gone", "amd64"), "1", null, List.of(), Presence.RESIDUAL),
            new Component(
                new Slot("deb", "", "marked", "amd64"),
                "1",
                "pkg:deb/debian/marked@1?arch=amd64",
                List.of("/var/lib/dpkg/status"),
                Presence.DESELECTED)));
    out.put(
        Family.RPM,
        List.of(
            component(
                Family.RPM,
                "",
                "vim",
                "x86_64",
                "2:9.0-1.el9",
                "pkg:rpm/redhat/vim@9.0-1.el9?arch=x86_64&epoch=2",
                "/var/lib/rpm/rpmdb.sqlite"),
            component(
                Family.RPM, "", "vim", "x86_64", "2:9.0-2.el9", null, "/var/lib/rpm/rpmdb.sqlite"),
            component(
                Family.RPM,
                "",
                "gpg-pubkey",
                "",
                "8483c65d-5ccc5b19",
                "pkg:rpm/redhat/gpg-pubkey@8483c65d-5ccc5b19",
                "/var/lib/rpm/rpmdb.sqlite")));
    out.put(
        Family.PYTHON,
        List.of(
            component(
                Family.PYTHON,
                "",
                "zope-interface",
                "",
                null,
                "pkg:pypi/zope-interface",
                "/usr/lib/python3/zope.interface.dist-info/METADATA",
                "/usr/lib/python3/RECORD")));
    out.put(
        Family.JAVA,
        List.of(
            component(Family.JAVA, "org.x", "a", "", "1", "pkg:maven/org.x/a@1", "/opt/a.jar"),
            component(Family.JAVA, "org.y", "b", "", "1", null, "/opt/b.jar")));
    out.put(
        Family.GO,
        List.of(
            component(
                Family.GO, "", "stdlib", "", "1.22.3", "pkg:golang/stdlib@1.22.3", "/usr/bin/x"),
            component(
                Family.GO,
                "",
                "github.com/x/y/v2",
                "",
                "v2.0.0",
                "pkg:golang/github.com/x/y/v2@v2.0.0",
                "/usr/bin/x")));
    out.put(
        Family.OPKG,
        List.of(
            component(
                Family.OPKG, "", "dropbear", "mips", "2022.83-1", null, "/usr/lib/opkg/status")));
    out.put(
        Family.KERNEL,
        List.of(
            component(
                Family.KERNEL,
                "",
                "6.1.0-56",
                "",
                null,
                null,
                "/boot/vmlinuz-6.1.0-56",
                "/usr/lib/modules/6.1.0-56/kernel/a.ko.xz",
                "/usr/lib/modules/6.1.0-56/kernel/b.ko")));
    out.put(Family.NODE, List.of());
    return out;
  }

  private static byte[] written(Map<Family, List<Component>> machine, List<String> paths) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      BaselineWriter.write(out, HEADER, machine, new Listed(paths));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return out.toByteArray();
  }

  @Test
  void obeys_the_official_schema() throws Exception {
    byte[] golden = written(machine(), List.of("/etc/a", "/usr/bin/x"));
    assertEquals(List.of(), new JsonParser().validate(golden, Version.VERSION_16));
    String broken = new String(golden, UTF_8).replace("\"library\"", "\"thing\"");
    assertNotEquals(
        List.of(), new JsonParser().validate(broken.getBytes(UTF_8), Version.VERSION_16));
  }

  @Test
  void parsing_gives_back_what_was_written() {
    Sbom sbom = Fixtures.accepted(written(machine(), List.of("/etc/a", "/usr/bin/x")));
    List<String> expected = new ArrayList<>();
    machine()
        .forEach(
            (family, components) -> {
              for (Component component : components) {
                if (component.presence() == Presence.RESIDUAL) {
                  continue;
                }
                if (family == Family.KERNEL) {
                  for (String location : component.locations()) {
                    expected.add(family + " " + component.slot() + " null [" + location + "]");
                  }
                } else {
                  expected.add(
                      family
                          + " "
                          + component.slot()
                          + " "
                          + component.version()
                          + " "
                          + component.locations());
                }
              }
            });
    List<String> actual = new ArrayList<>();
    for (GoldenComponent component : sbom.components()) {
      actual.add(
          component.family()
              + " "
              + component.slot()
              + " "
              + component.version()
              + " "
              + component.locations());
    }
    Collections.sort(expected);
    Collections.sort(actual);
    assertEquals(expected, actual);
    assertEquals(
        List.of("/etc/a c8" + "00".repeat(31), "/usr/bin/x c9" + "00".repeat(31)),
        FileTables.text(sbom.files()));
    assertEquals("sbom-agent 1.0.0", sbom.tool().toString());
    assertEquals(Optional.of("2026-05-04T03:02:01Z"), sbom.createdAt());
    assertEquals(Optional.of(new Sbom.Os("debian", "12.11")), sbom.os());
    assertEquals(
        new TreeMap<>(
            Map.of(
                "sbom-agent:families", "dpkg,rpm,opkg,python,java,go,node,kernel",
                "sbom-agent:root", "/",
                "sbom-agent:excludes", "/mnt/a%2Cb,/srv",
                "sbom-agent:image-id", "web-7")),
        sbom.properties());
    assertEquals(Answer.LOOKED_FOR, sbom.coverage().of(Family.NODE));
    assertEquals(Answer.NOT_IN_GOLDEN, sbom.coverage().of(Family.GEM));
  }

  @Test
  void the_same_machine_gives_the_same_bytes() {
    byte[] golden = written(machine(), List.of("/etc/a"));
    Map<Family, List<Component>> shuffled = new TreeMap<>(Collections.reverseOrder());
    machine()
        .forEach(
            (family, components) -> {
              List<Component> twice = new ArrayList<>(components);
              twice.addAll(components);
              Collections.shuffle(twice, new Random(7));
              shuffled.put(family, twice);
            });
    assertArrayEquals(golden, written(shuffled, List.of("/etc/a")));
  }

  @Test
  void another_content_has_another_serial_number() {
    assertNotEquals(
        serial(written(machine(), List.of("/etc/a"))),
        serial(written(machine(), List.of("/etc/b"))));
    String serial = serial(written(machine(), List.of()));
    assertTrue(
        serial.matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f-]{16}"),
        serial);
  }

  private static String serial(byte[] golden) {
    String text = new String(golden, UTF_8);
    int at = text.indexOf("urn:uuid:");
    return text.substring(at, at + 45);
  }

  @Test
  void refuses_files_out_of_order() {
    assertThrows(IllegalArgumentException.class, () -> written(Map.of(), List.of("/b", "/a")));
    assertThrows(IllegalArgumentException.class, () -> written(Map.of(), List.of("/a", "/a")));
  }

  @Test
  void an_empty_machine_is_a_golden_too() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BaselineWriter.Header bare =
        new BaselineWriter.Header(Instant.EPOCH, "1.0.0", null, "/mnt/image", List.of(), Map.of());
    BaselineWriter.write(out, bare, Map.of(), BaselineWriter.FileCursor.NONE);
    assertEquals(List.of(), new JsonParser().validate(out.toByteArray(), Version.VERSION_16));
    Sbom sbom = Fixtures.accepted(out.toByteArray());
    assertEquals(List.of(), sbom.components());
    assertEquals(Optional.empty(), sbom.os());
  }
}
