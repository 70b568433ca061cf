package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The header of a Python package's {@code METADATA} or {@code PKG-INFO} (PyPA core metadata), with
 * the liberties that syft takes (python/parse_wheel_egg_metadata.go): keys lose their dashes, a
 * line that starts with a space continues the value before it, the last of equal keys wins, lines
 * without a colon are passed over, and the first empty line after a key ends the header.
 */
final class PythonMetadata {
  private static final long MAX_FILE = 64L << 20;

  /** Keys that syft keeps as lists; a key that meets one of them in another case breaks it. */
  private static final String[] LISTS = {"RequiresDist", "ProvidesExtra"};

  /** Fields of syft's own that are no texts: a header that has a key of that name breaks it. */
  private static final String[] NO_TEXTS = {
    "Files", "TopLevelPackages", "DirectURLOrigin", "DistInfoLocation"
  };

  private static final int MAX_VALUE = 1 << 16;

  /** The few fields that matter, by their keys as written. */
  private final Map<String, String> fields = new TreeMap<>();

  private boolean started;
  private String key = "";

  private PythonMetadata() {}

  /** Reads no further than the end of the header. */
  static PythonMetadata parse(InputStream in) throws IOException, MalformedException {
    PythonMetadata metadata = new PythonMetadata();
    Lines lines = new Lines(in, Lines.MAX_LINE, MAX_FILE);
    String line = lines.next();
    while (line != null && !(line.isEmpty() && metadata.started)) {
      metadata.line(line);
      line = lines.next();
    }
    metadata.check();
    return metadata;
  }

  private void line(String line) throws MalformedException {
    int colon = line.indexOf(':');
    if (line.startsWith(" ")) {
      if (key.isEmpty()) {
        throw new MalformedException("continues no field: '" + DpkgStanza.printable(line) + "'");
      }
      String value = fields.get(key);
      if (value != null && isText(key)) {
        if (value.length() + line.length() > MAX_VALUE) {
          throw new MalformedException("value is longer than " + MAX_VALUE + " characters");
        }
        fields.put(key, value + "\n " + Blank.trim(line));
      }
    } else if (colon > 0) {
      started = true;
      key = Blank.trim(line.substring(0, colon));
      if (key.indexOf('-') >= 0) {
        key = key.replace("-", "");
      }
      if (isText(key)) {
        fields.put(key, Blank.trim(line.substring(colon + 1)));
      } else if (isOneOf(LISTS, key) || isOneOf(NO_TEXTS, key)) {
        fields.put(key, "");
      }
    }
  }

  private static boolean isText(String key) {
    return key.equalsIgnoreCase("Name") || key.equalsIgnoreCase("Version");
  }

  private static boolean isOneOf(String[] names, String key) {
    for (String name : names) {
      if (name.equalsIgnoreCase(key)) {
        return true;
      }
    }
    return false;
  }

  private void check() throws MalformedException {
    for (String field : fields.keySet()) {
      boolean misspelt = false;
      for (String list : LISTS) {
        misspelt |= field.equalsIgnoreCase(list) && !fields.containsKey(list);
      }
      if (misspelt || isOneOf(NO_TEXTS, field)) {
        throw new MalformedException("field '" + DpkgStanza.printable(field) + "' is unknown");
      }
    }
  }

  /** The package's name as written, empty when there is none. */
  String name() {
    return field("Name");
  }

  /** The package's version as written, empty when there is none. */
  String version() {
    return field("Version");
  }

  /** The field of this very name, else one that differs in case only. */
  private String field(String name) {
    @Nullable String value = fields.get(name);
    if (value != null) {
      return value;
    }
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return "";
  }
}
