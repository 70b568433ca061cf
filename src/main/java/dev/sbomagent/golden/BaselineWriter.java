package dev.sbomagent.golden;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.golden.Sbom.Os;
import dev.sbomagent.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a golden: CycloneDX 1.6 JSON in the shape in which syft writes it, so that who reads
 * syft's reads this, on one line, and the same bytes for the same input. {@link Sbom#parse} gives
 * back what was written. The serial number is made of the content and comes last; there is no clock
 * here.
 *
 * <p>Files pass through one by one and are never held. For one thread.
 */
public final class BaselineWriter {
  /**
   * The families that were read, by their cataloger names; and what else a reader must not guess.
   */
  static final String FAMILIES = "sbom-agent:families";

  /** {@code yes} when every executable is among the files. */
  public static final String EXECUTABLES = "sbom-agent:executables";

  static final String ROOT = "sbom-agent:root";
  static final String EXCLUDES = "sbom-agent:excludes";

  /** Architecture of a component whose purl does not state it. */
  static final String ARCH = "sbom-agent:arch";

  /**
   * What a golden says of itself.
   *
   * @param timestamp written to the second
   * @param toolVersion version of this program
   * @param os the machine's, null when unknown
   * @param root the folder that was scanned
   * @param excludes what was left out, in the order given
   * @param properties further {@code metadata.properties}, {@code sbom-agent:image-id} for example
   */
  public record Header(
      Instant timestamp,
      String toolVersion,
      @Nullable Os os,
      String root,
      List<String> excludes,
      Map<String, String> properties) {
    public Header {
      excludes = List.copyOf(excludes);
      properties = Map.copyOf(properties);
    }
  }

  /** Goes through files once, in the order of {@link String#compareTo} of their paths. */
  public interface FileCursor {
    /** No files. */
    FileCursor NONE =
        new FileCursor() {
          @Override
          public boolean next() {
            return false;
          }

          @Override
          public String path() {
            return "";
          }

          @Override
          public byte[] sha256() {
            return new byte[0];
          }
        };

    /** Moves to the next file, if there is one. */
    boolean next() throws IOException;

    /** Absolute path inside the root. */
    String path();

    /** SHA-256 of the content, 32 bytes. */
    byte[] sha256();
  }

  private final JsonWriter json;
  private final MessageDigest digest;

  private BaselineWriter(OutputStream out) {
    this.digest = Digests.sha256();
    try {
      this.json = JsonWriter.compact(new DigestOutputStream(out, digest));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Writes a golden to {@code out}, which stays the caller's to flush and close.
   *
   * @param components what each family that was read holds; an empty list says that it was looked
   *     for
   * @throws IllegalArgumentException when the files are out of order
   */
  public static void write(
      OutputStream out, Header header, Map<Family, List<Component>> components, FileCursor files)
      throws IOException {
    new BaselineWriter(out).write(header, components, files);
  }

  private void write(Header header, Map<Family, List<Component>> components, FileCursor files)
      throws IOException {
    json.object(
        () -> {
          json.field("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
          json.field("bomFormat", "CycloneDX");
          json.field("specVersion", "1.6");
          json.field("version", 1);
          json.object("metadata", () -> metadata(header, components));
          json.array("components", () -> components(header, components, files));
          json.flush();
          json.field("serialNumber", Digests.uuid(digest.digest()));
        });
    json.line().flush();
  }

  private void metadata(Header header, Map<Family, List<Component>> components) throws IOException {
    json.field("timestamp", header.timestamp().truncatedTo(ChronoUnit.SECONDS).toString());
    json.object(
        "tools",
        () ->
            json.array(
                "components",
                () ->
                    json.object(
                        () -> {
                          json.field("type", "application");
                          json.field("author", Generation.OURSELVES);
                          json.field("name", Generation.OURSELVES);
                          json.field("version", header.toolVersion());
                        })));
    json.object(
        "component",
        () -> {
          json.field("bom-ref", Digests.id("root", header.root()));
          json.field("type", "file");
          json.field("name", header.root());
        });
    properties(statements(header, components));
  }

  private static Map<String, String> statements(
      Header header, Map<Family, List<Component>> components) {
    StringBuilder families = new StringBuilder();
    for (Family family : Family.values()) {
      if (components.containsKey(family)) {
        families.append(families.isEmpty() ? "" : ",").append(family.cataloger());
      }
    }
    StringBuilder excludes = new StringBuilder();
    for (String exclude : header.excludes()) {
      excludes.append(excludes.isEmpty() ? "" : ",");
      excludes.append(exclude.replace("%", "%25").replace(",", "%2C"));
    }
    Map<String, String> out = new TreeMap<>(header.properties());
    out.put(FAMILIES, families.toString());
    out.put(ROOT, header.root());
    out.put(EXCLUDES, excludes.toString());
    return out;
  }

  private void components(Header header, Map<Family, List<Component>> components, FileCursor files)
      throws IOException {
    for (BaselineEntry entry : BaselineEntry.sorted(components)) {
      json.object(() -> component(entry));
    }
    Os os = header.os();
    if (os != null) {
      json.object(() -> os(os));
    }
    String last = "";
    while (files.next()) {
      String path = files.path();
      if (path.compareTo(last) <= 0) {
        throw new IllegalArgumentException("files out of order: " + path + " after " + last);
      }
      last = path;
      json.object(() -> file(path, files.sha256()));
    }
  }

  private void component(BaselineEntry entry) throws IOException {
    json.field("bom-ref", entry.reference());
    json.field("type", "library");
    json.field("group", entry.group());
    json.field("name", entry.name());
    json.field("version", entry.version());
    json.field("purl", entry.purl());
    properties(entry.properties());
  }

  private void os(Os os) throws IOException {
    json.field("bom-ref", "os:" + os.id() + "@" + os.versionId());
    json.field("type", "operating-system");
    json.field("name", os.id());
    json.field("version", os.versionId());
    properties(
        new TreeMap<>(Map.of("syft:distro:id", os.id(), "syft:distro:versionID", os.versionId())));
  }

  private void file(String path, byte[] sha256) throws IOException {
    json.field("bom-ref", Digests.id("file", path));
    json.field("type", "file");
    json.field("name", path);
    json.array(
        "hashes",
        () ->
            json.object(
                () -> {
                  json.field("alg", "SHA-256");
                  json.field("content", Digests.hex(sha256));
                }));
  }

  private void properties(Map<String, String> properties) throws IOException {
    json.array(
        "properties",
        () -> {
          for (Map.Entry<String, String> property : properties.entrySet()) {
            json.object(
                () -> {
                  json.field("name", property.getKey());
                  json.field("value", property.getValue());
                });
          }
        });
  }
}
