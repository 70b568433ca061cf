package dev.sbomagent.cataloger;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A .NET application's {@code <name>.deps.json} (dotnet/sdk, "runtime-configuration-file"), and
 * which of its packages syft lists (dotnet/deps_json.go, deps_binary_cataloger.go): the application
 * itself, and what claims a library of its own or needs something that does; other projects and
 * reference assemblies not. Where a tool that merges libraries into one is among the packages,
 * claims do not count.
 */
final class DepsJson implements JsonFile.Document {
  private static final int MAX_EDGES = 1_000_000;

  private static final Set<String> BUNDLERS =
      Set.of(
          "ILRepack.Lib.MSBuild.Task",
          "ILRepack.Lib",
          "ILRepack.Lib.MSBuild",
          "ILRepack.Lib.NET",
          "ILRepack.NETStandard",
          "ILRepack.FullAuto",
          "ILMerge",
          "JetBrains.Build.ILRepack",
          "PostSharp.Community.Packer",
          "Brokenevent.ILStrip",
          "Brokenevent.ILStrip.CLI",
          "Costura.Fody",
          "Fody");

  private static final Shape TARGET = Shape.object(Map.of("name", Shape.TEXT));

  private final Map<String, Library> libraries = new HashMap<>();
  private final Map<String, Target> targets = new TreeMap<>();
  private int edges;

  /** What {@code libraries} says of a package. */
  private static final class Library {
    private String type = "";
    private String path = "";
    private String sha512 = "";
  }

  /** What all {@code targets} together say of a package. */
  private static final class Target {
    private boolean claims;
    private final List<String> dependencies = new ArrayList<>();
  }

  @Override
  public void read(JsonReader in) throws JsonException {
    if (Shape.isNull(in)) {
      return;
    }
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (Shape.key(field)) {
        case "runtimetarget" -> TARGET.check(in);
        case "targets" -> targets(in);
        case "libraries" -> libraries(in);
        default -> in.skip();
      }
    }
  }

  private void targets(JsonReader in) throws JsonException {
    if (Shape.isNull(in)) {
      return;
    }
    in.beginObject();
    while (in.nextField() != null) {
      if (!Shape.isNull(in)) {
        in.beginObject();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
          Target target = targets.get(name);
          if (target == null) {
            target = new Target();
            targets.put(name, target);
          }
          if (!Shape.isNull(in)) {
            target(in, target);
          }
        }
      }
    }
  }

  private void target(JsonReader in, Target target) throws JsonException {
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (Shape.key(field)) {
        case "dependencies" -> dependencies(in, target);
        case "runtime", "resources", "compile", "native" -> target.claims |= claims(in);
        default -> in.skip();
      }
    }
  }

  private void dependencies(JsonReader in, Target target) throws JsonException {
    if (Shape.isNull(in)) {
      return;
    }
    in.beginObject();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      if (++edges > MAX_EDGES) {
        throw in.broken("more than " + MAX_EDGES + " dependencies");
      }
      target.dependencies.add(name + "/" + Shape.text(in, ""));
    }
  }

  private static boolean claims(JsonReader in) throws JsonException {
    if (Shape.isNull(in)) {
      return false;
    }
    boolean any = false;
    in.beginObject();
    while (in.nextField() != null) {
      Shape.TEXT_MAP.check(in);
      any = true;
    }
    return any;
  }

  private void libraries(JsonReader in) throws JsonException {
    if (Shape.isNull(in)) {
      return;
    }
    in.beginObject();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      Library library = new Library();
      if (!Shape.isNull(in)) {
        in.beginObject();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
          switch (Shape.key(field)) {
            case "type" -> library.type = Shape.text(in, library.type);
            case "path" -> library.path = Shape.text(in, library.path);
            case "sha512" -> library.sha512 = Shape.text(in, library.sha512);
            case "hashpath" -> Shape.TEXT.check(in);
            default -> in.skip();
          }
        }
      }
      libraries.put(name, library);
    }
  }

  /**
   * The packages to list, as {@code name/version}, sorted.
   *
   * @param application what the file is called by, empty when it is called by nothing
   */
  List<String> listed(String application) {
    Set<String> claiming = claiming();
    boolean bundled = false;
    String root = null;
    for (String key : targets.keySet()) {
      String name = name(key);
      bundled |= BUNDLERS.contains(name);
      if (root == null && is(key, "project") && name.equals(application)) {
        root = key;
      }
    }
    List<String> listed = new ArrayList<>();
    for (String key : targets.keySet()) {
      if (key.equals(root)
          || (!isSame(key, root)
              && !is(key, "project")
              && !isReference(key)
              && (bundled || claiming.contains(key)))) {
        listed.add(key);
      }
    }
    return listed;
  }

  /** What claims a library, or needs, through however many, what does. */
  private Set<String> claiming() {
    Map<String, List<String>> needing = new HashMap<>();
    Set<String> claiming = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    for (Map.Entry<String, Target> target : targets.entrySet()) {
      for (String dependency : target.getValue().dependencies) {
        List<String> those = needing.get(dependency);
        if (those == null) {
          those = new ArrayList<>(2);
          needing.put(dependency, those);
        }
        those.add(target.getKey());
      }
      if (target.getValue().claims) {
        claiming.add(target.getKey());
        open.add(target.getKey());
      }
    }
    while (!open.isEmpty()) {
      for (String next : needing.getOrDefault(open.remove(), List.of())) {
        if (claiming.add(next)) {
          open.add(next);
        }
      }
    }
    return claiming;
  }

  private boolean is(String key, String type) {
    Library library = libraries.get(key);
    return library != null && library.type.equals(type);
  }

  private boolean isReference(String key) {
    Library library = libraries.get(key);
    return library != null
        && library.type.equals("referenceassembly")
        && library.sha512.isEmpty()
        && library.path.isEmpty();
  }

  private static boolean isSame(String key, @Nullable String root) {
    return root != null && name(key).equals(name(root)) && version(key).equals(version(root));
  }

  static String name(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  static String version(String key) {
    int slash = key.indexOf('/');
    int next = slash < 0 ? -1 : key.indexOf('/', slash + 1);
    return slash < 0 ? "" : key.substring(slash + 1, next < 0 ? key.length() : next);
  }
}
