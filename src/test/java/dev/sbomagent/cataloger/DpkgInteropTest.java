package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Presence;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dpkg-query says of the same database, over many made-up ones with journals. */
@Tag("interop")
class DpkgInteropTest {
  @TempDir Path root;

  @Test
  void lists_what_dpkg_query_lists() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Path database = root.resolve(seed + "/var/lib/dpkg");
      Files.createDirectories(database.resolve("updates"));
      Files.createDirectories(database.resolve("info"));
      StringBuilder status = new StringBuilder();
      for (int i = 0; i < 6; i++) {
        status.append(stanza(random, "p" + i, random.nextBoolean() ? "amd64" : "all")).append('\n');
      }
      Files.writeString(database.resolve("status"), status);
      for (int i = 0; i < 8; i++) {
        String name = "p" + random.nextInt(8);
        Files.writeString(
            database.resolve("updates/000" + i),
            stanza(random, name, random.nextBoolean() ? "amd64" : "all"));
      }
      Cataloging.Complete complete =
          assertInstanceOf(
              Cataloging.Complete.class,
              new DpkgCataloger(millis -> {}).catalog(Host.at(root.resolve("" + seed))));
      TreeSet<String> observed = new TreeSet<>();
      for (Component c : complete.components()) {
        if (c.presence() != Presence.KNOWN) {
          observed.add(c.slot().name() + " " + c.slot().arch() + " " + c.version());
        }
      }
      assertEquals(query(database), observed, "seed " + seed);
    }
  }

  private static java.util.Set<String> query(Path database) throws IOException {
    Process query =
        new ProcessBuilder(
                "dpkg-query",
                "--admindir=" + database,
                "-W",
                "-f",
                "${Package} ${Architecture} ${Version}\\n")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new TreeSet<>(text.lines().toList());
  }

  private static String stanza(Random random, String name, String arch) {
    String[] states = {
      "install ok installed",
      "deinstall ok config-files",
      "install reinstreq half-installed",
      "deinstall ok installed",
      "install ok unpacked",
      "purge ok not-installed",
      "install ok installed"
    };
    return "Package: "
        + name
        + "\nStatus: "
        + states[random.nextInt(states.length)]
        + "\nArchitecture: "
        + arch
        + "\nVersion: "
        + random.nextInt(9)
        + "\nMaintainer: n <n@example.invalid>\nDescription: d\n";
  }
}
