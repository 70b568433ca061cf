package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Presence;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real databases, and what the real syft says of them. */
@Tag("corpus")
class DpkgCorpusTest {
  private static final Path DATA = Path.of("..", "shared", "data");

  @TempDir Path folder;

  private static List<DpkgEntry> parse(String path) throws IOException, MalformedException {
    try (InputStream in = Files.newInputStream(DATA.resolve(path))) {
      return DpkgStatus.parse(in, false);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "claircore/dpkg/texlive.status, 357",
    "claircore/dpkg/debian-only.status, 1",
    "claircore/dpkg/postgresql.status, 3",
    "syft/dpkg-status.d/deinstall, 1",
    "syft/dpkg-status.d/single, 1",
    "syft/dpkg-status.d/installed-size-4KB, 1",
    "syft/distroless/libsqlite3-0, 1",
    "osv-scalibr/dpkg/statusfield, 4",
    "osv-scalibr/dpkg/single, 1",
    "osv-scalibr/dpkg/trailingnewlines, 1",
    "osv-scalibr/dpkg/transitional, 1",
    "osv-scalibr/dpkg/empty, 0",
    "debian-inspector/debcon/status/one_status, 1",
    "debian-inspector/debcon/status/simple_status, 6",
  })
  void counts_what_is_installed(String path, int installed) throws Exception {
    assertEquals(
        installed,
        parse(path).stream().filter(entry -> entry.presence() == Presence.INSTALLED).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "osv-scalibr/dpkg/invalid",
        "osv-scalibr/dpkg/nopackage",
        "osv-scalibr/dpkg/noversion",
        "syft/dpkg-status.d/corrupt",
        "syft/dpkg-status.d/empty",
        "syft/dpkg-status.d/multiple",
        "debian-inspector/debcon/status/one_status_junk",
      })
  void refuses_what_dpkg_refuses(String path) {
    assertThrows(MalformedException.class, () -> parse(path));
  }

  /** The first status file of a text archive. */
  private static byte[] archived(String name) throws IOException {
    String text = Files.readString(DATA.resolve("trivy/dpkg").resolve(name));
    String mark = "-- var/lib/dpkg/status --\n";
    int from = text.indexOf(mark) + mark.length();
    int to = text.indexOf("\n-- ", from);
    return text.substring(from, to < 0 ? text.length() : to + 1).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void reads_the_databases_inside_text_archives() throws Exception {
    assertEquals(91, parse(archived("valid.txtar")).size());
    assertEquals(1, parse(archived("only-apt.txtar")).size());
    assertEquals(2, parse(archived("third-party.txtar")).size());
    assertEquals(6, parse(archived("corrupsed.txtar")).size());
  }

  private static List<DpkgEntry> parse(byte[] bytes) throws IOException, MalformedException {
    return DpkgStatus.parse(new ByteArrayInputStream(bytes), true);
  }

  private Host unpacked(String name) throws Exception {
    Path archive = DATA.resolve("interop/roots").resolve(name + ".tar.xz");
    assertTrue(Files.exists(archive), archive.toString());
    Process tar =
        new ProcessBuilder("tar", "-xJf", archive.toString(), "-C", folder.toString()).start();
    assertEquals(0, tar.waitFor());
    return Host.at(folder);
  }

  private static Set<String> golden(String name, boolean files) throws Exception {
    byte[] bytes =
        Files.readAllBytes(DATA.resolve("interop/goldens/" + name + "/syft-1.54.1.cdx.json"));
    JsonValue.Obj bom = (JsonValue.Obj) JsonValue.parse(bytes, JsonLimits.ofBytes(64 << 20));
    TreeSet<String> lines = new TreeSet<>();
    for (JsonValue item : ((JsonValue.Arr) bom.field("components").orElseThrow()).items()) {
      JsonValue.Obj component = (JsonValue.Obj) item;
      if (files && text(component, "type").equals("file")) {
        lines.add(text(component, "name"));
      } else if (!files && item.toString().contains("value=dpkg-db-cataloger]")) {
        lines.add(text(component, "version") + " " + text(component, "purl"));
      }
    }
    return lines;
  }

  private static String text(JsonValue.Obj object, String field) {
    return object.field(field).orElse(new JsonValue.Null()) instanceof JsonValue.Str str
        ? str.value()
        : "";
  }

  @ParameterizedTest
  @ValueSource(strings = {"deb12-mini", "ubuntu1804", "debian-texlive"})
  void says_of_a_root_what_syft_says(String name) throws Exception {
    Cataloging.Complete complete =
        assertInstanceOf(
            Cataloging.Complete.class, new DpkgCataloger(millis -> {}).catalog(unpacked(name)));
    TreeSet<String> observed = new TreeSet<>();
    for (Component component : complete.components()) {
      if (component.presence() != Presence.RESIDUAL) {
        observed.add(component.version() + " " + component.purl());
      }
    }
    assertEquals(golden(name, false), observed);
  }

  /** Of the files that syft lists, ours are those of packages; the others prove other families. */
  @Test
  void owns_the_files_that_syft_lists() throws Exception {
    Host host = unpacked("deb12-mini");
    Cataloging.Complete complete =
        assertInstanceOf(Cataloging.Complete.class, new DpkgCataloger(millis -> {}).catalog(host));
    TreeSet<String> observed = new TreeSet<>();
    for (String path : complete.files().listed()) {
      if (host.resolveNoFollow(path) instanceof Found found && found.kind() == FileKind.REGULAR) {
        observed.add(path);
      }
    }
    Set<String> expected = golden("deb12-mini", true);
    TreeSet<String> unexpected = new TreeSet<>(observed);
    unexpected.removeAll(expected);
    assertEquals(new TreeSet<String>(), unexpected);
    expected.removeAll(observed);
    for (String path : expected) {
      assertTrue(
          path.startsWith("/usr/local/")
              || path.startsWith("/opt/")
              || path.startsWith("/var/lib/gems/")
              || path.contains("/modules/"),
          path);
    }
    assertEquals(1781, observed.size() + expected.size());
  }
}
