package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in the packages, by the tools of the distributions. */
@Tag("interop")
class PackageFilesTest {
  private static final String LIBRARY = "/usr/lib/sbom-agent/";

  @ParameterizedTest
  @EnumSource
  void a_package_holds_the_tree_and_nothing_else(Packages made) throws IOException {
    Set<String> outside = made.files();
    outside.removeIf(path -> path.startsWith(LIBRARY + made.id() + "/"));
    Set<String> expected = around();
    expected.addAll(generated(made));
    assertEquals(String.join("\n", expected), String.join("\n", outside));
  }

  @ParameterizedTest
  @EnumSource
  void the_library_is_the_jars_the_runtime_and_what_is_made_of_them(Packages made)
      throws IOException {
    String prefix = LIBRARY + made.id() + "/";
    Set<String> inside = made.files();
    inside.removeIf(path -> !path.startsWith(prefix) || path.startsWith(prefix + "runtime/"));
    Set<String> expected = new TreeSet<>();
    try (Stream<Path> jars =
        Files.list(Peers.PROJECT.resolve("target/sbom-agent/lib/sbom-agent"))) {
      jars.map(jar -> jar.getFileName().toString())
          .filter(jar -> jar.endsWith(".jar"))
          .forEach(jar -> expected.add(prefix + jar));
    }
    expected.add(prefix + "libjnidispatch.so");
    if (inside.contains(prefix + "sbom-agent.jsa")) {
      expected.add(prefix + "sbom-agent.jsa");
      expected.add(prefix + "sbom-agent.jvm");
    }
    assertEquals(expected, inside);
    assertTrue(made.files().contains(prefix + "runtime/lib/server/libjvm.so"));
  }

  /** The folder's name is the digest of what the archive in it was made of. */
  @ParameterizedTest
  @EnumSource
  void no_archive_can_meet_other_jars(Packages made) {
    Path root = made.unpacked();
    String digest =
        """
        cd "$1" && find . -type f ! -name 'sbom-agent.js?' ! -name sbom-agent.jvm |
          LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-16
        """;
    Path folder = root.resolve("usr/lib/sbom-agent").resolve(made.id());
    assertEquals(made.id(), Tool.of("sh", "-c", digest, "id", folder.toString()).must().strip());
  }

  @ParameterizedTest
  @EnumSource
  void its_own_sbom_is_signed_and_names_every_file(Packages made) throws IOException {
    Path root = made.unpacked();
    Path own = root.resolve("usr/share/sbom-agent");
    Agent.command("verify", "--golden", own.resolve("sbom-agent.cdx.json").toString())
        .with("--key", own.resolve("sbom-agent.pub").toString())
        .must();
    Json sbom = Json.parse(Files.readString(own.resolve("sbom-agent.cdx.json")));
    Set<String> sums =
        sbom.list("components").stream()
            .filter(component -> component.text("type").equals("file"))
            .map(file -> file.list("hashes").get(0).text("content") + "  ." + file.text("name"))
            .collect(Collectors.toCollection(TreeSet::new));
    Path list = Tool.write(Peers.work("own-" + made).resolve("SHA256SUMS"), lines(sums));
    String check = "cd \"$1\" && sha256sum --quiet -c \"$2\"";
    Tool.of("sh", "-c", check, "check", root.toString(), list.toString()).must();
    Set<String> named =
        sums.stream()
            .map(line -> line.substring(67))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> others = made.files();
    others.removeAll(named);
    // it cannot name itself, and configuration is the administrator's
    others.removeIf(path -> path.startsWith("/usr/share/sbom-agent/") || path.startsWith("/etc/"));
    assertEquals(Set.of(), others);
    assertFalse(sbom.list("components").isEmpty());
  }

  /** {@code agent/} and {@code systemd/}, at their places on a host. */
  private static Set<String> around() throws IOException {
    Set<String> out = new TreeSet<>();
    for (String path : below("agent")) {
      if (!path.equals("/README.md")) {
        out.add(path.contains("/man/") ? path + ".gz" : path);
      }
    }
    for (String path : below("systemd")) {
      if (path.startsWith("/examples/")) {
        out.add("/usr/share/doc/sbom-agent" + path);
      } else if (path.lastIndexOf('/') > 0) {
        out.add("/usr/lib" + path);
      } else if (!path.equals("/README.md")) {
        out.add("/usr/lib/systemd/system" + path);
      }
    }
    return out;
  }

  private static List<String> generated(Packages made) {
    String doc = "/usr/share/doc/sbom-agent/";
    Stream<String> both =
        Stream.of(
            LIBRARY + "selected",
            "/usr/lib/systemd/system-preset/80-sbom-agent.preset",
            "/usr/share/bash-completion/completions/sbom-agent",
            "/usr/share/fish/vendor_completions.d/sbom-agent.fish",
            "/usr/share/sbom-agent/sbom-agent.cdx.json",
            "/usr/share/sbom-agent/sbom-agent.cdx.json.sigstore.json",
            "/usr/share/sbom-agent/sbom-agent.pub");
    Stream<String> own =
        made.isDeb()
            ? Stream.of(
                doc + "README.md.gz",
                doc + "changelog.gz",
                doc + "copyright",
                "/usr/share/lintian/overrides/sbom-agent",
                "/usr/share/zsh/vendor-completions/_sbom-agent")
            : Stream.of(
                doc + "README.md",
                "/usr/share/licenses/sbom-agent/LICENSE",
                "/usr/share/zsh/site-functions/_sbom-agent");
    return Stream.concat(both, own).toList();
  }

  private static List<String> below(String folder) throws IOException {
    Path top = Peers.PROJECT.resolve(folder);
    try (Stream<Path> files = Files.walk(top)) {
      return files.filter(Files::isRegularFile).map(file -> "/" + top.relativize(file)).toList();
    }
  }

  private static String lines(Set<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
