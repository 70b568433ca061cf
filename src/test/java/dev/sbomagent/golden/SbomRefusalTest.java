package dev.sbomagent.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no document that can be relied upon. */
class SbomRefusalTest {
  private static final String HEAD = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"";
  private static final String XML = "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\">";

  private static SbomException refusal(byte[] document, SbomLimits limits) {
    return assertThrows(SbomException.class, () -> Sbom.parse(document, limits));
  }

  private static SbomException refusal(byte[] document) {
    return refusal(document, SbomLimits.standard());
  }

  private static void refuses(String document, String message) {
    assertMessage(message, refusal(document.getBytes(StandardCharsets.UTF_8)));
  }

  private static void refuses(byte[] document, String message) {
    assertMessage(message, refusal(document));
  }

  private static void assertMessage(String expected, SbomException refusal) {
    assertTrue(
        String.valueOf(refusal.getMessage()).contains(expected),
        () -> "expected <" + expected + "> in <" + refusal.getMessage() + ">");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        ",\"specVersion\":\"1.6\"}|duplicate name",
        ",\"components\":[],\"components\":[]}|duplicate name",
        ",\"x\":{\"a\":1,\"\\u0061\":2}}|duplicate name",
        "} {}|bytes after the end",
        "}}|bytes after the end",
        ",\"x\":NaN}|/x",
        ",\"x\":01}|malformed number",
        ",\"x\":'a'}|expected a value",
        ",\"x\":\"\\ud800\"}|surrogate",
        ",}|expected a name",
        ",\"components\":{}}|/components (byte 58): expected an array",
        ",\"components\":null}|expected an array",
        ",\"components\":[{\"type\":\"library\"}]}|/components/0 (byte 77): component without name",
        ",\"components\":[{\"name\":\"x\"}]}|component without type",
        ",\"components\":[{\"type\":\"library\",\"name\":7}]}|/components/0/name",
        ",\"components\":[{\"type\":\"library\",\"name\":\"x\",\"version\":null}]}|/components/0/version",
        ",\"components\":[{\"type\":\"file\",\"name\":\"/../x\"}]}|path above the root",
        ",\"components\":[{\"type\":\"file\",\"name\":\"/a\\u0000\"}]}|path with a NUL",
        ",\"components\":[{\"type\":\"file\",\"name\":\"/a\",\"hashes\":[{\"alg\":\"SHA-256\",\"content\":\"00\"}]}]}|SHA-256 is not",
        ",\"components\":[{\"type\":\"file\",\"name\":\"/a\",\"hashes\":[{\"alg\":\"SHA-256\"}]}]}|hash without alg or content",
        ",\"metadata\":{\"tools\":7}}|/metadata/tools",
        ",\"metadata\":{\"timestamp\":7}}|/metadata/timestamp",
        ",\"metadata\":{\"properties\":[{\"name\":\"sbom-agent:image-id\",\"value\":\"a\"},{\"name\":\"sbom-agent:image-id\",\"value\":\"a\"}]}}|two values",
        ",\"components\":[{\"type\":\"library\",\"name\":\"x\",\"properties\":[{\"name\":\"syft:location:x:path\",\"value\":\"a\"}]}]}|location without a number",
        ",\"components\":[{\"type\":\"library\",\"name\":\"x\",\"properties\":[{\"name\":\"syft:location:99999999999:path\",\"value\":\"a\"}]}]}|location without a number",
        ",\"components\":[{\"type\":\"library\",\"name\":\"x\",\"properties\":[{\"name\":\"syft:package:foundBy\",\"value\":\"a\"},{\"name\":\"syft:package:foundBy\",\"value\":\"b\"}]}]}|two values",
      })
  void json_that_is_ambiguous_or_wrong(String rest, String message) {
    refuses(HEAD + rest, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.3\"}|unknown CycloneDX version \"1.3\"",
        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"2.0\"}|unknown CycloneDX version \"2.0\"",
        "{\"bomFormat\":\"CycloneDX\",\"specVersion\":1.6}|/specVersion",
        "{\"bomFormat\":\"CycloneDX\"}|no specVersion",
        "{\"specVersion\":\"1.6\"}|not CycloneDX",
        "{\"spdxVersion\":\"SPDX-2.3\"}|not CycloneDX",
        "{\"bomFormat\":\"SPDX\",\"specVersion\":\"1.6\"}|not CycloneDX but \"SPDX\"",
        "[]|expected an object",
        "hello|expected a value",
        "<html/>|not CycloneDX",
        "<bom/>|not CycloneDX",
        "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.3\"/>|unknown CycloneDX version",
        "<bom xmlns=\"http://example.org/1.6\"/>|not CycloneDX",
      })
  void documents_of_another_kind(String document, String message) {
    refuses(document, message);
  }

  @Test
  void nothing_at_all() {
    refuses(new byte[0], "document ends early");
    refuses("  \n", "document ends early");
  }

  @Test
  void other_encodings() {
    String document = HEAD + "}";
    refuses(document.getBytes(StandardCharsets.UTF_16), "expected a value");
    refuses(document.getBytes(StandardCharsets.UTF_16LE), "expected a name");
    refuses("\ufeff" + document, "expected a value");
    refuses((HEAD + ",\"x\":\"\u00e4\"}").getBytes(StandardCharsets.ISO_8859_1), "not UTF-8");
    refuses("\ufeff" + XML + "</bom>", "expected a value");
  }

  @Test
  void every_truncation_of_a_document() {
    byte[] json = utf8(HEAD + ",\"components\":[" + Fixtures.file("/a", "00".repeat(32)) + "]}");
    for (int length = 0; length < json.length; length++) {
      refusal(Arrays.copyOf(json, length));
    }
    byte[] gzip = Fixtures.gzip(json);
    for (int length = 0; length < gzip.length; length++) {
      refusal(Arrays.copyOf(gzip, length));
    }
    byte[] xml =
        utf8(
            XML
                + "<components><component type=\"x\"><name>y</name></component></components></bom>");
    for (int length = 0; length < xml.length; length++) {
      refusal(Arrays.copyOf(xml, length));
    }
  }

  @Test
  void depth() throws SbomException {
    String deep = HEAD + ",\"x\":" + "[".repeat(63) + "]".repeat(63) + "}";
    Sbom.parse(utf8(deep), SbomLimits.standard());
    refuses(HEAD + ",\"x\":" + "[".repeat(64) + "]".repeat(64) + "}", "nesting of more than 64");
    String flat = XML + "<a>".repeat(63) + "</a>".repeat(63) + "</bom>";
    Sbom.parse(utf8(flat), SbomLimits.standard());
    refuses(XML + "<a>".repeat(64) + "</a>".repeat(64) + "</bom>", "nesting of more than 64");
    refuses("[".repeat(1_000_000), "expected an object");
  }

  @Test
  void sizes() {
    SbomLimits small = SbomLimits.standard().withMaxExpandedBytes(100);
    byte[] large = utf8(HEAD + ",\"x\":\"" + "a".repeat(100) + "\"}");
    assertTrue(refusal(large, small).tooLarge());
    assertTrue(refusal(Fixtures.gzip(large), small).tooLarge());
    String one = Fixtures.file("/a", "00".repeat(32));
    byte[] two = utf8(HEAD + ",\"components\":[" + one + "," + one + "]}");
    assertTrue(refusal(two, new SbomLimits(1 << 20, 100, 1)).tooLarge());
    String entry = "<component type=\"file\"><name>/a</name></component>";
    byte[] xml = utf8(XML + "<components>" + entry + entry + "</components></bom>");
    assertTrue(refusal(xml, new SbomLimits(1 << 20, 100, 1)).tooLarge());
  }

  @Test
  void gzip_bombs() {
    byte[] bomb = Fixtures.gzip(utf8(HEAD + ",\"x\":\"" + "a".repeat(5 << 20) + "\"}"));
    SbomException refusal = refusal(bomb);
    assertTrue(refusal.tooLarge());
    assertMessage("times", refusal);
    byte[] xml = Fixtures.gzip(utf8(XML + " ".repeat(5 << 20) + "</bom>"));
    assertTrue(refusal(xml).tooLarge());
  }

  @Test
  void gzip_that_is_not_one_whole_member() {
    byte[] gzip = Fixtures.gzip(utf8(HEAD + "}"));
    refuses(Arrays.copyOf(gzip, gzip.length + 1), "gzip");
    byte[] twice = Arrays.copyOf(gzip, 2 * gzip.length);
    System.arraycopy(gzip, 0, twice, gzip.length, gzip.length);
    refuses(twice, "bytes after the end of gzip");
    byte[] checksum = gzip.clone();
    checksum[gzip.length - 8] ^= 1;
    refuses(checksum, "wrong checksum");
    byte[] length = gzip.clone();
    length[gzip.length - 1] ^= 1;
    refuses(length, "wrong length");
    byte[] flags = gzip.clone();
    flags[3] = (byte) 0x80;
    refuses(flags, "unknown method");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "<!DOCTYPE bom>|BOM</bom>|document type",
        "<!DOCTYPE bom [<!ENTITY a \"b\">]>|BOM<metadata><timestamp>&a;</timestamp></metadata></bom>|document type",
        "<!DOCTYPE bom SYSTEM \"file:///etc/passwd\">|BOM</bom>|document type",
        "<!DOCTYPE bom [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>|BOM&a;</bom>|document type",
        "<?xml version=\"1.0\"?>|BOM&a;</bom>|XML",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>|BOM</bom>|encoding \"ISO-8859-1\"",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>|BOM</bom>|encoding \"UTF-16\"",
        "<?xml version=\"1.1\"?>|BOM</bom>|version",
        "<!-- -->|BOM</bom><bom/>|XML",
        "<!-- -->|BOM</bom>x|XML",
        "<!-- -->|BOM<components/><components/></bom>|a second \"components\"",
        "<!-- -->|BOM<metadata/><metadata/></bom>|a second \"metadata\"",
        "<!-- -->|BOM<components><component type=\"library\"><name>a</name><name>b</name></component></components></bom>|a second \"name\"",
        "<!-- -->|BOM<components><component type=\"library\"><name>a<b/></name></component></components></bom>|expected text",
        "<!-- -->|BOM<components><component><name>a</name></component></components></bom>|component without type",
        "<!-- -->|BOM<components><component type=\"file\" type=\"file\"><name>/a</name></component></components></bom>|XML",
      })
  void xml_that_is_ambiguous_or_wrong(String head, String rest, String message) {
    refuses(head + rest.replace("BOM", XML), message);
  }

  @Test
  void xml_in_another_encoding() {
    refuses((XML + "\u00e4</bom>").getBytes(StandardCharsets.ISO_8859_1), "XML");
    refuses((XML + "</bom>").getBytes(StandardCharsets.UTF_16), "expected a value");
  }

  @Test
  void foreign_elements_in_xml_are_of_no_concern() throws SbomException {
    String document =
        XML
            + "<!-- c --><f:metadata xmlns:f=\"urn:f\"/><metadata><f:timestamp xmlns:f=\"urn:f\">"
            + "x</f:timestamp><timestamp>a&amp;<![CDATA[<]]>&#x62;</timestamp></metadata></bom>";
    Sbom sbom = Sbom.parse(utf8(document), SbomLimits.standard());
    assertEquals("a&<b", sbom.createdAt().orElseThrow());
  }

  @Test
  void one_file_with_two_contents() {
    refuses(
        HEAD
            + ",\"components\":["
            + Fixtures.file("/a", "00".repeat(32))
            + ","
            + Fixtures.file("a", "11".repeat(32))
            + "]}",
        "two hashes for the file \"/a\"");
  }

  /** Documents that are small, well-formed and made to be slow. */
  @Test
  void takes_no_longer_than_the_document_is_long() {
    StringBuilder numbers = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      numbers
          .append(i == 0 ? "" : ",")
          .append("{\"type\":\"library\",\"name\":\"x\",\"properties\":[");
      numbers.append("{\"name\":\"syft:location:99999:path\",\"value\":\"a\"}]}");
      names.append(",\"n").append(i).append("\":0");
    }
    String folders = "/a".repeat(50_000);
    String file = Fixtures.file(folders + "/b", "00".repeat(32));
    String purl = "pkg:deb/x?" + "&".repeat(1_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Fixtures.accepted(HEAD + ",\"components\":[" + numbers + "]}");
          Fixtures.accepted(HEAD + names + "}");
          Fixtures.accepted(HEAD + ",\"components\":[" + file + "," + numbers + "]}");
          Fixtures.accepted(
              HEAD
                  + ",\"components\":["
                  + Fixtures.entry("dpkg-db-cataloger", "x", "1", purl, "a/../".repeat(100_000))
                  + "]}");
        });
  }
}
