package dev.sbomagent.inventory;

import java.util.Set;

/**
 * One line of mountinfo (proc(5)).
 *
 * @param id of this mount
 * @param parent id of the mount it is mounted on
 * @param device {@code major:minor}
 * @param root the folder of the device's file system that is mounted
 * @param point where, absolute on the judging machine
 * @param type file system type, with its subtype: {@code fuse.sshfs}
 * @param source device or remote name
 */
record Mount(
    int id, int parent, String device, String root, String point, String type, String source) {

  /** What kind of files it shows. */
  enum Kind {
    LOCAL("local"),
    PSEUDO("pseudo file system"),
    NETWORK("network file system"),
    REMOVABLE("removable medium"),
    /** Files in memory: software only below the places where software is kept. */
    MEMORY("pseudo file system"),
    OVERLAY("overlay mount");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  private static final Set<String> PSEUDO =
      Set.of(
          "proc",
          "sysfs",
          "devtmpfs",
          "devpts",
          "cgroup",
          "cgroup2",
          "pstore",
          "bpf",
          "tracefs",
          "debugfs",
          "securityfs",
          "configfs",
          "fusectl",
          "mqueue",
          "hugetlbfs",
          "binfmt_misc",
          "rpc_pipefs",
          "nfsd",
          "efivarfs",
          "selinuxfs",
          "smackfs",
          "apparmorfs",
          "nsfs",
          "autofs",
          "resctrl",
          "sockfs",
          "pipefs",
          "functionfs",
          "devfs",
          "procfs");

  /** Remote and cluster file systems; a look at one may hang. */
  private static final Set<String> NETWORK =
      Set.of(
          "nfs",
          "nfs3",
          "nfs4",
          "cifs",
          "smb3",
          "smbfs",
          "ncpfs",
          "9p",
          "virtiofs",
          "ceph",
          "glusterfs",
          "lustre",
          "gpfs",
          "beegfs",
          "afs",
          "coda",
          "ocfs2",
          "gfs",
          "gfs2",
          "pvfs2",
          "orangefs",
          "davfs",
          "fuse",
          "vboxsf",
          "vmhgfs");

  Kind kind() {
    if (PSEUDO.contains(type)) {
      return Kind.PSEUDO;
    }
    if (type.equals("tmpfs") || type.equals("ramfs")) {
      return Kind.MEMORY;
    }
    if (type.equals("overlay") || type.equals("aufs") || type.equals("fuse.fuse-overlayfs")) {
      return Kind.OVERLAY;
    }
    // fuseblk, as of ntfs-3g, is a local disk
    if (NETWORK.contains(type) || type.startsWith("fuse.")) {
      return Kind.NETWORK;
    }
    boolean media = isAtOrBelow(point, "/media") || isAtOrBelow(point, "/run/media");
    return media || type.equals("iso9660") || type.equals("udf") ? Kind.REMOVABLE : Kind.LOCAL;
  }

  /** Whether {@code path} is {@code place} or lies below it. */
  static boolean isAtOrBelow(String path, String place) {
    return place.equals("/")
        || (path.startsWith(place)
            && (path.length() == place.length() || path.charAt(place.length()) == '/'));
  }
}
