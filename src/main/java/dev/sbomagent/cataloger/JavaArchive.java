package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Purl;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One Java archive: its main artifact, the artifacts shaded into it, and the archives in it.
 *
 * <p>Source: syft java/archive_parser.go (1.54.1), rule by rule.
 */
final class JavaArchive implements PomMatch.Projects {
  private static final int MAX_DEPTH = 200;

  /** A manifest of a signed jar lists every class. */
  private static final int MAX_ENTRY = 32 << 20;

  /** What is unpacked in memory at one time: an archive, one in it, and so on. */
  private static final int MAX_MEMORY = 128 << 20;

  private final ZipArchive zip;
  private final JavaEntries entries;
  private final ArchiveName file;
  private final String location;
  private final int depth;

  /** How much more may be in memory while this archive is read. */
  private final int room;

  private final UnpackBudget budget;
  private final List<Component> components;

  private JavaArchive(ByteSource source, String path, String location, UnpackBudget budget)
      throws IOException, MalformedException, UnsupportedException {
    this.zip = ZipArchive.open(source, JavaEntries.CHOICE, budget);
    this.entries = JavaEntries.of(zip.entries());
    this.file = ArchiveName.of(path);
    this.location = location;
    this.depth = 0;
    this.room = MAX_MEMORY;
    this.budget = budget;
    this.components = new ArrayList<>();
  }

  private JavaArchive(ByteSource source, String path, JavaArchive outer)
      throws IOException, MalformedException, UnsupportedException {
    this.zip = ZipArchive.open(source, JavaEntries.CHOICE, outer.budget);
    this.entries = JavaEntries.of(zip.entries());
    this.file = ArchiveName.of(path);
    this.location = outer.location;
    this.depth = outer.depth + 1;
    this.room = outer.room - source.memory();
    this.budget = outer.budget;
    this.components = outer.components;
  }

  /**
   * Everything in an archive.
   *
   * @param path of the archive, which its name is taken from
   * @param wrapper whether only the archives in it count: a plain zip
   * @param location what all components get
   */
  static List<Component> components(
      ByteSource source, String path, boolean wrapper, String location)
      throws IOException, MalformedException, UnsupportedException {
    JavaArchive archive = new JavaArchive(source, path, location, new UnpackBudget());
    archive.read(wrapper);
    return archive.components;
  }

  private void read(boolean wrapper) throws IOException, MalformedException, UnsupportedException {
    if (!wrapper) {
      readOwn();
    }
    if (entries.nested().isEmpty()) {
      return;
    }
    if (depth == MAX_DEPTH) {
      throw new UnsupportedException("more than " + MAX_DEPTH + " archives in one another");
    }
    int before = components.size();
    try {
      for (ZipEntryHeader nested : entries.nested()) {
        readNested(nested);
      }
    } catch (MalformedException e) {
      if (depth > 0) {
        throw e;
      }
      // syft unpacks them all first, and lists none when one is damaged
      components.subList(before, components.size()).clear();
    }
  }

  private void readNested(ZipEntryHeader nested)
      throws IOException, MalformedException, UnsupportedException {
    ByteSource content = zip.open(nested, room);
    int before = components.size();
    try {
      new JavaArchive(content, nested.name, this).read(false);
    } catch (MalformedException e) {
      // what is damaged in an archive is left out by syft, and no JVM could load it
      components.subList(before, components.size()).clear();
    }
  }

  private void readOwn() throws IOException, MalformedException, UnsupportedException {
    ZipEntryHeader entry = entries.manifest();
    JavaManifest manifest = entry == null ? null : JavaManifest.parse(content(entry));
    if (manifest == null || manifest.isWeaving()) {
      return;
    }
    TreeMap<String, PomProperties> poms = new TreeMap<>();
    for (ZipEntryHeader properties : entries.properties()) {
      PomProperties pom =
          PomProperties.parse(JavaEntries.folder(properties.name), content(properties));
      if (pom != null) {
        poms.put(pom.folder(), pom);
      }
    }
    PomMatch match = new PomMatch(file.name(), poms, this);
    PomProperties best = match.best();
    PomProject only = poms.isEmpty() ? onlyProject() : null;
    Main main = main(manifest, best, only);
    List<Component> shaded = new ArrayList<>();
    for (PomProperties pom : poms.values()) {
      if (pom.artifact().equals(main.name)) {
        main.version = pom.version();
        main.properties = main.properties == null ? pom : main.properties;
      } else {
        add(shaded, pom.artifact(), pom.version(), group(pom, null));
      }
    }
    PomProject project = main.project;
    String group = group(main.properties, project == null && best != null ? beside(best) : project);
    add(components, main.name, main.version, group.isEmpty() ? manifest.group() : group);
    components.addAll(shaded);
  }

