package dev.sbomagent.cataloger;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code pom.xml} inside an archive says of its own project (Maven POM reference,
 * "Coordinates" and "Inheritance"), as far as it says it itself: other projects are not looked up.
 *
 * <p>Source: syft java/internal/maven/resolver.go (1.54.1), offline: a value with a reference that
 * cannot be resolved is empty.
 */
final class PomProject {
  private static final int MAX_PROPERTIES = 10_000;
  private static final int MAX_VALUE = 64 << 10;

  private final Map<String, String> own = new HashMap<>();
  private final Map<String, String> parent = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();
  private boolean hasParent;

  private PomProject() {}

  /** Null when it is not well-formed, or something else. */
  static @Nullable PomProject parse(byte[] bytes) {
    PomProject project = new PomProject();
    Reading reading = project.new Reading();
    String text = new String(bytes, StandardCharsets.UTF_8);
    return XmlScan.scan(text.startsWith("\ufeff") ? text.substring(1) : text, reading)
            && !reading.other
        ? project
        : null;
  }

  /** Takes values up, direct text of elements only. */
  private final class Reading implements XmlScan.Listener {
    private boolean other;
    private @Nullable Map<String, String> group;
    private String name = "";
    private int valueDepth;
    private final StringBuilder value = new StringBuilder();

    @Override
    public void start(String element, int depth) {
      if (depth == 1) {
        other = !element.equals("project");
      } else if (depth == 2) {
        hasParent = hasParent || element.equals("parent");
        group =
            element.equals("parent") ? parent : element.equals("properties") ? properties : null;
        take(own, element, depth);
      } else if (depth == 3 && group != null) {
        take(group, element, depth);
      }
    }

    private void take(Map<String, String> values, String element, int depth) {
      if (values.size() < MAX_PROPERTIES) {
        name = element;
        valueDepth = depth;
        value.setLength(0);
      }
    }

    @Override
    public void text(CharSequence text, int depth) {
      if (depth == valueDepth && value.length() + text.length() <= MAX_VALUE) {
        value.append(text);
      }
    }

    @Override
    public void end(int depth) {
      if (depth == valueDepth) {
        Map<String, String> values = depth == 2 ? own : group;
        if (values != null) {
          values.put(name, value.toString());
        }
        valueDepth = 0;
      }
    }
  }

  /** Empty when not known. */
  String artifact() {
    return resolved(own.get("artifactId"));
  }

  /** Its own, else its parent's; empty when not known. */
  String version() {
    return inherited("version");
  }

  /** Its own, else its parent's; empty when not known. */
  String group() {
    return inherited("groupId");
  }

  private String inherited(String name) {
    String stated = own.get(name);
    return stated == null || stated.isEmpty() ? resolved(parent.get(name)) : resolved(stated);
  }

  private String resolved(@Nullable String value) {
    String resolved = value == null ? null : expand(value, new HashSet<>());
    return resolved == null ? "" : resolved;
  }

  /** Null when a reference leads nowhere, or in a circle. */
  private @Nullable String expand(String value, Set<String> resolving) {
    int from = value.indexOf("${");
    if (from < 0) {
      return value;
    }
    StringBuilder out = new StringBuilder();
    int done = 0;
    while (from >= 0) {
      int end = value.indexOf('}', from);
      if (end < 0) {
        break;
      }
      out.append(value, done, from);
      done = end + 1;
      if (end == from + 2) {
        out.append("${}");
      } else {
        String name = GoText.trim(value.substring(from + 2, end));
        String replacement = resolving.add(name) ? reference(name, resolving) : null;
        if (replacement == null || out.length() + replacement.length() > MAX_VALUE) {
          return null;
        }
        out.append(replacement);
        resolving.remove(name);
      }
      from = value.indexOf("${", done);
    }
    return out.append(value, done, value.length()).toString();
  }

  private @Nullable String reference(String name, Set<String> resolving) {
    String value = null;
    if (name.startsWith("project.parent.")) {
      value = hasParent ? parent.get(name.substring(15)) : null;
      if (value == null) {
        return null;
      }
    } else if (name.startsWith("project.") && name.indexOf('.', 8) < 0) {
      String field = name.substring(8);
      value = own.get(field);
      value = value == null && field.equals("version") ? parent.get(field) : value;
    }
    String resolved = value == null ? null : expand(value, resolving);
    if (resolved != null && !resolved.isEmpty()) {
      return resolved;
    }
    String property = properties.get(name);
    return property == null || (value != null && resolved == null)
        ? null
        : expand(property, resolving);
  }
}
