package dev.sbomagent.inventory;

import java.util.List;
import java.util.Set;

/** The storage of one family of container runtimes, told by what lies in it. */
enum StorageKind {
  DOCKER(
      "docker data root",
      " aufs btrfs builder buildkit containerd containers devicemapper "
          + "engine-id fuse-overlayfs image lost+found network overlay overlay2 "
          + "plugins rootfs runtimes swarm tmp trust vfs volumes windowsfilter zfs "),
  CONTAINERD("containerd root", " lost+found tmpmounts "),
  CONTAINERS(
      "container storage",
      " artifacts btrfs cache db.sql defaultNetworkBackend libpod lost+found "
          + "mounts networks overlay secrets storage.lock tmp userns.lock vfs "
          + "volumes zfs "),
  LXC("lxc containers", " ");

  private static final Set<String> DRIVERS =
      Set.of(
          "aufs",
          "btrfs",
          "devicemapper",
          "fuse-overlayfs",
          "overlay",
          "overlay2",
          "rootfs",
          "vfs",
          "zfs");

  private final String why;

  /** Between blanks. */
  private final String names;

  StorageKind(String why, String names) {
    this.why = why;
    this.names = names;
  }

  /** In words for the report. */
  String why() {
    return why + " (configured and found)";
  }

  /** Whether a folder with these names is such a storage. */
  boolean isStorage(Host host, String root, List<String> listed) {
    return switch (this) {
      case DOCKER ->
          (listed.contains("engine-id")
                  || (listed.contains("image") && listed.contains("containers")))
              && holdsDriver(listed);
      case CONTAINERD -> {
        boolean found = false;
        for (String name : listed) {
          found |= name.startsWith("io.containerd.");
        }
        yield found;
      }
      case CONTAINERS ->
          (listed.contains("overlay-layers")
                  || listed.contains("overlay-images")
                  || listed.contains("vfs-layers")
                  || listed.contains("btrfs-layers"))
              && (listed.contains("storage.lock") || listed.contains("libpod"));
      case LXC -> {
        boolean found = !listed.isEmpty();
        for (String name : listed) {
          found &=
              host.has(root + "/" + name + "/config", FileKind.REGULAR)
                  && host.has(root + "/" + name + "/rootfs", FileKind.DIRECTORY);
        }
        yield found;
      }
    };
  }

  private static boolean holdsDriver(List<String> listed) {
    for (String name : listed) {
      if (DRIVERS.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an entry of this name at its top is its own. */
  boolean owns(String name) {
    return (name.indexOf(' ') < 0 && names.contains(" " + name + " "))
        || switch (this) {
          case DOCKER -> false;
          case CONTAINERD -> name.startsWith("io.containerd.");
          case CONTAINERS ->
              name.startsWith("overlay-") || name.startsWith("vfs-") || name.startsWith("btrfs-");
          case LXC -> true;
        };
  }
}
