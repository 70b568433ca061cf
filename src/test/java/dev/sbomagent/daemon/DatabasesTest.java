package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.cataloger.Catalogers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasesTest {
  @TempDir private Path root;

  private Databases databases() {
    return new Databases(root, Catalogers.all());
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var/lib/dpkg/status",
        "var/lib/dpkg/updates/0001",
        "var/lib/rpm/rpmdb.sqlite",
        "usr/lib/sysimage/rpm/Packages.db",
        "var/lib/rpm/Packages",
        "lib/apk/db/installed",
        "var/lib/pacman/local/bash-5.2-1",
        "var/lib/opkg/status",
        "var/db/pkg/app-shells"
      })
  void whatever_a_package_manager_writes_changes_the_token(String path) throws IOException {
    write("var/lib/dpkg/status", "Package: bash\n");
    String before = databases().token();
    assertEquals(before, databases().token());
    write(path, "more\n");
    assertNotEquals(before, databases().token());
  }

  @Test
  void pacman_is_busy_while_its_lock_is_there() throws IOException {
    write("var/lib/pacman/db.lck", "");
    assertTrue(databases().areBusy());
  }

  @Test
  void what_is_written_is_in_a_folder_that_is_watched() {
    assertTrue(databases().folders().contains(root.resolve("var/lib/dpkg")));
    assertTrue(databases().folders().contains(root.resolve("usr/lib/sysimage/rpm")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var/lib/dpkg/lock-frontend",
        "var/lib/dpkg/lock",
        "var/lib/rpm/.rpm.lock",
        "usr/lib/sysimage/rpm/.rpm.lock",
        "lib/apk/db/lock"
      })
  void they_are_busy_while_a_lock_is_held_and_not_because_its_file_is_there(String lock)
      throws IOException {
    write(lock, "");
    assertFalse(databases().areBusy());
    try (FileChannel channel = FileChannel.open(root.resolve(lock), StandardOpenOption.WRITE)) {
      assertTrue(channel.tryLock().isValid());
      assertTrue(databases().areBusy());
    }
    assertFalse(databases().areBusy());
  }

  @Test
  void nothing_of_a_machine_without_packages_is_busy() {
    assertFalse(databases().areBusy());
    assertEquals(databases().token(), databases().token());
  }
}
