package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Purl;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The modules that Go programs were built from: every dependency, the main module, and {@code
 * stdlib} for the release of Go itself.
 *
 * <p>Source: syft golang/parse_go_binary.go, package.go, stdlib_package.go (1.54.1). Programs for
 * other systems are known by presence alone.
 */
public final class GoCataloger implements FileCataloger {
  private static final String STDLIB = "stdlib";

  @Override
  public Family family() {
    return Family.GO;
  }

  @Override
  public boolean wants(String folder, String name) {
    return name.endsWith(".exe") || name.endsWith(".dll");
  }

  @Override
  public boolean wantsPrograms() {
    return true;
  }

  @Override
  public List<Component> read(FoundFile file)
      throws IOException, MalformedException, UnsupportedException {
    Elf elf = file.parsed(Elf.PARSER).orElse(null);
    if (elf == null) {
      if (isForeign(file.head(4))) {
        throw new UnsupportedException("program for another system");
      }
      return List.of();
    }
    GoBuildRecord info = GoBuildRecord.of(file, elf);
    return info == null
        ? List.of()
        : components(info.version(), GoModules.parse(info.modules()), file.location());
  }

  /** Portable executables, and Mach-O of either size and byte order. */
  private static boolean isForeign(byte[] magic) {
    if (magic.length < 4) {
      return false;
    }
    int word = (int) Elf.number(magic, 0, 4, true);
    return (magic[0] == 'M' && magic[1] == 'Z')
        || word == 0xFEEDFACE
        || word == 0xFEEDFACF
        || word == 0xCEFAEDFE
        || word == 0xCFFAEDFE;
  }

  static List<Component> components(String goVersion, GoModules modules, String location) {
    List<String> locations = List.of(location);
    List<Component> components = new ArrayList<>();
    for (GoModules.Module module : modules.dependencies()) {
      add(components, module, version(module), locations);
    }
    GoModules.Module main = modules.main();
    if (main != null) {
      String version = version(main);
      if (main.replacement == null && main.version.equals(GoModules.DEVEL)) {
        version = GoMainVersion.of(modules, main.path);
      }
      add(components, main, version, locations);
    }
    // programs that list no module list no stdlib either
    String go = components.isEmpty() ? null : release(goVersion);
    if (go != null) {
      components.add(component(STDLIB, go, go, locations));
    }
    return components;
  }

  /** Null where none is known: built from a folder. */
  private static @Nullable String version(GoModules.Module module) {
    GoModules.Module actual = module.replacement == null ? module : module.replacement;
    return actual.version.isEmpty() || actual.version.equals(GoModules.DEVEL)
        ? null
        : actual.version;
  }

  private static void add(
      List<Component> components,
      GoModules.Module module,
      @Nullable String version,
      List<String> locations) {
    GoModules.Module replacement = module.replacement;
    String path = module.path;
    // a module replaced by a folder keeps its name
    if (replacement != null
        && !replacement.path.startsWith(".")
        && !replacement.path.startsWith("/")) {
      path = replacement.path;
    }
    if (!path.isBlank()) {
      components.add(component(path, version, canonical(version), locations));
    }
  }

  private static Component component(
      String path, @Nullable String asWritten, @Nullable String version, List<String> locations) {
    Slot slot = new Slot(Family.GO.ecosystem(), "", path.toLowerCase(Locale.ROOT), "");
    return new Component(slot, version, purl(path, asWritten), locations, Presence.INSTALLED);
  }

  /** With a {@code v}, which some builds leave out. */
  private static @Nullable String canonical(@Nullable String version) {
    if (version == null || KnownVersion.of(version) == null) {
      return null;
    }
    char first = version.charAt(0);
    return first >= '0' && first <= '9' ? "v" + version : version;
  }

  /** The release of Go without experiments and prefix; null for one without any digit. */
  private static @Nullable String release(String version) {
    int space = version.indexOf(' ');
    String release = space < 0 ? version : version.substring(0, space);
    release = release.startsWith("go") ? release.substring(2) : release;
    int plus = release.indexOf('+');
    int end = plus < 0 ? release.length() : plus;
    for (int i = 0; i < end; i++) {
      if (release.charAt(i) >= '0' && release.charAt(i) <= '9') {
        return release;
      }
    }
    return null;
  }

  private static String purl(String path, @Nullable String version) {
    int slash = path.lastIndexOf('/');
    boolean parted = slash > 0 && slash < path.length() - 1;
    StringBuilder out = new StringBuilder(96).append("pkg:golang/");
    if (parted) {
      int from = 0;
      for (int end = path.indexOf('/'); end >= 0 && end <= slash; end = path.indexOf('/', from)) {
        if (end > from) {
          out.append(Purl.encode(path.substring(from, end))).append('/');
        }
        from = end + 1;
      }
    }
    out.append(Purl.encode(parted ? path.substring(slash + 1) : path));
    if (version != null && !version.isEmpty()) {
      out.append('@').append(Purl.encode(version));
    }
    return out.toString();
  }
}
