package dev.sbomagent.drift;

import static dev.sbomagent.drift.Trial.doubts;
import static dev.sbomagent.drift.Trial.row;
import static dev.sbomagent.drift.Trial.said;
import static dev.sbomagent.drift.Trial.unverified;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.PackageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a golden and an inventory say of each other, and how far that goes. */
class ComparisonTest {
  private static final String STATUS = "/var/lib/dpkg/status";
  private static final String METADATA = "/usr/lib/python3/x-1.dist-info/METADATA";
  private static final String PYTHON = "python-installed-package-cataloger";
  private static final String GO = "go-module-binary-cataloger";

  @TempDir Path root;
  private Trial trial;

  /** A Debian machine as its golden says. */
  @BeforeEach
  void debian() {
    trial =
        new Trial(root)
            .lists("dpkg-db-cataloger", "pkg:deb/bash@5.2-1", STATUS)
            .found(Family.DPKG, List.of(STATUS), "bash 5.2-1 " + STATUS)
            .databases(Family.DPKG);
  }

  private void file(String path) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }

  @Test
  void equal_sides_are_in_sync() {
    Drift drift = trial.compare();
    assertEquals(List.of(), said(drift.deviations()));
    assertEquals(List.of(), unverified(drift));
    assertEquals(List.of(), doubts(drift));
    assertEquals("complete 1", row(drift, Family.DPKG));
    assertEquals("inactive 0 not-in-golden", row(drift, Family.NODE));
    assertEquals("inactive 0 not-implemented", row(drift, Family.PYTHON));
    assertEquals("inactive 0 not-requested", row(drift, Family.FILE));
  }

  @Test
  void what_a_generator_looked_for_and_did_not_find_is_added() {
    Drift drift = trial.found(Family.GEM, "rake 13.0 /usr/lib/ruby/rake.gemspec").compare();
    assertEquals(List.of("added rake [] [13.0]"), said(drift.deviations()));
  }

  @Test
  void a_golden_component_in_a_file_that_is_not_understood_is_unreadable_and_not_removed() {
    Drift drift =
        trial
            .lists(PYTHON, "pkg:pypi/x@1", METADATA)
            .lists(PYTHON, "pkg:pypi/y@1", METADATA.replace('x', 'y'))
            .reads(Family.PYTHON, "METADATA")
            .malformed(METADATA, "no name")
            .found(Family.PYTHON, "y 2 " + METADATA.replace('x', 'y'))
            .compare();
    assertEquals(List.of("upgraded y [1] [2]"), said(drift.deviations()));
    assertEquals(List.of("unreadable pypi 1"), unverified(drift));
    assertEquals("failed 0 " + METADATA + ": no name", row(drift, Family.PYTHON));
    assertEquals(List.of("cataloger-failed: python: " + METADATA + ": no name"), doubts(drift));
  }

  @Test
  void a_malformed_file_that_the_golden_does_not_list_is_nobodys_business() {
    Drift drift =
        trial
            .reads(Family.PYTHON, "METADATA")
            .malformed(METADATA, "no name")
            .found(Family.PYTHON)
            .compare();
    assertEquals("complete 0", row(drift, Family.PYTHON));
    assertEquals(List.of(), doubts(drift));
  }

  @Test
  void a_family_that_failed_removes_nothing() {
    Drift drift =
        trial
            .lists(PYTHON, "pkg:pypi/x@1", METADATA)
            .is(new Cataloging.Failed(Family.PYTHON, "permission denied: /usr"))
            .compare();
    assertEquals(List.of(), said(drift.deviations()));
    assertEquals(List.of("unreadable pypi 1"), unverified(drift));
    assertEquals("failed 0 permission denied: /usr", row(drift, Family.PYTHON));
  }

  @Test
  void a_family_that_nobody_reads_is_not_implemented() {
    Drift drift = trial.lists(PYTHON, "pkg:pypi/x@1", METADATA).compare();
    assertEquals(List.of("not-implemented pypi 1"), unverified(drift));
    assertEquals(List.of(), said(drift.deviations()));
  }

  @Test
  void a_file_of_a_form_that_is_not_read_is_known_by_its_presence() throws Exception {
    trial
        .lists(GO, "pkg:golang/example.org/m@v1.0.0", "/usr/bin/packed")
        .reads(Family.GO, "packed")
        .unsupported("/usr/bin/packed")
        .found(Family.GO);
    assertEquals(List.of("removed /usr/bin/packed [] []"), said(trial.compare().deviations()));
    file("/usr/bin/packed");
    Drift drift = trial.compare();
    assertEquals(List.of(), said(drift.deviations()));
    assertEquals(List.of("by-presence golang 1"), unverified(drift));
  }

  @Test
  void a_name_that_the_cataloger_does_not_want_is_known_by_its_presence() throws Exception {
    file("/usr/lib/python3/odd");
    Drift drift =
        trial
            .lists(PYTHON, "pkg:pypi/x@1", "/usr/lib/python3/odd")
            .reads(Family.PYTHON, "METADATA")
            .found(Family.PYTHON)
            .compare();
    assertEquals(List.of(), said(drift.deviations()));
    assertEquals(List.of("by-presence pypi 1"), unverified(drift));
    assertEquals("complete 0", row(drift, Family.PYTHON));
  }

  @Test
  void a_component_with_one_place_that_is_read_is_compared() {
    Drift drift =
        trial
            .lists(PYTHON, "pkg:pypi/x@1", METADATA)
            .reads(Family.PYTHON, "METADATA")
            .found(Family.PYTHON)
            .compare();
    assertEquals(List.of("removed x [1] []"), said(drift.deviations()));
  }

  @Test
  void what_an_unknown_release_may_not_have_looked_for_is_never_added() {
    Drift drift =
        trial
            .syft("[not provided]")
            .found(Family.RUST, "serde 1.0.0 /usr/bin/a", "log 0.4.0 /usr/bin/a")
            .compare();
    assertEquals(List.of(), said(drift.deviations()));
    assertEquals(List.of("ambiguous-generation cargo 2"), unverified(drift));
    assertEquals("complete 2", row(drift, Family.RUST));
    assertEquals(List.of(), doubts(drift));
  }

  @Test
  void gos_standard_library_is_added_only_where_the_generator_lists_it() {
    trial
        .lists(GO, "pkg:golang/example.org/m@v1.0.0", "/usr/bin/m")
        .reads(Family.GO, "m")
        .found(Family.GO, "example.org/m v1.0.0 /usr/bin/m", "stdlib v1.22.0 /usr/bin/m");
    assertEquals(List.of("added stdlib [] [v1.22.0]"), said(trial.compare().deviations()));
    assertEquals(List.of(), said(trial.syft("0.92.0").compare().deviations()));
  }

  @Test
  void a_component_in_an_excluded_place_is_outside_the_scope() {
    Drift drift =
        trial
            .lists(PYTHON, "pkg:pypi/x@1", "/srv/app/x-1.dist-info/METADATA")
            .reads(Family.PYTHON, "METADATA")
            .found(Family.PYTHON)
            .excluded("/srv/app")
            .compare();
    assertEquals(List.of(), said(drift.deviations()));
    assertEquals(List.of("outside-scope pypi 1"), unverified(drift));
    assertEquals(
        List.of(
            "not-covered: the golden lists components below '/srv/app', which is excluded"
                + " (configured)"),
        doubts(drift));
  }

  @Test
  void a_component_in_a_cache_is_outside_the_scope_and_no_doubt() throws Exception {
    file("/var/cache/x");
    Drift drift =
        trial
            .lists(PYTHON, "pkg:pypi/x@1", "/var/cache/x-1.dist-info/METADATA")
            .reads(Family.PYTHON, "METADATA")
            .found(Family.PYTHON)
            .compare();
    assertEquals(List.of("outside-scope pypi 1"), unverified(drift));
    assertEquals(List.of(), doubts(drift));
  }

  @Test
  void packages_of_another_roots_database_are_outside_the_scope() {
    String rpm = "/usr/lib/sysimage/rpm/rpmdb.sqlite";
    Drift rpms =
        new Trial(root)
            .lists("rpm-db-cataloger", "pkg:rpm/bash@5.2-1", rpm)
            .lists("rpm-db-cataloger", "pkg:rpm/zsh@5.9-1", "/srv/chroot" + rpm)
            .lists("rpm-db-cataloger", "pkg:rpm/ksh@1-1", "/var/lib/rpm/Packages")
            .found(Family.RPM, List.of(rpm), "bash 5.2-1 " + rpm)
            .databases(Family.RPM)
            .compare();
    assertEquals(List.of(), said(rpms.deviations()));
    // the leftover of an earlier form of the database as well
    assertEquals(List.of("outside-scope rpm 2"), unverified(rpms));
    assertEquals(List.of(), doubts(rpms));
    String apk = "/lib/apk/db/installed";
    Drift apks =
        new Trial(root)
            .lists("apk-db-cataloger", "pkg:apk/musl@1.2-r0", apk)
            .lists("apk-db-cataloger", "pkg:apk/zsh@5.9-r0", "/srv/chroot" + apk)
            .found(Family.APK, List.of(apk), "musl 1.2-r0 " + apk)
            .databases(Family.APK)
            .compare();
    assertEquals(List.of(), said(apks.deviations()));
    assertEquals(List.of("outside-scope apk 1"), unverified(apks));
  }

  @Test
  void a_package_database_that_is_gone_is_a_doubt_and_removes_nothing() {
    for (Cataloging gone :
        List.of(
            new Cataloging.Absent(Family.DPKG),
            new Cataloging.Complete(Family.DPKG, List.of(), List.of(STATUS), PackageFiles.NONE))) {
      Drift drift = trial.is(gone).compare();
      assertEquals(List.of(), said(drift.deviations()));
      assertEquals(List.of("no-evidence deb 1"), unverified(drift));
      assertEquals("absent 0", row(drift, Family.DPKG));
      assertEquals(
          List.of(
              "not-covered: the golden holds 1 deb packages, and the package database is gone or"
                  + " empty here"),
          doubts(drift));
    }
  }

  @Test
  void a_golden_without_packages_does_not_speak_for_a_machine_with_some() {
    Drift drift =
        new Trial(root).found(Family.DPKG, List.of(STATUS), "bash 5.2-1 " + STATUS).compare();
    assertEquals(List.of(), said(drift.deviations()));
    assertEquals(
        List.of("not-covered: this host has 1 deb packages, and the golden holds none"),
        doubts(drift));
  }

  @Test
  void what_was_not_asked_for_says_nothing() {
    trial.found(Family.GEM, "rake 13.0 /usr/lib/ruby/rake.gemspec");
    Drift deb = trial.compare(Family.DPKG);
    assertEquals(List.of(), said(deb.deviations()));
    assertEquals("inactive 0 not-requested", row(deb, Family.GEM));
    assertEquals(List.of(), doubts(deb));
    assertEquals(
        List.of("not-covered: rpm was asked for and could not be compared: not-implemented"),
        doubts(trial.compare(Family.RPM)));
  }
}
