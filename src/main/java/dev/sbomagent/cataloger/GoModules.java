package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of modules a Go program was built from: {@code path}, {@code mod}, {@code dep}, {@code
 * =>} and {@code build} lines, columns parted by tabs.
 *
 * <p>Source: Go's runtime/debug.ParseBuildInfo, with its refusals; the rule for the main module is
 * syft's (golang/parse_go_binary.go, createMainModuleFromPath).
 */
final class GoModules {
  /** What the version of a module is that was not built from a release. */
  static final String DEVEL = "(devel)";

  /** The main module of {@code go build some.go}, which is not one. */
  private static final String FROM_FILES = "command-line-arguments";

  private static final int MAX_MODULES = 100_000;

  private final List<Module> dependencies = new ArrayList<>();
  private String path = "";
  private @Nullable Module main;
  private String ldflags = "";
  private String revision = "";
  private String time = "";
  private boolean hasLdflags;
  private boolean hasRevision;
  private boolean hasTime;

  private GoModules() {}

  /** One module, and what it is replaced by. */
  static final class Module {
    final String path;
    final String version;
    private final String sum;
    @Nullable Module replacement;

    Module(String path, String version, String sum) {
      this.path = path;
      this.version = version;
      this.sum = sum;
    }

    private boolean isSame(@Nullable Module other) {
      return other != null
          && path.equals(other.path)
          && version.equals(other.version)
          && sum.equals(other.sum)
          && (replacement == null
              ? other.replacement == null
              : replacement.isSame(other.replacement));
    }
  }

  static GoModules parse(String text) throws MalformedException {
    GoModules modules = new GoModules();
    modules.read(text);
    modules.chooseMain();
    return modules;
  }

  /** The module that the program is of; null when the text names none. */
  @Nullable Module main() {
    return main;
  }

  /** Every other module in it. */
  List<Module> dependencies() {
    return dependencies;
  }

  /** Flags for the linker it was built with, where versions are set. */
  String ldflags() {
    return ldflags;
  }

  /** The commit it was built from and its time, RFC 3339; null when unknown. */
  @Nullable String revision() {
    return hasRevision && hasTime ? revision : null;
  }

  String time() {
    return time;
  }

  private void read(String text) throws MalformedException {
    Module last = null;
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      if (text.startsWith("path\t", from)) {
        path = text.substring(from + 5, end);
      } else if (text.startsWith("mod\t", from)) {
        last = module(text, from + 4, end, false);
        main = last;
      } else if (text.startsWith("dep\t", from)) {
        last = module(text, from + 4, end, false);
        dependencies.add(last);
        if (dependencies.size() > MAX_MODULES) {
          throw new MalformedException("more than " + MAX_MODULES + " go modules");
        }
      } else if (text.startsWith("=>\t", from)) {
        if (last == null) {
          throw new MalformedException("go build information: replacement of no module");
        }
        last.replacement = module(text, from + 3, end, true);
        last = null;
      } else if (text.startsWith("build\t", from)) {
        setting(text.substring(from + 6, end));
      }
      from = end + 1;
    }
  }

  private static Module module(String text, int from, int end, boolean three)
      throws MalformedException {
    int first = text.indexOf('\t', from);
    int second = first < 0 ? -1 : text.indexOf('\t', first + 1);
    boolean isThree = second >= 0 && second < end;
    if (first < 0
        || first >= end
        || (three && !isThree)
        || (isThree && contains(text, second + 1, end))) {
      throw new MalformedException("go build information: wrong number of columns");
    }
    return new Module(
        text.substring(from, first),
        text.substring(first + 1, isThree ? second : end),
        isThree ? text.substring(second + 1, end) : "");
  }

  private static boolean contains(String text, int from, int end) {
    int tab = text.indexOf('\t', from);
    return tab >= 0 && tab < end;
  }

  private void setting(String line) throws MalformedException {
    boolean quoted = !line.isEmpty() && (line.charAt(0) == '"' || line.charAt(0) == '`');
    int keyEnd = quoted ? GoQuotes.end(line) : line.indexOf('=');
    if (keyEnd <= 0 || keyEnd >= line.length() || line.charAt(keyEnd) != '=') {
      throw new MalformedException("go build information: build line without a key");
    }
    String key = quoted ? GoQuotes.unquote(line.substring(0, keyEnd)) : line.substring(0, keyEnd);
    String value = line.substring(keyEnd + 1);
    if (!value.isEmpty() && (value.charAt(0) == '"' || value.charAt(0) == '`')) {
      value = GoQuotes.unquote(value);
    }
    // the first of a key counts
    if (!hasLdflags && key.equals("-ldflags")) {
      ldflags = value;
      hasLdflags = true;
    } else if (!hasRevision && key.equals("vcs.revision")) {
      revision = value;
      hasRevision = true;
    } else if (!hasTime && key.equals("vcs.time")) {
      time = value;
      hasTime = true;
    }
  }

  private void chooseMain() {
    Module stated = main;
    if (stated == null || stated.isSame(new Module("", "", ""))) {
      main = path.isEmpty() ? null : byPath();
    } else if (stated.isSame(new Module(FROM_FILES, "", ""))) {
      main = byPath();
    }
    List<Module> equal = new ArrayList<>();
    for (Module dependency : dependencies) {
      if (dependency.isSame(main)) {
        equal.add(dependency);
      }
    }
    dependencies.removeAll(equal);
  }

  /** The only dependency that is no release, else what the program's package is called. */
  private Module byPath() {
    Module only = null;
    int count = 0;
    for (Module dependency : dependencies) {
      if (dependency.version.equals(DEVEL)) {
        only = dependency;
        count++;
      }
    }
    if (only != null && count == 1) {
      dependencies.remove(only);
      return only;
    }
    return new Module(path, DEVEL, "");
  }
}
