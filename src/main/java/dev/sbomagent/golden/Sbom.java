package dev.sbomagent.golden;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a CycloneDX document (1.4 to 1.7, JSON or XML, plain or in gzip) says of a machine:
 * components under canonical names, and a compact table of files. Immutable; for any thread.
 *
 * <p>Paths are inside the scanned root. A document made from a mounted image carries the mount
 * point in the names of its files; it is recognised and taken off ({@link MountPrefix}).
 */
public final class Sbom {
  /**
   * The generator.
   *
   * @param name as written, empty when none is stated
   * @param version without leading {@code v}; empty when none is stated, and for {@code [not
   *     provided]}, which a {@code go install} leaves
   */
  public record Tool(String name, String version) {
    @Override
    public String toString() {
      return version.isEmpty() ? name : name + " " + version;
    }
  }

  /**
   * The operating system.
   *
   * @param id os-release {@code ID}, lower case
   * @param versionId os-release {@code VERSION_ID}, empty when none is stated
   */
  public record Os(String id, String versionId) {
    public Os {
      id = id.toLowerCase(Locale.ROOT);
    }
  }

  private final String specVersion;
  private final Tool tool;
  private final @Nullable String createdAt;
  private final Map<String, String> properties;
  private final @Nullable Os os;
  private final List<GoldenComponent> components;
  private final int componentCount;
  private final FileTable files;
  private final Coverage coverage;

  Sbom(
      String specVersion,
      Tool tool,
      @Nullable String createdAt,
      Map<String, String> properties,
      @Nullable Os os,
      List<GoldenComponent> components,
      int componentCount,
      FileTable files,
      Coverage coverage) {
    this.specVersion = specVersion;
    this.tool = tool;
    this.createdAt = createdAt;
    this.properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    this.os = os;
    this.components = List.copyOf(components);
    this.componentCount = componentCount;
    this.files = files;
    this.coverage = coverage;
  }

  /**
   * Parses a document of any producer. Its content decides what it is, never a name: gzip, then
   * JSON or XML.
   *
   * @throws SbomException when it is no such document, is ambiguous, or breaks a limit
   */
  public static Sbom parse(byte[] document, SbomLimits limits) throws SbomException {
    return Documents.parse(document, limits);
  }

  /**
   * The same with {@link FileTable#packed}, and outlined where no comparison without file contents
   * needs more.
   */
  Sbom packed() {
    FileTable packed = files.packed();
    return new Sbom(
        specVersion,
        tool,
        createdAt,
        properties,
        os,
        components,
        componentCount,
        coverage.listsExecutables() ? packed : packed.outlined(),
        coverage);
  }

  /** {@code 1.4} to {@code 1.7}. */
  public String specVersion() {
    return specVersion;
  }

  /** The generator. */
  public Tool tool() {
    return tool;
  }

  /** {@code metadata.timestamp} as written. */
  public Optional<String> createdAt() {
    return Optional.ofNullable(createdAt);
  }

  /** {@code metadata.properties}, sorted by name. */
  public Map<String, String> properties() {
    return properties;
  }

  /** The operating system, if the document lists exactly one. */
  public Optional<Os> os() {
    return Optional.ofNullable(os);
  }

  /**
   * The canonical components, nested ones included, without files and operating system; sorted by
   * slot, version, cataloger and locations, equal ones once.
   */
  public List<GoldenComponent> components() {
    return components;
  }

  /** How many entries there are of any type but {@code file}. */
  public int componentCount() {
    return componentCount;
  }

  /** The entries of type {@code file}. */
  public FileTable files() {
    return files;
  }

  /** What the generator looked for. */
  public Coverage coverage() {
    return coverage;
  }
}
