package dev.sbomagent.interop;

import java.nio.file.Path;

/**
 * A copy of the untouched root that may be changed: an overlay on a tmpfs, or, where the kernel
 * forbids mounting, a plain copy. Gone when closed.
 */
final class Root implements AutoCloseable {
  private final Path folder;
  private final Path path;

  private Root(Path folder) {
    this.folder = folder;
    this.path = folder.resolve("root");
  }

  /** A fresh copy of the untouched root. */
  static Root copy() {
    return copyOf(Peers.untouched());
  }

  static Root copyOf(Path lower) {
    Path folder = Path.of(Tool.of("mktemp", "-d", "/tmp/interop.XXXXXX").must().strip());
    Root root = new Root(folder);
    String mount =
        """
        mount -t tmpfs tmpfs "$1" && mkdir "$1/upper" "$1/work" "$1/root" &&
        mount -t overlay overlay -o "lowerdir=$2,upperdir=$1/upper,workdir=$1/work" "$1/root"
        """;
    if (Tool.of("sh", "-c", mount, "mount", folder.toString(), lower.toString()).run().status()
        != 0) {
      Tool.of("umount", folder.toString()).run();
      Tool.of("cp", "-a", "--reflink=auto", lower.toString(), root.path.toString()).must();
    }
    return root;
  }

  /** Where the root lies on this machine. */
  Path path() {
    return path;
  }

  /** A path inside the root, as this machine sees it. */
  Path path(String inside) {
    return path.resolve(inside.substring(1));
  }

  /** Runs a shell script inside the root, with /proc, name resolution and no trace of either. */
  String sh(String script) {
    // the mounts live in a name space of their own and end with it
    String outer =
        """
        set -e
        mount -t proc proc "$1/proc"
        [ -e "$1/etc/resolv.conf" ] || { : >"$1/etc/resolv.conf"; made=yes; }
        mount --bind /etc/resolv.conf "$1/etc/resolv.conf"
        status=0
        chroot "$1" /bin/sh -ec "$2" || status=$?
        umount "$1/etc/resolv.conf" "$1/proc"
        [ -z "$made" ] || rm "$1/etc/resolv.conf"
        exit $status
        """;
    return Tool.of("unshare", "-m", "--propagation", "private", "sh", "-c", outer, "sh")
        .with(path.toString(), script)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .env("LC_ALL", "C")
        .must();
  }

  /** Shows a folder a second time elsewhere, until closed. */
  void bind(String from, String to) {
    Tool.of("mount", "--bind", path(from).toString(), path(to).toString()).must();
  }

  /** Runs apt-get inside the root. */
  String apt(String arguments) {
    return sh("apt-get -qq -y -o APT::Install-Recommends=false " + arguments);
  }

  /** Runs the root's own dpkg on a package of ours. */
  void dpkg(String options, Path deb) {
    Tool.of("cp", deb.toString(), path("/tmp/ours.deb").toString()).must();
    sh("trap 'rm /tmp/ours.deb' EXIT; dpkg " + options + " /tmp/ours.deb");
  }

  @Override
  public void close() {
    String umount = "umount -R \"$1/root\" && umount \"$1\"; rm -rf --one-file-system \"$1\"";
    Tool.of("sh", "-c", umount, "umount", folder.toString()).must();
  }
}
