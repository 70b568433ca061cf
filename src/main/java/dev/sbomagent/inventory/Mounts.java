package dev.sbomagent.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The mount table of the process that looks: what lies where, below a root. */
public final class Mounts {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_MOUNTS = 100_000;
  private static final int FIELDS_BEFORE_OPTIONS = 6;

  private final List<Mount> mounts;

  private Mounts(List<Mount> mounts) {
    this.mounts = List.copyOf(mounts);
  }

  /** No mounts at all: every folder is an ordinary one. */
  public static Mounts none() {
    return new Mounts(List.of());
  }

  /**
   * The mounts that this process sees.
   *
   * @throws HostException when the table cannot be read
   */
  public static Mounts read() throws HostException {
    try (InputStream in = Files.newInputStream(TABLE)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new HostException(
            HostException.Reason.TOO_LARGE, "larger than " + MAX_BYTES + " bytes: " + TABLE);
      }
      return parse(bytes);
    } catch (IOException e) {
      throw new HostException(HostException.Reason.UNREADABLE, PathResolver.why(e) + ": " + TABLE);
    } catch (MalformedException e) {
      throw new HostException(HostException.Reason.UNREADABLE, TABLE + ": " + e.getMessage());
    }
  }

  /**
   * Understands the bytes of mountinfo. Mounts hidden under later ones are left out.
   *
   * @throws MalformedException for a line of any other form
   */
  public static Mounts parse(byte[] bytes) throws MalformedException {
    List<Mount> mounts = new ArrayList<>();
    int line = 0;
    int from = 0;
    while (from < bytes.length) {
      int to = from;
      while (to < bytes.length && bytes[to] != '\n') {
        to++;
      }
      line++;
      if (to > from) {
        if (mounts.size() == MAX_MOUNTS) {
          throw new MalformedException("more than " + MAX_MOUNTS + " mounts");
        }
        mounts.add(mount(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1), line));
      }
      from = to + 1;
    }
    return new Mounts(visible(mounts));
  }

  /** {@code 36 35 98:0 /root /point options [optional...] - type source super}. */
  private static Mount mount(String text, int line) throws MalformedException {
    String[] fields = text.split(" ", -1);
    int dash = FIELDS_BEFORE_OPTIONS;
    while (dash < fields.length && !fields[dash].equals("-")) {
      dash++;
    }
    try {
      if (dash + 2 < fields.length && fields[4].startsWith("/")) {
        return new Mount(
            Integer.parseInt(fields[0]),
            Integer.parseInt(fields[1]),
            fields[2],
            unescape(fields[3]),
            unescape(fields[4]),
            unescape(fields[dash + 1]),
            unescape(fields[dash + 2]));
      }
    } catch (NumberFormatException e) {
      // said below, like every other unknown form
    }
    throw new MalformedException("line " + line + ": not a mount");
  }

  /** Octal escapes stand for blanks, tabs, newlines and backslashes; the bytes are UTF-8. */
  private static String unescape(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\\' && i + 3 < bytes.length) {
        int high = bytes[i + 1] - '0';
        int middle = bytes[i + 2] - '0';
        int low = bytes[i + 3] - '0';
        if (((high | middle | low) & ~7) == 0) {
          bytes[length++] = (byte) (high << 6 | middle << 3 | low);
          i += 3;
          continue;
        }
      }
      bytes[length++] = bytes[i];
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * A mount is hidden when another is mounted on its very root, or when one with the same parent
   * lies above it.
   */
  private static List<Mount> visible(List<Mount> all) {
    Map<String, Mount> byParentAndPoint = new HashMap<>();
    for (Mount mount : all) {
      byParentAndPoint.put(mount.parent() + " " + mount.point(), mount);
    }
    List<Mount> visible = new ArrayList<>();
    for (Mount mount : all) {
      Mount over = byParentAndPoint.get(mount.id() + " " + mount.point());
      boolean covered = over != null && over.id() != mount.id();
      int slash = mount.point().length();
      while (!covered && (slash = mount.point().lastIndexOf('/', slash - 1)) > 0) {
        String above = mount.point().substring(0, slash);
        covered = byParentAndPoint.containsKey(mount.parent() + " " + above);
      }
      if (!covered) {
        visible.add(mount);
      }
    }
    return visible;
  }

  /**
   * Places of software that a sandbox of systemd hides from this process, sorted: an empty file or
   * folder lies over them (systemd.exec(5): {@code InaccessiblePaths}, {@code ProtectHome}, {@code
   * ProtectKernelModules}), or a private folder for temporary files.
   */
  public List<String> hidden() {
    Set<String> places = new TreeSet<>();
    for (Mount mount : mounts) {
      // of the machine's own manager, or of the one around a container
      boolean empty =
          mount.root().startsWith("/systemd/inaccessible/")
              || mount.root().startsWith("/host/inaccessible/");
      boolean ofItsOwn =
          mount.root().contains("/systemd-private-") && mount.root().endsWith("/tmp");
      if ((empty || ofItsOwn) && !isInterface(mount.point())) {
        places.add(mount.point());
      }
    }
    return List.copyOf(places);
  }

  /** What is of the running system, not of what is installed: it is never compared. */
  private static boolean isInterface(String point) {
    for (String place : List.of("/proc", "/sys", "/dev", "/run")) {
      if (Mount.isAtOrBelow(point, place)) {
        return true;
      }
    }
    return false;
  }

  /** {@code major:minor} of what is mounted where this path lies; empty when nothing is known. */
  String deviceAt(String path) {
    Mount nearest = null;
    for (Mount mount : mounts) {
      if (Mount.isAtOrBelow(path, mount.point())
          && (nearest == null || mount.point().length() >= nearest.point().length())) {
        nearest = mount;
      }
    }
    return nearest == null ? "" : nearest.device();
  }

  /** The mounts in the table's order. */
  List<Mount> all() {
    return mounts;
  }
}
