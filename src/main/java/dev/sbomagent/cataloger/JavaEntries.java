package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entries of a Java archive that tell what it is, each kind sorted by name. */
final class JavaEntries {
  /** By the ends of names: most entries are classes. */
  static final ZipArchive.Choice CHOICE = new ByName();

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String[] ENDS = {"pom.properties", "pom.xml", MANIFEST};
  private static final String VERSION_FILE = "version.properties";

  private final TreeMap<String, ZipEntryHeader> properties = new TreeMap<>();
  private final TreeMap<String, ZipEntryHeader> projects = new TreeMap<>();
  private final TreeMap<String, ZipEntryHeader> nested = new TreeMap<>();
  private final TreeMap<String, ZipEntryHeader> versionFiles = new TreeMap<>();
  private @Nullable ZipEntryHeader manifest;

  private JavaEntries() {}

  private static final class ByName implements ZipArchive.Choice {
    @Override
    public boolean keeps(byte[] bytes, int from, int end) {
      for (String ending : ENDS) {
        if (ends(bytes, from, end, ending, false)) {
          return true;
        }
      }
      for (String extension : JavaCataloger.EXTENSIONS) {
        if (ends(bytes, from, end, extension, false)) {
          return true;
        }
      }
      return end - from <= VERSION_FILE.length() + 1 && ends(bytes, from, end, VERSION_FILE, true);
    }

    private static boolean ends(byte[] bytes, int from, int end, String text, boolean anyCase) {
      int at = end - text.length();
      if (at < from) {
        return false;
      }
      for (int i = text.length() - 1; i >= 0; i--) {
        int c = bytes[at + i];
        if ((anyCase && c >= 'A' && c <= 'Z' ? c + 32 : c) != text.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Sorts them out. Of entries of one name the last counts.
   *
   * @throws MalformedException when there are two manifests: nobody could say which counts
   */
  static JavaEntries of(List<ZipEntryHeader> all) throws MalformedException {
    JavaEntries entries = new JavaEntries();
    for (ZipEntryHeader entry : all) {
      entries.add(entry);
    }
    return entries;
  }

  private void add(ZipEntryHeader entry) throws MalformedException {
    String name = entry.name.startsWith("/") ? entry.name.substring(1) : entry.name;
    if (name.equals(MANIFEST)) {
      if (manifest != null && !manifest.name.equals(entry.name)) {
        throw new MalformedException("two manifests");
      }
      manifest = entry;
    } else if (name.endsWith("pom.properties")) {
      properties.put(entry.name, entry);
    } else if (name.endsWith("pom.xml")) {
      projects.put(entry.name, entry);
    } else if (JavaCataloger.isArchive(name)) {
      nested.put(entry.name, entry);
    } else if (name.toLowerCase(Locale.ROOT).equals(VERSION_FILE)) {
      versionFiles.put(entry.name, entry);
    }
  }

  @Nullable ZipEntryHeader manifest() {
    return manifest;
  }

  Collection<ZipEntryHeader> properties() {
    return properties.values();
  }

  Collection<ZipEntryHeader> projects() {
    return projects.values();
  }

  /** Archives in the archive. */
  Collection<ZipEntryHeader> nested() {
    return nested.values();
  }

  /** Null unless there is exactly one. */
  @Nullable ZipEntryHeader versionFile() {
    return versionFiles.size() == 1 ? versionFiles.firstEntry().getValue() : null;
  }

  /** The folder of an entry, as its name has it. */
  static String folder(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }
}
