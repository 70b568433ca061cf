package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Component;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real databases, and what the real rpm and the real syft say of them. */
@Tag("corpus")
class RpmCorpusTest {
  private static final Path DATA = Path.of("..", "shared", "data");

  @TempDir Path folder;

  /** Rows as rpm prints them. */
  private static final class Rows implements RpmDatabase.Taker {
    final List<String> rows = new ArrayList<>();

    @Override
    public void restart() {
      rows.clear();
    }

    @Override
    public void take(RpmEntry entry, @Nullable RpmHeader header) {
      rows.add(
          String.join(
              "\t",
              entry.name(),
              entry.epoch() == null ? "" : entry.epoch().toString(),
              entry.version(),
              entry.release(),
              entry.arch().isEmpty() ? "(none)" : entry.arch(),
              entry.sourceRpm().isEmpty() ? "(none)" : entry.sourceRpm()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "generated/bdb, 60",
    "generated/bdb-be, 60",
    "generated/bdb-churn, 44",
    "generated/ndb, 60",
    "generated/ndb-churn, 44",
    "generated/sqlite, 60",
    "generated/sqlite-wal-crash, 51",
    "generated/sqlite-wal-tail-garbage, 51",
    "go-rpmdb/cbl-mariner-2.0, 129",
    "go-rpmdb/libuuid, 1",
    "go-rpmdb/sle15-bci, 35",
    "osquery-rpm/rpm-bdb, 3",
    "osquery-rpm/rpm-ndb, 3",
    "osquery-rpm/rpm-sqlite, 9",
    "osv-scalibr-epoch, 1",
    "syft-dive, 1",
  })
  void lists_what_rpm_lists(String name, int count) throws Exception {
    Path database = DATA.resolve(name);
    Rows rows = new Rows();
    String file = "";
    for (String form : List.of("rpmdb.sqlite", "Packages.db", "Packages")) {
      file = Files.exists(database.resolve(form)) ? "/" + form : file;
    }
    assertEquals(count, new RpmDatabase(Host.at(database), file, rows).read());
    List<String> expected = new ArrayList<>();
    for (String line : Files.readAllLines(database.resolve("expected.tsv"))) {
      expected.add(String.join("\t", List.of(line.split("\t", -1)).subList(0, 6)));
    }
    rows.rows.sort(null);
    expected.sort(null);
    assertEquals(expected, rows.rows);
  }

  static List<Path> malformed() throws IOException {
    try (Stream<Path> files = Files.list(DATA.resolve("generated/malformed"))) {
      List<Path> all = new ArrayList<>(files.sorted().toList());
      assertEquals(16, all.size());
      all.add(DATA.resolve("claircore/no_packages.sqlite"));
      all.add(DATA.resolve("osv-scalibr-bad/invalid"));
      return all;
    }
  }

  @ParameterizedTest
  @MethodSource
  void malformed(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    String form = name.contains("sqlite") ? "rpmdb.sqlite" : "Packages";
    Files.createDirectories(folder.resolve("var/lib/rpm"));
    Files.copy(file, folder.resolve("var/lib/rpm").resolve(form));
    Cataloging cataloging =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> new RpmCataloger(millis -> {}).catalog(Host.at(folder)));
    Cataloging.Failed failed = assertInstanceOf(Cataloging.Failed.class, cataloging);
    assertTrue(failed.reason().startsWith("/var/lib/rpm/" + form + ": "), failed.reason());
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
      } else if (!files && item.toString().contains("value=rpm-db-cataloger]")) {
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
  @CsvSource({
    "mariner2, /var/lib/rpm/rpmdb.sqlite",
    "sle15, /usr/lib/sysimage/rpm/Packages.db",
    "tumbleweed, /usr/lib/sysimage/rpm/Packages.db",
    "rhel8-one, /var/lib/rpm/Packages",
    "fedora33, /var/lib/rpm/rpmdb.sqlite",
    "centos6, /var/lib/rpm/Packages",
    "amzn2-like, /var/lib/rpm/Packages",
    "amzn2023-like, /var/lib/rpm/rpmdb.sqlite"
  })
  void says_of_a_root_what_syft_says(String name, String database) throws Exception {
    Host host = unpacked(name);
    Cataloging.Complete complete =
        assertInstanceOf(Cataloging.Complete.class, new RpmCataloger(millis -> {}).catalog(host));
    TreeSet<String> observed = new TreeSet<>();
    for (Component component : complete.components()) {
      assertEquals(List.of(database), component.locations());
      observed.add(component.version() + " " + component.purl());
    }
    TreeSet<String> expected = new TreeSet<>();
    for (String line : golden(name, false)) {
      // syft writes an epoch of 0, which is none
      expected.add(line.startsWith("0:") ? line.substring(2) : line);
    }
    assertEquals(expected, observed);
    assertTrue(complete.databases().contains(database));
    TreeSet<String> files = new TreeSet<>();
    for (String path : complete.files().listed()) {
      if (host.resolveNoFollow(path) instanceof Found found && found.kind() == FileKind.REGULAR) {
        files.add(path);
      }
    }
    assertEquals(golden(name, true), files);
  }

  @Test
  void reads_a_large_database_fast() throws Exception {
    Path database = DATA.resolve("go-rpmdb/cbl-mariner-2.0");
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      assertEquals(129, new RpmDatabase(Host.at(database), "/rpmdb.sqlite", new Rows()).read());
      least = Math.min(least, System.nanoTime() - start);
    }
    assertTrue(least < 200_000_000L, least + " ns");
  }
}
