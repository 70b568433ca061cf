package dev.sbomagent.golden;

import dev.sbomagent.component.Family;
import dev.sbomagent.golden.Sbom.Os;
import dev.sbomagent.golden.Sbom.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers what a document says, in the order in which it says it, and makes an {@link Sbom}. */
final class Draft {
  private static final String OURS = "sbom-agent:";

  private final SbomLimits limits;
  private final Canonical canonical = new Canonical();
  private final Map<String, String> properties = new TreeMap<>();
  private final List<GoldenComponent> components = new ArrayList<>();
  private final FileList files = new FileList();
  private final Generation generation = new Generation();
  private @Nullable String specVersion;
  private @Nullable Tool tool;
  private @Nullable Os os;
  private boolean severalOs;
  private int entries;
  private int componentCount;

  /** {@code metadata.timestamp}. */
  @Nullable String createdAt;

  /** {@code metadata.component.type} and {@code .name}: what was scanned. */
  @Nullable String sourceType;

  @Nullable String sourceName;

  Draft(SbomLimits limits) {
    this.limits = limits;
  }

  void specVersion(String version) throws SbomException {
    switch (version) {
      case "1.4", "1.5", "1.6", "1.7" -> specVersion = version;
      default -> throw new SbomException("unknown CycloneDX version " + Paths.quoted(version));
    }
  }

  /** Takes one of the tools: the generator we know best, else the first. */
  void tool(String name, String version) {
    String known = version.equals("[not provided]") ? "" : version;
    Tool next = new Tool(name, known.startsWith("v") ? known.substring(1) : known);
    if (tool == null || rank(next) > rank(tool)) {
      tool = next;
    }
  }

  private static int rank(Tool tool) {
    return switch (tool.name()) {
      case Generation.OURSELVES -> 2;
      case Generation.SYFT -> 1;
      default -> 0;
    };
  }

  /** Takes a property of the document. Ours are relied upon: one that is repeated is refused. */
  void property(String name, String value) throws SbomException {
    String known = properties.get(name);
    if (known != null && name.startsWith(OURS)) {
      throw new SbomException("two values for " + Paths.quoted(name));
    }
    if (known == null || value.compareTo(known) < 0) {
      properties.put(name, value);
    }
  }

  /** Takes an entry; what is kept of it is copied. */
  void add(Entry entry) throws SbomException {
    if (++entries > limits.maxComponents()) {
      throw new SbomException("more than " + limits.maxComponents() + " components", true);
    }
    String type = entry.type;
    String name = entry.name;
    if (type == null || name == null || name.isEmpty()) {
      throw new SbomException("component without " + (type == null ? "type" : "name"));
    }
    if (type.equals("file")) {
      files.add(Paths.absolute(name), entry.sha256, entry.hashed);
      generation.sawFile();
      return;
    }
    componentCount++;
    if (type.equals("operating-system")) {
      os(new Os(name, entry.version == null ? "" : entry.version));
      return;
    }
    GoldenComponent component = canonical.of(entry);
    components.add(component);
    generation.saw(component);
  }

  private void os(Os next) {
    severalOs |= os != null && !os.equals(next);
    os = next;
  }

  Sbom finish() throws SbomException {
    if (specVersion == null) {
      throw new SbomException("not CycloneDX: no specVersion");
    }
    FileTable table = files.table();
    String onFiles = MountPrefix.ofFiles(sourceName, table, components);
    String onLocations = MountPrefix.ofLocations(sourceName, components);
    Tool by = tool == null ? new Tool("", "") : tool;
    return new Sbom(
        specVersion,
        by,
        createdAt,
        properties,
        severalOs ? null : os,
        sorted(onLocations.length()),
        componentCount,
        onFiles.isEmpty() ? table : table.cut(onFiles.length()),
        generation.coverage(by, specVersion, sourceType, properties));
  }

  /** Sorted, equal ones once, locations without their first {@code cut} characters. */
  private List<GoldenComponent> sorted(int cut) {
    if (cut > 0) {
      components.replaceAll(component -> cut(component, cut));
    }
    components.sort(Order.BY_SLOT);
    List<GoldenComponent> out = new ArrayList<>(components.size());
    GoldenComponent last = null;
    for (GoldenComponent component : components) {
      if (last == null || Order.BY_SLOT.compare(last, component) != 0) {
        out.add(component);
      }
      last = component;
    }
    return out;
  }

  private static GoldenComponent cut(GoldenComponent component, int length) {
    List<String> locations = new ArrayList<>();
    for (String location : component.locations()) {
      locations.add(location.substring(length));
    }
    Family family = component.family();
    return new GoldenComponent(
        component.basis(),
        family,
        component.slot(),
        component.version(),
        component.foundBy(),
        locations);
  }
}