  /** The artifact that the archive is. */
  private static final class Main {
    private final String name;
    private String version;
    private @Nullable PomProperties properties;
    private final @Nullable PomProject project;

    Main(String name, String version, @Nullable PomProject project) {
      this.name = name;
      this.version = version;
      this.project = project;
    }
  }

  private Main main(JavaManifest manifest, @Nullable PomProperties best, @Nullable PomProject only)
      throws IOException, MalformedException, UnsupportedException {
    String name = best != null ? best.artifact() : only != null ? only.artifact() : "";
    String version = best != null ? best.version() : only != null ? only.version() : "";
    name = name.isEmpty() ? manifest.name(file) : name;
    version = version.isEmpty() ? file.version() : version;
    version = version.isEmpty() ? manifest.version() : version;
    version = version.isEmpty() && manifest.isProgram() ? byVersionFile() : version;
    return new Main(name, version, only);
  }

  private byte[] content(ZipEntryHeader entry)
      throws IOException, MalformedException, UnsupportedException {
    return zip.content(entry, MAX_ENTRY);
  }

  /** The last well-formed {@code pom.xml} beside a {@code pom.properties}. */
  @Override
  public @Nullable PomProject beside(PomProperties pom)
      throws IOException, MalformedException, UnsupportedException {
    PomProject project = null;
    for (ZipEntryHeader entry : entries.projects()) {
      if (JavaEntries.folder(entry.name).equals(pom.folder())) {
        PomProject parsed = PomProject.parse(content(entry));
        project = parsed == null ? project : parsed;
      }
    }
    return project;
  }

  /** The project of an archive that holds one alone. */
  private @Nullable PomProject onlyProject()
      throws IOException, MalformedException, UnsupportedException {
    PomProject only = null;
    String folder = null;
    for (ZipEntryHeader entry : entries.projects()) {
      PomProject parsed = PomProject.parse(content(entry));
      if (parsed != null) {
        String its = JavaEntries.folder(entry.name);
        if (folder != null && !folder.equals(its)) {
          return null;
        }
        folder = its;
        only = parsed;
      }
    }
    return only;
  }

  /** {@code version.properties} of programs built by hand (versionFromPropertiesFile). */
  private String byVersionFile() throws IOException, UnsupportedException {
    ZipEntryHeader entry = entries.versionFile();
    if (entry == null) {
      return "";
    }
    try {
      return VersionFile.version(new String(content(entry), StandardCharsets.UTF_8));
    } catch (MalformedException e) {
      // syft does without it too
      return "";
    }
  }

  private static String group(@Nullable PomProperties pom, @Nullable PomProject project) {
    if (pom != null) {
      if (!pom.group().isEmpty()) {
        return clean(pom.group());
      }
      if (pom.artifact().indexOf('.') >= 0) {
        return clean(pom.artifact());
      }
    }
    if (project != null) {
      String group = project.group();
      return clean(
          group.isEmpty() && project.artifact().indexOf('.') >= 0 ? project.artifact() : group);
    }
    return "";
  }

  private static String clean(String group) {
    int semicolon = group.indexOf(';');
    return GoText.trim(semicolon < 0 ? group : group.substring(0, semicolon));
  }

  private void add(List<Component> to, String name, String version, String group) {
    if (GoText.trim(name).isEmpty()) {
      return;
    }
    String namespace = group.isEmpty() ? name : group;
    StringBuilder purl = new StringBuilder(96).append("pkg:maven/");
    purl.append(Purl.encode(namespace)).append('/').append(Purl.encode(name));
    if (!version.isEmpty()) {
      purl.append('@').append(Purl.encode(version));
    }
    to.add(
        new Component(
            new Slot(Family.JAVA.ecosystem(), namespace, name, ""),
            KnownVersion.of(version),
            purl.toString(),
            List.of(location),
            Presence.INSTALLED));
  }
}
