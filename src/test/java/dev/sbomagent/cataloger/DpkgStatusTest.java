package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Presence;
import dev.sbomagent.inventory.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpkgStatusTest {
  private static final String HEAD = "Package: a\nStatus: install ok installed\n";

  private static List<DpkgEntry> parse(String text) throws IOException, MalformedException {
    return DpkgStatus.parse(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), true);
  }

  private static String refusal(String text) {
    return refusal(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String refusal(InputStream in) {
    return String.valueOf(
        assertThrows(MalformedException.class, () -> DpkgStatus.parse(in, false)).getMessage());
  }

  @Test
  void keeps_what_identifies_a_package() throws Exception {
    assertEquals(
        List.of(
            new DpkgEntry(
                "libz+1.2_x",
                "Libz+1.2_x",
                "1:2.3~rc1-4+b1",
                "amd64",
                "zlib (2)",
                true,
                Presence.INSTALLED,
                false,
                "/etc/a 0123\n /etc/b 4567 obsolete"),
            new DpkgEntry("b", "b", null, "", "", false, Presence.INSTALLED, false, "")),
        parse(
            """


            package:Libz+1.2_x
            STATUS : install ok installed
            Version:  1:2.3~rc1-4+b1\s
            Architecture: amd64
            Multi-Arch: same
            Source: zlib (2)
            Description: a
             b
             .
            \tVersion: not this
            Conffiles:
             /etc/a 0123
             /etc/b 4567 obsolete
            #Odd: but dpkg takes it



            Package: b"""));
  }

  @ParameterizedTest
  @CsvSource({
    "install ok installed, INSTALLED",
    "hold ok installed, INSTALLED",
    "purge ok installed, INSTALLED",
    "INSTALL Ok\t Installed, INSTALLED",
    "install reinstreq unpacked, INSTALLED",
    "install ok half-configured, INSTALLED",
    "install ok triggers-awaited, INSTALLED",
    "install ok triggers-pending, INSTALLED",
    "deinstall ok installed, DESELECTED",
    "deinstall reinstreq unpacked, DESELECTED",
    "install reinstreq half-installed, PARTIAL",
    "deinstall ok half-installed, PARTIAL",
    "deinstall ok config-files, RESIDUAL",
    "install ok config-files, RESIDUAL",
    "purge ok not-installed, KNOWN",
    "unknown ok not-installed, KNOWN",
  })
  void the_third_word_decides(String status, Presence presence) throws Exception {
    DpkgEntry entry = parse("Package: a\nStatus: " + status + "\nVersion: 1\n").get(0);
    assertEquals(presence, entry.presence());
    assertEquals(status.contains("deinstall"), entry.skippedBySyft());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1:2",
        "0:0",
        "2.36.1-8+deb11u1",
        "1.0~rc1",
        "x1",
        "1_2",
        "5:20.10.7~3-0~debian-buster",
        "1:1.2.3-a:b",
        "2147483647:1"
      })
  void versions_that_dpkg_takes_are_taken(String version) throws Exception {
    assertEquals(version, parse(HEAD + "Version: " + version + "\n").get(0).version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":1",
        "1:",
        "a:1",
        "1-",
        "-1",
        "1 2",
        "1\n 2",
        "99999999999:1",
        "2147483648:1",
        "1\u0007",
        "1\u00e9"
      })
  void versions_that_dpkg_refuses_are_refused(String version) {
    assertTrue(refusal(HEAD + "Version: " + version + "\n").contains("is not valid"), version);
  }

  @Test
  void says_what_is_wrong_and_in_which_line() {
    Map<String, String> cases =
        Map.ofEntries(
            Map.entry(HEAD, "line 3: package 'a' has no version"),
            Map.entry("asdf\n\nyolo", "line 1: no colon after 'asdf'"),
            Map.entry("Package: a\nVersion", "line 2: no colon after 'version'"),
            Map.entry(" Package: a\n", "line 1: line without a field name"),
            Map.entry(": a\n", "line 1: line without a field name"),
            Map.entry("Package: a\n-x: a\n", "line 2: field name starts with a hyphen"),
            Map.entry("Package: a\nX: 1\nx: 2\n", "line 3: field 'x' occurs twice"),
            Map.entry("Package: a\npackage: a\n", "line 2: field 'package' occurs twice"),
            Map.entry("Version: 1\n", "line 2: stanza without a package name"),
            Map.entry("Package:\n", "line 2: package name '' is not valid"),
            Map.entry("Package: a b\n", "line 2: package name 'a b' is not valid"),
            Map.entry("Package: ../a\n", "line 2: package name '../a' is not valid"),
            Map.entry("Package: \u00e9\n", "line 2: package name '?' is not valid"),
            Map.entry(
                "Package: a\nArchitecture: a/b\n",
                "line 3: architecture 'a/b' of package 'a' is not valid"),
            Map.entry(
                "Package: a\nStatus: install ok broken\n",
                "line 3: status 'install ok broken' of package 'a' is not valid"),
            Map.entry(
                "Package: a\nStatus: install ok\n",
                "line 3: status 'install ok' of package 'a' is not valid"),
            Map.entry(
                "Package: a\nStatus: install ok installed x\n",
                "line 3: status 'install ok installed x' of package 'a' is not valid"),
            Map.entry("\0\0\0\0", "line 1: line without a field name"));
    cases.forEach((text, reason) -> assertEquals(reason, refusal(text)));
  }

  @Test
  void descriptions_may_hold_any_bytes() throws Exception {
    assertEquals(1, parse(HEAD + "Version: 1\nDescription: \u00ff\0\u001b\n \u00e9\n").size());
  }

  @Test
  void ends_of_old_kinds_are_understood() throws Exception {
    assertEquals(1, parse(HEAD.replace("\n", "\r\n") + "Version: 1\r\n").size());
    assertEquals(2, parse(HEAD + "Version: 1\n\u001aPackage: b\n\u001a").size());
    // an empty line of CR LF is a continuation to dpkg, too
    assertTrue(refusal("Package: a\r\n\r\nPackage: b\r\n").contains("occurs twice"));
  }

  /** Endless bytes: what comes first, then one byte for ever. */
  private static InputStream endless(String first, char rest) {
    return new java.io.SequenceInputStream(
        new ByteArrayInputStream(first.getBytes(StandardCharsets.UTF_8)),
        new InputStream() {
          @Override
          public int read() {
            return rest;
          }

          @Override
          public int read(byte[] into, int from, int length) {
            java.util.Arrays.fill(into, from, from + length, (byte) rest);
            return length;
          }
        });
  }

  @Test
  void endless_input_is_refused_in_bounded_memory() {
    assertTrue(refusal(endless("Package: ", 'y')).contains("value is longer"));
    assertTrue(refusal(endless("Description: ", 'y')).contains("line is longer"));
    assertTrue(refusal(endless("", 'y')).contains("field name is longer"));
    for (char c : new char[] {'\n', ' ', '\0', ':', '\r'}) {
      for (String first : List.of("", "Package: a\n", "a:\n", "Package: a\nX")) {
        assertThrows(MalformedException.class, () -> DpkgStatus.parse(endless(first, c), false));
      }
    }
  }

  @Test
  void counts_are_bounded() {
    StringBuilder fields = new StringBuilder("Package: a\n");
    for (int i = 0; i < 200; i++) {
      fields.append('x').append(i).append(":\n");
    }
    assertTrue(refusal(fields.toString()).contains("more than 128 fields"));
    assertTrue(refusal("Package: a\n\n".repeat(200_001)).contains("more than 200000 packages"));
    String line = "X".repeat(1000) + "\n ";
    assertTrue(refusal("Package: a\nX: " + line.repeat(9000)).contains("stanza is longer"));
  }
}
