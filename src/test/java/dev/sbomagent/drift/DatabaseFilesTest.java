package dev.sbomagent.drift;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/lib/dpkg/status",
        "/var/lib/dpkg/status-old",
        "/var/lib/dpkg/available",
        "/var/lib/dpkg/diversions-old",
        "/var/lib/dpkg/triggers/File",
        "/var/lib/dpkg/info/bash.list",
        "/var/lib/dpkg/info/libc6:amd64.md5sums",
        "/var/lib/rpm/rpmdb.sqlite-wal",
        "/usr/lib/sysimage/rpm/Packages.db",
        "/usr/lib/sysimage/rpm/Index.db",
        "/var/lib/rpm/__db.001",
        "/var/lib/rpm/.rpm.lock",
        "/lib/apk/db/installed",
        "/lib/apk/db/scripts.tar.gz"
      })
  void a_database_file_is_no_finding(String path) {
    assertTrue(DatabaseFiles.contains(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/lib/dpkg/info/bash.postinst",
        "/var/lib/dpkg/info/bash.conffiles",
        "/etc/status",
        "/var/lib/dpkg/arch",
        "/var/lib/rpm/evil",
        "/srv/var/lib/dpkg/status",
        "/lib/apk/db/x"
      })
  void everything_else_is(String path) {
    assertFalse(DatabaseFiles.contains(path));
  }
}
