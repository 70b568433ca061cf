package dev.sbomagent.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurlTest {
  private static String text(String purl) {
    return Purl.parse(purl)
        .map(
            p ->
                p.type()
                    + " "
                    + p.fullName()
                    + " "
                    + p.version()
                    + " "
                    + p.qualifiers().getOrDefault("arch", "-"))
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pkg:deb/debian/bsdutils@1:2.36.1-8+deb11u1?arch=amd64&upstream=util-linux%402.36.1-8+deb11u1&distro=debian-11|deb debian/bsdutils 1:2.36.1-8+deb11u1 amd64",
        "pkg:deb/debian/bsdutils@1%3A2.36.1-8%2Bdeb11u1?arch=amd64&distro=debian-11.11&upstream=util-linux%402.36.1-8%2Bdeb11u1|deb debian/bsdutils 1:2.36.1-8+deb11u1 amd64",
        "pkg:deb/debian/g++@4:10.2.1-1?arch=amd64|deb debian/g++ 4:10.2.1-1 amd64",
        "pkg:deb/debian/g%2B%2B@4%3A10.2.1-1|deb debian/g++ 4:10.2.1-1 -",
        "pkg:rpm/redhat/vim@9.0-1.el9?arch=x86_64&distro=rhel-9.4&epoch=2|rpm redhat/vim 9.0-1.el9 x86_64",
        "pkg:rpm/RHEL/Vim@9.0-1.el9|rpm rhel/Vim 9.0-1.el9 -",
        "pkg:rpm/centos/gpg-pubkey@8483c65d-5ccc5b19?distro=centos-8|rpm centos/gpg-pubkey 8483c65d-5ccc5b19 -",
        "pkg:alpine/libstdc++@11.2.1_git20220219-r2?arch=x86_64|apk libstdc++ 11.2.1_git20220219-r2 x86_64",
        "pkg:apk/alpine/libstdc%2B%2B@11.2.1_git20220219-r2?arch=x86_64|apk alpine/libstdc++ 11.2.1_git20220219-r2 x86_64",
        "pkg:pacman/arch/Pacman@6.0.2-7|alpm arch/pacman 6.0.2-7 -",
        "pkg:golang/stdlib@1.22.3|golang stdlib 1.22.3 -",
        "pkg:golang/github.com/BurntSushi/toml@v1.6.0|golang github.com/burntsushi/toml v1.6.0 -",
        "pkg:golang/github.com%2FBurntSushi%2Ftoml@v1.6.0|golang github.com/burntsushi/toml v1.6.0 -",
        "pkg:golang/github.com/x/y@v2.0.0#v2|golang github.com/x/y/v2 v2.0.0 -",
        "pkg:pypi/ruamel.yaml@0.17.21|pypi ruamel-yaml 0.17.21 -",
        "pkg:pypi/Zope__.Interface@6.4|pypi zope-interface 6.4 -",
        "pkg:npm/%40babel/core@7.0.0|npm @babel/core 7.0.0 -",
        "pkg:npm/@babel/core@7.0.0|npm @babel/core 7.0.0 -",
        "pkg:npm/@babel/core|npm @babel/core null -",
        "pkg:generic/8139too@0.9.28|generic 8139too 0.9.28 -",
        "pkg:generic/crc32c|generic crc32c null -",
        "pkg:ebuild/app-containers%2Fskopeo@1.5.1|ebuild app-containers/skopeo 1.5.1 -",
        "pkg:maven/Org.X/A@1|maven Org.X/A 1 -",
        "PKG:DEB/Debian/X@1|deb debian/x 1 -",
        "pkg://deb/debian/x@1|deb debian/x 1 -",
        "pkg:deb/debian/x@|deb debian/x null -",
        "pkg:deb/x@1?arch=|deb x 1 -",
        "pkg:deb/x@1%zz%4|deb x 1%zz%4 -",
        "pkg:deb/x@1?ARCH=a%2Bb&arch=c|deb x 1 a+b",
      })
  void takes_apart_every_spelling(String purl, String expected) {
    assertEquals(expected, text(purl));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "pkg:", "pkg:deb", "pkg:deb/", "pkg:/", "deb/x@1", "pkg:deb/?a=b", "x"})
  void tells_what_is_no_purl(String text) {
    assertEquals(Optional.empty(), Purl.parse(text));
  }

  @Test
  void keeps_all_qualifiers_decoded_and_sorted() {
    assertEquals(
        Map.of("arch", "amd64", "distro", "debian-11", "upstream", "util-linux@2+x"),
        Purl.parse("pkg:deb/debian/x@1?upstream=util-linux%402+x&distro=debian-11&arch=amd64")
            .orElseThrow()
            .qualifiers());
  }

  @Test
  void encodes_as_syft_does() {
    assertEquals("1%3A2.36.1-8%2Bdeb11u1~x_", Purl.encode("1:2.36.1-8+deb11u1~x_"));
    assertEquals("%C3%A4%2F%20", Purl.encode("\u00e4/ "));
    assertEquals("\u00e4/ ", Purl.decode(Purl.encode("\u00e4/ ")));
  }

  @Test
  void takes_no_longer_than_the_text_is_long() {
    String slashes = "/".repeat(1_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          Purl.parse("pkg:" + slashes + "deb/x" + slashes);
          Purl.parse("pkg:deb/x?" + "&".repeat(1_000_000));
          Purl.parse("pkg:deb/" + "%".repeat(1_000_000));
        });
  }
}
