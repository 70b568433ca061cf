package dev.sbomagent.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The packages that {@code mvn -Ppackages package} left. */
enum Packages {
  AMD64_DEB("sbom-agent_*_amd64.deb"),
  ARM64_DEB("sbom-agent_*_arm64.deb"),
  X86_64_RPM("sbom-agent-*.x86_64.rpm"),
  AARCH64_RPM("sbom-agent-*.aarch64.rpm");

  // asked for often, and read by unpacking
  private static final Map<Packages, Set<String>> LISTED = new HashMap<>();
  private static final Map<Packages, Path> UNPACKED = new HashMap<>();

  private final String pattern;

  Packages(String pattern) {
    this.pattern = pattern;
  }

  boolean isDeb() {
    return pattern.endsWith(".deb");
  }

  Path file() {
    try (var found = Files.newDirectoryStream(Peers.PROJECT.resolve("target"), pattern)) {
      for (Path file : found) {
        return file;
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    throw new AssertionError("no target/" + pattern + ": run src/interop/package first");
  }

  /** Every path in it that is no folder; the caller's to change. */
  Set<String> files() {
    return new TreeSet<>(LISTED.computeIfAbsent(this, Packages::list));
  }

  /** A folder with its files. Nobody writes there. */
  Path unpacked() {
    return UNPACKED.computeIfAbsent(this, Packages::unpack);
  }

  private Set<String> list() {
    String list =
        isDeb()
            ? "dpkg-deb --fsys-tarfile \"$1\" | tar -t | sed 's/^\\.//' | grep -v '/$'"
            : "rpm -qp --qf '[%{FILEMODES:perms} %{FILENAMES}\\n]' \"$1\" | sed -n 's/^[^d]\\S* //p'";
    return Tool.of("sh", "-c", list, "list", file().toString())
        .must()
        .lines()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Path unpack() {
    Path folder = Peers.work("unpacked-" + this);
    String unpack =
        isDeb() ? "dpkg-deb -x \"$1\" \"$2\"" : "cd \"$2\" && rpm2cpio \"$1\" | cpio --quiet -idm";
    Tool.of("sh", "-c", unpack, "unpack", file().toString(), folder.toString()).must();
    return folder;
  }

  /** The name of the folder that holds jars, runtime and archive. */
  String id() {
    String inside = "/usr/lib/sbom-agent/";
    return files().stream()
        .filter(path -> path.startsWith(inside) && path.endsWith("/sbom-agent.jar"))
        .map(path -> path.substring(inside.length(), path.lastIndexOf('/')))
        .findFirst()
        .orElseThrow();
  }
}
