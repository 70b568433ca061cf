package dev.sbomagent.inventory;

import dev.sbomagent.inventory.Resolution.Found;
import java.util.ArrayList;
import java.util.List;

/**
 * Places known for what is no software of the machine itself: storage of container runtimes and
 * caches. Only those that exist are named. A place that was moved away by a link is excluded where
 * the link leads, unless that is where a machine keeps software of its own.
 */
final class KnownPlaces {
  private static final int MAX_HOMES = 10_000;

  /** A star stands for one folder. */
  private static final String[] STORAGE = {
    "/var/lib/docker",
    "/var/lib/containerd",
    "/var/lib/containers",
    "/var/lib/kubelet",
    "/var/lib/rancher/k3s/agent/containerd",
    "/var/lib/rancher/rke2/agent/containerd",
    "/var/lib/k0s/containerd",
    "/var/lib/buildkit",
    "/var/lib/lxc",
    "/var/lib/lxd",
    "/var/lib/incus",
    "/var/lib/machines",
    "/var/lib/portables",
    "/var/lib/flatpak",
    "/var/lib/snapd/snap",
    "/var/lib/snapd/snaps",
    "/var/snap/docker/common/var-lib-docker",
    "/var/snap/lxd/common/lxd",
    "/var/snap/microk8s/common/var/lib/containerd",
    "/snap",
    "/ostree/repo",
    "/sysroot/ostree/repo",
    "/root/.local/share/containers",
    "/root/.local/share/docker",
    "/root/.local/share/containerd",
    "/root/.local/share/flatpak",
    "/home/*/.local/share/containers",
    "/home/*/.local/share/docker",
    "/home/*/.local/share/containerd",
    "/home/*/.local/share/flatpak",
  };

  private static final String[] CACHES = {"/var/cache", "/root/.cache", "/home/*/.cache"};

  /** Nothing below these is excluded on the word of a link. */
  private static final List<String> OWN = List.of("/usr", "/etc", "/boot");

  /** Nor are these themselves, nor what lies above them. */
  private static final List<String> ROOMS = List.of("/opt", "/home", "/root", "/srv", "/var/lib");

  private final Host host;
  private final List<Excluded> places = new ArrayList<>();

  private KnownPlaces(Host host) {
    this.host = host;
  }

  static List<Excluded> of(Host host) {
    KnownPlaces known = new KnownPlaces(host);
    known.add(STORAGE, "container storage");
    known.add(CACHES, "cache");
    return known.places;
  }

  private void add(String[] patterns, String why) {
    for (String pattern : patterns) {
      for (String path : expand(host, pattern)) {
        if (host.resolve(path) instanceof Found found
            && found.kind() == FileKind.DIRECTORY
            && (found.path().equals(path) || isSpare(found.path()))) {
          places.add(new Excluded(found.path(), why));
        }
      }
    }
  }

  private static boolean isSpare(String path) {
    for (String own : OWN) {
      if (Mount.isAtOrBelow(path, own)) {
        return false;
      }
    }
    for (String room : ROOMS) {
      if (Mount.isAtOrBelow(room, path)) {
        return false;
      }
    }
    return true;
  }

  /** The paths that a pattern with at most one star stands for on this host. */
  static List<String> expand(Host host, String pattern) {
    int star = pattern.indexOf("/*");
    if (star < 0) {
      return List.of(pattern);
    }
    List<String> paths = new ArrayList<>();
    try {
      String folder = star == 0 ? "/" : pattern.substring(0, star);
      for (String name : host.list(folder, MAX_HOMES)) {
        paths.add(pattern.substring(0, star) + "/" + name + pattern.substring(star + 2));
      }
    } catch (HostException e) {
      // what cannot be listed is not excluded: who walks there meets the same error and reports it
      return List.of();
    }
    return paths;
  }
}
