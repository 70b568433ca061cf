package dev.sbomagent.golden;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.KernelModulePath;
import dev.sbomagent.component.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One package entry of a golden, in the words of syft (cyclonedxhelpers/to_format_model.go): the
 * cataloger, package type and metadata type that syft has for the family.
 *
 * @param group Maven's, where no purl states it
 * @param version {@code UNKNOWN} when there is none, as syft writes
 */
record BaselineEntry(
    String reference,
    @Nullable String group,
    String name,
    String version,
    @Nullable String purl,
    Map<String, String> properties) {
  private static final String UNKNOWN = "UNKNOWN";

  /** What syft calls the finds of a family. */
  private record Words(String foundBy, String packageType, String metadataType) {}

  BaselineEntry {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** All that is installed, sorted by slot, version and locations, equal ones once. */
  static List<BaselineEntry> sorted(Map<Family, List<Component>> components) {
    // the key holds all that an entry is made of, in the order of sorting
    TreeMap<String, BaselineEntry> out = new TreeMap<>();
    for (Map.Entry<Family, List<Component>> family : components.entrySet()) {
      for (Component component : family.getValue()) {
        switch (component.presence()) {
          case INSTALLED, DESELECTED, PARTIAL -> add(out, family.getKey(), component);
          case RESIDUAL, KNOWN -> {}
        }
      }
    }
    return new ArrayList<>(out.values());
  }

  private static void add(TreeMap<String, BaselineEntry> out, Family family, Component component) {
    if (family != Family.KERNEL) {
      put(out, family, component, of(family, component));
      return;
    }
    if (component.locations().isEmpty()) {
      put(out, family, component, kernel(component.slot().name(), null));
    }
    for (String location : component.locations()) {
      put(out, family, component, kernel(component.slot().name(), location));
    }
  }

  private static void put(
      TreeMap<String, BaselineEntry> out, Family family, Component component, BaselineEntry entry) {
    Slot slot = component.slot();
    String[] words = {
      slot.ecosystem(),
      slot.group(),
      slot.name(),
      slot.arch(),
      entry.version,
      family.cataloger(),
      String.valueOf(entry.purl),
      entry.properties.toString()
    };
    String id = Digests.id(words);
    String purl = entry.purl;
    String reference =
        purl == null || purl.indexOf('#') >= 0
            ? id
            : purl + (purl.indexOf('?') < 0 ? "?" : "&") + "package-id=" + id;
    out.put(
        String.join("\0", words),
        new BaselineEntry(
            reference, entry.group, entry.name, entry.version, purl, entry.properties));
  }

  private static BaselineEntry of(Family family, Component component) {
    Slot slot = component.slot();
    String purl = component.purl();
    Map<String, String> properties = properties(words(family));
    int i = 0;
    for (String location : component.locations()) {
      properties.put("syft:location:" + i++ + ":path", location);
    }
    if (!slot.arch().isEmpty() && (purl == null || !purl.contains("arch="))) {
      properties.put(BaselineWriter.ARCH, slot.arch());
    }
    boolean grouped = purl == null && !slot.group().isEmpty();
    return new BaselineEntry(
        "",
        grouped ? slot.group() : null,
        slot.name(),
        version(family, component),
        purl,
        properties);
  }

  private static String version(Family family, Component component) {
    String version = component.version();
    if (version == null) {
      return UNKNOWN;
    }
    boolean stdlib = family == Family.GO && component.slot().name().equals("stdlib");
    return stdlib ? "go" + version : version;
  }

  /** One module, or without one the image; syft lists each module of a kernel by itself. */
  private static BaselineEntry kernel(String release, @Nullable String location) {
    boolean module = location != null && !KernelModulePath.release(location).isEmpty();
    Map<String, String> properties =
        properties(
            module
                ? new Words("linux-kernel-cataloger", "linux-kernel-module", "linux-kernel-module")
                : new Words("linux-kernel-cataloger", "linux-kernel", "linux-kernel-archive"));
    if (location != null) {
      properties.put("syft:location:0:path", location);
    }
    if (location == null || !module) {
      return new BaselineEntry("", null, "linux-kernel", release, null, properties);
    }
    properties.put("syft:metadata:kernelVersion", release);
    String file = Paths.name(location);
    String name = file.substring(0, file.lastIndexOf(".ko"));
    return new BaselineEntry("", null, name.isEmpty() ? file : name, UNKNOWN, null, properties);
  }

  private static Map<String, String> properties(Words words) {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("syft:package:foundBy", words.foundBy);
    out.put("syft:package:type", words.packageType);
    out.put("syft:package:metadataType", words.metadataType);
    return out;
  }

  private static Words words(Family family) {
    return switch (family) {
      case DPKG, OPKG -> new Words("dpkg-db-cataloger", "deb", "dpkg-db-entry");
      case RPM -> new Words("rpm-db-cataloger", "rpm", "rpm-db-entry");
      case APK -> new Words("apk-db-cataloger", "apk", "apk-db-entry");
      case ALPM -> new Words("alpm-db-cataloger", "alpm", "alpm-db-entry");
      case PORTAGE -> new Words("portage-cataloger", "portage", "portage-db-entry");
      case PYTHON -> new Words("python-installed-package-cataloger", "python", "python-package");
      case JAVA -> new Words("java-archive-cataloger", "java-archive", "java-archive");
      case GO -> new Words("go-module-binary-cataloger", "go-module", "go-module-buildinfo-entry");
      case RUST ->
          new Words("cargo-auditable-binary-cataloger", "rust-crate", "rust-cargo-audit-entry");
      case GEM -> new Words("ruby-gemspec-cataloger", "gem", "ruby-gemspec");
      case NODE -> new Words("javascript-package-cataloger", "npm", "javascript-npm-package");
      case PHP ->
          new Words(
              "php-composer-installed-cataloger", "php-composer", "php-composer-installed-entry");
      case DOTNET -> new Words("dotnet-deps-binary-cataloger", "dotnet", "dotnet-deps-entry");
      case CONDA -> new Words("conda-meta-cataloger", "conda", "conda-metadata-entry");
      case R -> new Words("r-package-cataloger", "R-package", "r-description");
      case ERLANG ->
          new Words("erlang-otp-application-cataloger", "erlang-otp", "erlang-otp-application");
      case JVM -> new Words("java-jvm-cataloger", "binary", "java-jvm-installation");
      case KERNEL, FILE -> throw new IllegalArgumentException("not a package: " + family);
    };
  }
}
