package dev.sbomagent.cataloger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a jar's manifest that tell what it is: those of the main section, and of the
 * others. Of a signed jar, whose manifest lists every class, nothing else is kept.
 *
 * <p>Source: syft java/parse_java_manifest.go (1.54.1), which is more lenient than the JAR
 * specification: the first of an attribute counts, and names are compared with their case.
 */
final class JavaManifest {
  private static final int MAX_LINE = 1 << 20;
  private static final int MAX_SECTIONS = 100_000;
  private static final String[] VERSIONS = {
    "Implementation-Version", "Specification-Version", "Plugin-Version", "Bundle-Version"
  };
  private static final String[] NAMES = {
    "Name", "Bundle-Name", "Short-Name", "Extension-Name", "Implementation-Title"
  };
  private static final String[] GROUPS = {
    "Group-Id",
    "Bundle-SymbolicName",
    "Extension-Name",
    "Specification-Vendor",
    "Implementation-Vendor",
    "Implementation-Vendor-Id",
    "Implementation-Title",
    "Bundle-Activator"
  };
  private static final String[] LAST_GROUPS = {"Automatic-Module-Name", "Main-Class", "Package"};
  private static final String[] DOMAINS = {"com", "org", "net", "io", "be"};

  /** Names and values by turns, the main section first; sections without any are left out. */
  private final List<List<String>> sections = new ArrayList<>();

  private final List<String> main = new ArrayList<>();

  private JavaManifest() {}

  /** Null when syft gives it up. */
  static @Nullable JavaManifest parse(byte[] bytes) {
    JavaManifest manifest = new JavaManifest();
    return manifest.read(bytes) ? manifest : null;
  }

  private boolean read(byte[] bytes) {
    List<String> section = null;
    boolean inSection = false;
    // the attribute that a continued line belongs to is one that is kept
    boolean kept = false;
    int from = 0;
    while (from < bytes.length) {
      int end = from;
      int colon = -1;
      while (end < bytes.length && bytes[end] != '\n') {
        colon = colon < 0 && bytes[end] == ':' ? end : colon;
        end++;
      }
      if (end - from >= MAX_LINE || sections.size() > MAX_SECTIONS) {
        return false;
      }
      int last = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
      if (last == from) {
        inSection = false;
      } else if (bytes[from] == ' ') {
        if (inSection && kept && section != null) {
          int at = section.size() - 1;
          section.set(at, section.get(at) + text(bytes, from, last));
        }
      } else if (colon >= 0) {
        String name = text(bytes, from, colon);
        if (!name.isEmpty()) {
          section = inSection && section != null ? section : next(section);
          inSection = true;
          kept = isKept(name);
          if (kept) {
            section.add(name);
            section.add(text(bytes, colon + 1, last));
          }
        }
      }
      from = end + 1;
    }
    return true;
  }

  private List<String> next(@Nullable List<String> section) {
    if (section == null) {
      return main;
    }
    // one that held nothing of interest is used again
    if (section != main && section.isEmpty()) {
      return section;
    }
    List<String> next = new ArrayList<>(4);
    sections.add(next);
    return next;
  }

  private static String text(byte[] bytes, int from, int end) {
    return GoText.trim(new String(bytes, from, end - from, StandardCharsets.UTF_8));
  }

  private static boolean isKept(String name) {
    return switch (name) {
      case "Weave-Classes",
          "Created-By",
          "Bundle-SymbolicName",
          "Implementation-Vendor-Id",
          "Name",
          "Bundle-Name",
          "Short-Name",
          "Extension-Name",
          "Implementation-Title",
          "Implementation-Version",
          "Specification-Version",
          "Plugin-Version",
          "Bundle-Version",
          "Main-Class",
          "Group-Id",
          "Specification-Vendor",
          "Implementation-Vendor",
          "Bundle-Activator",
          "Automatic-Module-Name",
          "Package" ->
          true;
      default -> false;
    };
  }

  private static @Nullable String first(List<String> section, String name) {
    for (int i = 0; i < section.size(); i += 2) {
      if (section.get(i).equals(name)) {
        return section.get(i + 1);
      }
    }
    return null;
  }

  private String main(String name) {
    String value = first(main, name);
    return value == null ? "" : value;
  }

  /** Whether it stands in for another archive, whose names it carries. */
  boolean isWeaving() {
    return first(main, "Weave-Classes") != null;
  }

  /** Whether it is a program's. */
  boolean isProgram() {
    return !main("Main-Class").isEmpty();
  }

  /** What it calls the artifact, by the file's name where that tells (selectName). */
  String name(ArchiveName file) {
    String symbolic = main("Bundle-SymbolicName");
    String vendor = main("Implementation-Vendor-Id");
    if (main("Created-By").contains("Apache Maven Bundle Plugin")
        && !symbolic.isEmpty()
        && !vendor.equals(symbolic)
        && !symbolic.endsWith(".")) {
      return symbolic.substring(symbolic.lastIndexOf('.') + 1);
    }
    String name = file.artifact();
    for (int i = 0; name.isEmpty() && i < NAMES.length; i++) {
      name = main(NAMES[i]);
    }
    return name;
  }

  /** The version that it states; empty when none. */
  String version() {
    for (String name : VERSIONS) {
      String version = main(name);
      for (int i = 0; version.isEmpty() && i < sections.size(); i++) {
        String inSection = first(sections.get(i), name);
        version = inSection == null ? "" : inSection;
      }
      if (!version.isEmpty()) {
        return version;
      }
    }
    return "";
  }

  /** The group that it hints at: what looks like one and is first in order; empty when none. */
  String group() {
    String group = group(GROUPS);
    return group.isEmpty() ? group(LAST_GROUPS) : group;
  }

  private String group(String[] names) {
    String least = "";
    for (String name : names) {
      least = lesser(least, first(main, name));
      for (List<String> section : sections) {
        least = lesser(least, first(section, name));
      }
    }
    return least;
  }

  private static String lesser(String least, @Nullable String value) {
    if (value == null) {
      return least;
    }
    for (String domain : DOMAINS) {
      if (value.startsWith(domain)) {
        String group = clean(value);
        return least.isEmpty() || group.compareTo(least) < 0 ? group : least;
      }
    }
    return least;
  }

  /** Without the directives of OSGi (cpegenerate, cleanGroupID). */
  private static String clean(String value) {
    int semicolon = value.indexOf(';');
    String group = semicolon < 0 ? value : value.substring(0, semicolon);
    int hash = group.indexOf('#');
    group = GoText.trim(hash < 0 ? group : group.substring(0, hash));
    return group.equals("org.lz4.java") ? "org.lz4" : group;
  }
}
