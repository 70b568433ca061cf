package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.component.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageDatabasesTest {
  @TempDir Path root;

  private void file(String path) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.createFile(root.resolve(path));
  }

  @Test
  void databases_are_known_by_their_names() throws IOException {
    assertEquals(Set.of(), PackageDatabases.present(Host.at(root)));
    file("var/lib/dpkg/status.d/a");
    file("usr/share/rpm/rpmdb.sqlite");
    file("usr/lib/apk/db/installed");
    assertEquals(
        Set.of(Family.DPKG, Family.RPM, Family.APK), PackageDatabases.present(Host.at(root)));
    file("var/lib/pacman/local/x");
    file("usr/lib/opkg/status");
    file("var/db/pkg/cat/pkg");
    assertEquals(6, PackageDatabases.present(Host.at(root)).size());
  }
}
