package dev.sbomagent.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Family;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SbomTest {
  private static final String HASH =
      "d59e8e5e6b3abc22f1143c316c5248f30bb4e15291eed6953a3b90b65dfda2c8";

  /** family or basis, group:name arch version. */
  private static String text(GoldenComponent component) {
    Family family = component.family();
    String group = component.slot().group();
    return (family == null ? component.basis().name() : family.cataloger())
        + " "
        + (group.isEmpty() ? "" : group + ":")
        + component.slot().name()
        + (component.slot().arch().isEmpty() ? "" : " " + component.slot().arch())
        + " "
        + component.version();
  }

  private static List<String> texts(Sbom sbom) {
    List<String> out = new ArrayList<>();
    for (GoldenComponent component : sbom.components()) {
      out.add(text(component));
    }
    return out;
  }

  private static GoldenComponent only(String tool, String entry) {
    Sbom sbom = Fixtures.accepted(Fixtures.json(tool, "1.44.0", entry));
    assertEquals(1, sbom.components().size());
    return sbom.components().get(0);
  }

  @Test
  void tells_what_it_is_and_by_whom() {
    Sbom sbom = Fixtures.sbom("debian-syft-1.54.1.json");
    assertEquals("1.7", sbom.specVersion());
    assertEquals(new Sbom.Tool("syft", "1.54.1"), sbom.tool());
    assertEquals("syft 1.54.1", sbom.tool().toString());
    assertEquals(Optional.of("2026-11-22T06:26:52Z"), sbom.createdAt());
    assertEquals(Optional.of(new Sbom.Os("debian", "12.15")), sbom.os());
    assertEquals(Map.of(), sbom.properties());
    assertEquals(27, sbom.componentCount());
    assertEquals(44, sbom.files().size());
    assertEquals("SCALIBR", Fixtures.sbom("debian-osv-scalibr-0.5.3.json").tool().toString());
    assertEquals("syft 0.57.0", Fixtures.sbom("debian-syft-0.57.0.json").tool().toString());
  }

  @Test
  void names_canonically_what_an_old_generation_lists() {
    assertEquals(
        List.of(
            "dpkg adduser all 3.134",
            "dpkg apt amd64 2.6.2",
            "PRESENCE activesupport 6.1.4.1",
            "PRESENCE ast 2.4.2",
            "go filippo.io/age v1.2.0",
            "go filippo.io/edwards25519 v1.1.0",
            "java com.fasterxml.jackson.core:jackson-core 2.15.2",
            "java logback-classic:logback-classic 1.4.11",
            "java org.example.Demo:demo-service 1.4.2",
            "java spring-core:spring-core 5.3.18",
            "PRESENCE @tootallnate/once 1.1.2",
            "PRESENCE @types/node 14.17.32",
            "python flask 3.0.3",
            "python jinja2 3.1.6",
            "python pyyaml 6.0.1",
            "python zope-interface 6.4"),
        texts(Fixtures.sbom("debian-syft-0.57.0.json")));
  }

  @Test
  void names_canonically_what_another_producer_lists() {
    assertEquals(
        List.of(
            "dpkg adduser all 3.134",
            "dpkg apt amd64 2.6.2",
            "go filippo.io/age v1.2.0",
            "go filippo.io/edwards25519 v1.1.0",
            "go stdlib 1.26.8",
            "kernel 6.1.0-56-cloud-amd64 null",
            "kernel 6.1.0-56-cloud-amd64 null",
            "kernel 6.1.0-56-cloud-amd64 null",
            "java ch.qos.logback:logback-classic 1.4.11",
            "java com.fasterxml.jackson.core:jackson-core 2.15.2",
            "PRESENCE @tootallnate/once 1.1.2",
            "PRESENCE @types/node 14.17.32",
            "python flask 3.0.3",
            "python jinja2 3.1.6",
            "python pyyaml 6.0.1",
            "python zope-interface 6.4"),
        texts(Fixtures.sbom("debian-osv-scalibr-0.5.3.json")));
  }

  @Test
  void every_generation_and_producer_agrees_on_databases() {
    List<String> rpms =
        List.of(
            "rpm p0000 noarch 0.0.0-0.el9_0",
            "rpm p0001 noarch 1.1.1-1.el9_1",
            "rpm p0002 noarch 2.2.2-2.el9_2",
            "rpm p0003 noarch 2:3.3.3-3.el9_0");
    assertEquals(rpms, texts(Fixtures.sbom("amzn-syft-0.57.0.json")));
    assertEquals(rpms, texts(Fixtures.sbom("amzn-syft-1.54.1.json")));
    assertEquals(rpms, texts(Fixtures.sbom("amzn-osv-scalibr-0.5.3.json")));
    assertEquals(
        texts(Fixtures.sbom("alpine-syft-0.57.0.json")),
        texts(Fixtures.sbom("alpine-syft-1.54.1.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"debian-syft-1.54.1.xml", "debian-syft-1.54.1-mounted.json"})
  void every_shape_of_one_run_says_the_same(String shape) {
    Sbom json = Fixtures.sbom("debian-syft-1.54.1.json");
    Sbom other = Fixtures.sbom(shape);
    assertEquals(json.components(), other.components());
    assertEquals(FileTables.text(json.files()), FileTables.text(other.files()));
    assertEquals(json.os(), other.os());
    assertEquals(json.tool(), other.tool());
    assertEquals(json.componentCount(), other.componentCount());
  }

  @ParameterizedTest
  @ValueSource(strings = {"debian-syft-1.54.1.xml", "debian-syft-1.54.1.json"})
  void gzip_changes_nothing(String name) {
    Sbom plain = Fixtures.sbom(name);
    Sbom gzip = Fixtures.accepted(Fixtures.gzip(Fixtures.bytes(name)));
    assertEquals(plain.components(), gzip.components());
    assertEquals(FileTables.text(plain.files()), FileTables.text(gzip.files()));
  }

  @Test
  void names_of_files_do_not_decide_what_a_document_is() {
    assertEquals("1.7", Fixtures.accepted(Fixtures.bytes("debian-syft-1.54.1.xml")).specVersion());
    assertEquals(
        "1.4",
        Fixtures.accepted(" \n{\"specVersion\":\"1.4\",\"bomFormat\":\"CycloneDX\"}")
            .specVersion());
  }

  /** What the vectors of syft-compatibility 5.6 come to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dpkgdb-cataloger|g++|4:10.2.1-1|pkg:deb/debian/g++@4:10.2.1-1?arch=amd64|dpkg g++ amd64 4:10.2.1-1",
        "dpkg-db-cataloger|grub|x|pkg:deb/ubuntu/grub-efi-amd64-signed@1.202%2B2.12-1ubuntu7?arch=amd64|dpkg grub-efi-amd64-signed amd64 1.202+2.12-1ubuntu7",
        "dpkg-db-cataloger|exotic|1.0||dpkg exotic 1.0",
        "rpm-db-cataloger|vim|2:9.0-1.el9|pkg:rpm/redhat/vim@9.0-1.el9?arch=x86_64&distro=rhel-9.4&epoch=2|rpm vim x86_64 2:9.0-1.el9",
        "rpm-db-cataloger|vim|2:9.0-1.el9|pkg:rpm/rhel/vim@9.0-1.el9?arch=x86_64|rpm vim x86_64 2:9.0-1.el9",
        "rpm-db-cataloger|x|0:7.16-1|pkg:rpm/rhel/x@7.16-1?arch=x86_64&epoch=0|rpm x x86_64 7.16-1",
        "rpm-db-cataloger|x|0:7.16-1||rpm x 7.16-1",
        "rpmdb-cataloger|x|3:7.16-1||rpm x 3:7.16-1",
        "rpm-db-cataloger|gpg-pubkey|8483c65d-5ccc5b19|pkg:rpm/centos/gpg-pubkey@8483c65d-5ccc5b19?distro=centos-8|rpm gpg-pubkey 8483c65d-5ccc5b19",
        "apkdb-cataloger|libstdc++|x|pkg:alpine/libstdc++@11.2.1_git20220219-r2?arch=x86_64&upstream=gcc|apk libstdc++ x86_64 11.2.1_git20220219-r2",
        "apk-db-cataloger|libstdc++|x|pkg:apk/alpine/libstdc%2B%2B@11.2.1_git20220219-r2?arch=x86_64|apk libstdc++ x86_64 11.2.1_git20220219-r2",
        "go-module-binary-cataloger|stdlib|go1.22.3|pkg:golang/stdlib@1.22.3|go stdlib 1.22.3",
        "go-module-binary-cataloger|stdlib|go1.22.3||go stdlib 1.22.3",
        "go-module-binary-cataloger|github.com/BurntSushi/toml|v1.6.0|pkg:golang/github.com/BurntSushi/toml@v1.6.0|go github.com/burntsushi/toml v1.6.0",
        "go-module-binary-cataloger|y|v2.0.0|pkg:golang/github.com/x/y@v2.0.0#v2|go github.com/x/y/v2 v2.0.0",
        "go-module-binary-cataloger|y|(devel)|pkg:golang/github.com/x/y@(devel)|go github.com/x/y null",
        "python-installed-package-cataloger|ruamel.yaml|0.17.21|pkg:pypi/ruamel.yaml@0.17.21|python ruamel-yaml 0.17.21",
        "javascript-package-cataloger|@babel/core|7.0.0|pkg:npm/%40babel/core@7.0.0|node @babel/core 7.0.0",
        "portage-cataloger|app-containers/skopeo|1.5.1|pkg:ebuild/app-containers%2Fskopeo@1.5.1|portage app-containers/skopeo 1.5.1",
        "php-composer-installed-cataloger|symfony/Yaml|v6.0|pkg:composer/symfony/Yaml@v6.0|php symfony/yaml v6.0",
        "dotnet-deps-cataloger|Serilog|2.10|pkg:nuget/Serilog@2.10|dotnet serilog 2.10",
        "conda-meta-cataloger|numpy|1.26||conda numpy 1.26",
        "java-archive-cataloger|a|UNKNOWN|pkg:maven/org.x/a|java org.x:a null",
        "java-jvm-cataloger|openjdk|21.0.4|pkg:generic/oracle/openjdk@21.0.4|jvm openjdk 21.0.4",
        "java-pom-cataloger|a|1|pkg:maven/org.x/a@1|PRESENCE org.x:a 1",
        "binary-classifier-cataloger|node|20.1|pkg:generic/node@20.1|PRESENCE node 20.1",
        "elf-binary-package-cataloger|x|1|pkg:deb/ubuntu/x@1|PRESENCE x 1",
        "some-day-cataloger|x|1|pkg:deb/ubuntu/x@1|PRESENCE x 1",
        "pe-binary-package-cataloger|cli|UNKNOWN||PRESENCE cli null",
        "deb-archive-cataloger|x|1|pkg:deb/x@1?arch=amd64|OUTSIDE x amd64 1",
        "rpm-file-cataloger|x|1|pkg:rpm/x@1|OUTSIDE x 1",
        "snap-cataloger|linux-image|1|pkg:deb/ubuntu/linux-image@1|OUTSIDE linux-image 1",
      })
  void canonical_form(String foundBy, String name, String version, String purl, String expected) {
    String entry = Fixtures.entry(foundBy, name, version, purl == null ? "" : purl, "a/b");
    assertEquals(expected, text(only("syft", entry)));
  }

  @Test
  void one_cataloger_name_meant_two_things() {
    String old = Fixtures.entry("python-package-cataloger", "x", "1", "", "a/x.dist-info/METADATA");
    String now = Fixtures.entry("python-package-cataloger", "x", "1", "", "a/requirements.txt");
    assertEquals("python x 1", text(only("syft", old)));
    assertEquals("PRESENCE x 1", text(only("syft", now)));
  }

  @Test
  void opkg_is_told_from_dpkg_by_its_place() {
    String entry = Fixtures.entry("dpkg-db-cataloger", "x", "1", "", "usr/lib/opkg/status");
    assertEquals("opkg x 1", text(only("syft", entry)));
  }

  @Test
  void a_kernel_is_named_by_its_release() {
    assertEquals(
        "kernel 6.8.0-1015-aws null",
        text(
            only(
                "syft",
                Fixtures.entry(
                    "linux-kernel-cataloger",
                    "crc32c",
                    "UNKNOWN",
                    "pkg:generic/crc32c",
                    "lib/modules/6.8.0-1015-aws/kernel/crc32c.ko.zst"))));
    assertEquals(
        "kernel 6.8.0-1015-aws null",
        text(
            only(
                "syft",
                "{\"type\":\"library\",\"name\":\"linux-kernel\",\"version\":\"6.8.0-1015-aws\","
                    + "\"properties\":[{\"value\":\"linux-kernel-cataloger\",\"name\":"
                    + "\"syft:package:foundBy\"},{\"name\":\"syft:package:type\","
                    + "\"value\":\"linux-kernel\"}]}")));
  }

  @Test
  void locations_are_absolute_in_order_and_once_each() {
    GoldenComponent component =
        only(
            "syft",
            "{\"type\":\"library\",\"name\":\"x\",\"properties\":["
                + "{\"name\":\"syft:location:10:path\",\"value\":\"z\"},"
                + "{\"name\":\"syft:location:2:path\",\"value\":\"./m//n/.\"},"
                + "{\"name\":\"syft:location:1:path\",\"value\":\"/a\"},"
                + "{\"name\":\"syft:location:3:path\",\"value\":\"a\"},"
                + "{\"name\":\"syft:location:0:layerID\",\"value\":\"sha256:0\"},"
                + "{\"name\":\"syft:location:0:path\",\"value\":\"q/../b\"}]}");
    assertEquals(List.of("/b", "/a", "/m/n", "/z"), component.locations());
    assertEquals(Optional.of("/b"), component.primaryLocation());
  }

  @Test
  void nested_components_are_components() {
    Sbom sbom =
        Fixtures.accepted(
            Fixtures.json(
                "cdxgen",
                "10",
                "{\"components\":[{\"type\":\"library\",\"name\":\"inner\",\"purl\":\"pkg:deb/x/inner@1\"}],"
                    + "\"type\":\"library\",\"name\":\"outer\",\"purl\":\"pkg:deb/x/outer@2\"}"));
    assertEquals(List.of("dpkg inner 1", "dpkg outer 2"), texts(sbom));
    assertEquals(2, sbom.componentCount());
  }

  @Test
  void a_file_is_found_by_its_path_and_matches_its_digest() {
    FileTable files =
        Fixtures.accepted(
                Fixtures.json(
                    "syft",
                    "1.44.0",
                    Fixtures.file("/usr/bin/b", HASH)
                        + ","
                        + Fixtures.file("usr/bin/a", HASH.toUpperCase(java.util.Locale.ROOT))
                        + ",{\"type\":\"file\",\"name\":\"/etc/c\"},"
                        + Fixtures.file("/usr/bin/b", HASH)
                        + ",{\"type\":\"file\",\"name\":\"/usr/bin/b\"}"))
            .files();
    assertEquals(
        List.of("/etc/c -", "/usr/bin/a " + HASH, "/usr/bin/b " + HASH), FileTables.text(files));
    int i = files.find("/usr/bin/b");
    assertTrue(files.matches(i, HexFormat.of().parseHex(HASH)));
    assertFalse(files.matches(i, new byte[32]));
    assertFalse(files.matches(files.find("/etc/c"), new byte[32]));
    assertTrue(files.find("/usr/bin/c") < 0);
  }

  @Test
  void properties_of_the_document_are_kept() {
    Sbom sbom =
        Fixtures.accepted(
            "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"metadata\":{\"properties\":["
                + "{\"name\":\"sbom-agent:image-id\",\"value\":\"web-7\"},"
                + "{\"name\":\"a\",\"value\":\"2\"},{\"name\":\"a\",\"value\":\"1\"}]}}");
    assertEquals(Map.of("a", "1", "sbom-agent:image-id", "web-7"), sbom.properties());
  }

  @Test
  void a_version_that_is_not_provided_is_none() {
    assertEquals(
        new Sbom.Tool("syft", ""),
        Fixtures.accepted(Fixtures.json("syft", "[not provided]", "")).tool());
    assertEquals(
        new Sbom.Tool("syft", "1.2.3"),
        Fixtures.accepted(Fixtures.json("syft", "v1.2.3", "")).tool());
  }

  @Test
  void two_operating_systems_are_none() {
    String debian = "{\"type\":\"operating-system\",\"name\":\"Debian\",\"version\":\"12\"}";
    String alpine = "{\"type\":\"operating-system\",\"name\":\"alpine\"}";
    assertEquals(
        Optional.of(new Sbom.Os("debian", "12")),
        Fixtures.accepted(Fixtures.json("x", "1", debian + "," + debian)).os());
    assertEquals(
        Optional.empty(), Fixtures.accepted(Fixtures.json("x", "1", debian + "," + alpine)).os());
  }

  @Test
  void the_digest_comes_out_as_it_went_in() {
    byte[] digest = HexFormat.of().parseHex(HASH);
    FileTable files = new FileTable(new String[] {"/a"}, digest, new long[] {1});
    assertArrayEquals(digest, HexFormat.of().parseHex(files.sha256(0).orElseThrow()));
  }
}
