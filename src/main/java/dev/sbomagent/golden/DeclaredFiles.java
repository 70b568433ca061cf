package dev.sbomagent.golden;

import java.util.List;

/** Files that declare what a program would like to have, and prove nothing to be installed. */
final class DeclaredFiles {
  private DeclaredFiles() {}

  /** Whether these locations, at least one, are such files without exception. */
  static boolean are(List<String> locations) {
    for (String location : locations) {
      if (!isDeclared(Paths.name(location))) {
        return false;
      }
    }
    return !locations.isEmpty();
  }

  private static boolean isDeclared(String name) {
    return switch (name) {
      case "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "bun.lock",
          "deno.lock",
          "poetry.lock",
          "Pipfile.lock",
          "pdm.lock",
          "uv.lock",
          "setup.py",
          "Gemfile.lock",
          "gems.locked",
          "Cargo.lock",
          "go.mod",
          "go.sum",
          "modules.txt",
          "composer.lock",
          "pom.xml",
          "gradle.lockfile",
          "packages.lock.json",
          "mix.lock",
          "rebar.lock",
          "pubspec.lock" ->
          true;
      default -> name.endsWith(".txt") && name.contains("requirements");
    };
  }
}
