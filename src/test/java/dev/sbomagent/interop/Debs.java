package dev.sbomagent.interop;

import java.nio.file.Path;
import java.util.List;

/** Packages of our own making, by dpkg-deb. */
final class Debs {
  private final Path folder;

  Debs(Path folder) {
    this.folder = folder;
  }

  /** A package of Debian's own. */
  Path real(String name) {
    String download =
        "apt-get -qq -o Dir::Cache::archives=. download \"$2\" && ls \"$PWD\"/$2_*.deb";
    return Path.of(
        Tool.of("sh", "-c", "mkdir -p \"$1\" && cd \"$1\" && " + download, "download")
            .with(folder.toString(), name)
            .must()
            .strip());
  }

  /** A package of two files and a conffile, without maintainer scripts. */
  Path build(String name, String version) {
    return build(name, version, folder.resolve(name + "-" + version));
  }

  /** The same, but to unpack it takes so many seconds, and to configure it as many. */
  Path buildSlow(String name, String version, int seconds) {
    Path tree = folder.resolve(name + "-" + version);
    for (String script : List.of("preinst", "postinst")) {
      Path file =
          Tool.write(tree.resolve("DEBIAN/" + script), "#!/bin/sh\nsleep " + seconds + "\n");
      Tool.of("chmod", "755", file.toString()).must();
    }
    return build(name, version, tree);
  }

  private Path build(String name, String version, Path tree) {
    Tool.write(tree.resolve("usr/share/" + name + "/content"), name + " " + version + "\n");
    Tool.write(tree.resolve("usr/share/" + name + "/constant"), name + "\n");
    Tool.write(tree.resolve("etc/" + name + ".conf"), "version=" + version + "\n");
    Tool.write(tree.resolve("DEBIAN/conffiles"), "/etc/" + name + ".conf\n");
    Tool.write(
        tree.resolve("DEBIAN/control"),
        "Package: %s\nVersion: %s\nArchitecture: all\n".formatted(name, version)
            + "Maintainer: nobody <nobody@example.org>\nDescription: for a test\n");
    String sums = "cd \"$1\" && find usr -type f -print0 | xargs -0 md5sum >DEBIAN/md5sums";
    Tool.of("sh", "-c", sums, "md5sums", tree.toString()).must();
    return packed(tree, name + "_" + version + ".deb");
  }

  /**
   * The package as a root has it installed, packed again under another version with one file
   * changed: what a rebuild would bring.
   */
  Path repack(Root root, String name, String version, String changed) {
    root.sh("mkdir -p /tmp/repack && cd /tmp/repack && apt-get -qq download " + name);
    Path tree = folder.resolve(name + "-" + version);
    String unpack = "dpkg-deb -R \"$1\"/tmp/repack/*.deb \"$2\" && rm -r \"$1/tmp/repack\"";
    Tool.of("sh", "-c", unpack, "unpack", root.path().toString(), tree.toString()).must();
    String edit =
        """
        cd "$1" && echo changed >>"$2" &&
        sed -i "s/^Version: .*/Version: $3/" DEBIAN/control &&
        sed -i "s,^.*  $2\\$,$(md5sum <"$2" | cut -c1-32)  $2," DEBIAN/md5sums
        """;
    Tool.of("sh", "-c", edit, "edit", tree.toString(), changed, version).must();
    return packed(tree, name + "_" + version.replace(':', '%') + ".deb");
  }

  private Path packed(Path tree, String file) {
    Path deb = folder.resolve(file);
    Tool.of("dpkg-deb", "--root-owner-group", "--build", tree.toString(), deb.toString()).must();
    return deb;
  }
}
