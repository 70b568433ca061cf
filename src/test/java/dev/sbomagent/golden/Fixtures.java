package dev.sbomagent.golden;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Documents to parse. */
final class Fixtures {
  private static final Path FOLDER = Path.of("test-fixtures", "golden-documents");

  private Fixtures() {}

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  static Sbom sbom(String name) {
    return accepted(bytes(name));
  }

  static Sbom accepted(String document) {
    return accepted(document.getBytes(StandardCharsets.UTF_8));
  }

  static Sbom accepted(byte[] document) {
    try {
      return Sbom.parse(document, SbomLimits.standard());
    } catch (SbomException refused) {
      throw new AssertionError(refused.getMessage(), refused);
    }
  }

  /** A document of these entries, by this tool. */
  static String json(String tool, String version, String entries) {
    return "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"metadata\":{\"tools\":{"
        + "\"components\":[{\"type\":\"application\",\"name\":\""
        + tool
        + "\",\"version\":\""
        + version
        + "\"}]},\"component\":{\"type\":\"file\",\"name\":\"/\"}},\"components\":["
        + entries
        + "]}";
  }

  /** An entry as syft writes it. */
  static String entry(String foundBy, String name, String version, String purl, String location) {
    return "{\"type\":\"library\",\"name\":\""
        + name
        + "\",\"version\":\""
        + version
        + "\""
        + (purl.isEmpty() ? "" : ",\"purl\":\"" + purl + "\"")
        + ",\"properties\":[{\"name\":\"syft:package:foundBy\",\"value\":\""
        + foundBy
        + "\"},{\"name\":\"syft:location:0:path\",\"value\":\""
        + location
        + "\"}]}";
  }

  static String file(String name, String sha256) {
    return "{\"type\":\"file\",\"name\":\""
        + name
        + "\",\"hashes\":[{\"alg\":\"SHA-1\",\"content\":\"adbe4156651a19ea8c9c7254e41de7e90fff7498\"},"
        + "{\"alg\":\"SHA-256\",\"content\":\""
        + sha256
        + "\"}]}";
  }

  static byte[] gzip(byte[] document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(document);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
