package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.sbomagent.component.Component;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same packages in every layout that the database's own tools can write. */
@Tag("interop")
class RpmInteropTest {
  private static final Path HOSTS = Path.of("test-fixtures", "hosts");

  @TempDir Path root;

  private static void run(String script, Path from, Path to) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-ec", script, "sh", from.toString(), to.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private void assertLists(String host) throws IOException {
    Cataloging cataloging = new RpmCataloger(millis -> {}).catalog(Host.at(root));
    Cataloging.Complete complete =
        assertInstanceOf(Cataloging.Complete.class, cataloging, cataloging::toString);
    TreeSet<String> lines = new TreeSet<>();
    for (Component c : complete.components()) {
      lines.add(c.slot().name() + " " + c.slot().arch() + " " + c.version());
    }
    List<String> expected = Files.readAllLines(HOSTS.resolve(host).resolve("expected.txt"));
    assertEquals(new TreeSet<>(expected), lines);
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2048, 4096, 8192, 16384, 32768, 65536})
  void reads_pages_of_every_size_in_both_byte_orders(int pageSize) throws Exception {
    Path target = root.resolve("var/lib/rpm/Packages");
    Files.createDirectories(root.resolve("var/lib/rpm"));
    for (String order : List.of("1234", "4321")) {
      for (String buckets : List.of("", "h_ffactor=2\\n")) {
        Files.deleteIfExists(target);
        run(
            "db5.3_dump \"$1\" | sed -e '/^h_ffactor/d;/^h_nelem/d' -e 's/^db_pagesize=.*/db_pagesize="
                + pageSize
                + (buckets.isEmpty() ? "" : "\\n" + buckets.substring(0, buckets.length() - 2))
                + "/' | db5.3_load -t hash -c db_lorder="
                + order
                + " \"$2\"",
            HOSTS.resolve("rpm-bdb/root/var/lib/rpm/Packages"),
            target);
        assertLists("rpm-bdb");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2048, 4096, 8192, 16384, 32768, 65536})
  void reads_sqlite_pages_of_every_size(int pageSize) throws Exception {
    Path target = root.resolve("var/lib/rpm/rpmdb.sqlite");
    Files.createDirectories(root.resolve("var/lib/rpm"));
    for (String reserved : List.of("", "-cmd '.filectrl reserve_bytes 32'")) {
      Files.deleteIfExists(target);
      run(
          "d=$(mktemp -d) && cp \"$1\" \"$1-wal\" $d && sqlite3 "
              + reserved
              + " $d/rpmdb.sqlite 'pragma journal_mode=delete; pragma page_size="
              + pageSize
              + "; vacuum;' && mv $d/rpmdb.sqlite \"$2\" && rm -r $d",
          HOSTS.resolve("rpm-killed/root/var/lib/rpm/rpmdb.sqlite"),
          target);
      assertLists("rpm-killed");
    }
  }
}
