package dev.sbomagent.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who holds a lock on a file, by the kernel's list ({@code /proc/locks}, proc(5)). Looked at
 * instead of locking: even a shared lock of ours would make a package manager fail.
 */
public final class FileLocks {
  private static final Path LOCKS = Path.of("/proc/locks");
  private static final int MAX_BYTES = 1 << 20;

  private FileLocks() {}

  /**
   * Whether some process holds a write lock on this file. Where the list cannot be read nobody is
   * known to.
   */
  public static boolean isWriteLocked(Host host, String path) {
    if (!(host.resolve(path) instanceof Resolution.Found found)
        || found.kind() != FileKind.REGULAR) {
      return false;
    }
    try (InputStream in = Files.newInputStream(LOCKS)) {
      Map<String, Object> file =
          Files.readAttributes(found.real(), "unix:dev,ino", LinkOption.NOFOLLOW_LINKS);
      String locks = new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
      Set<String> devices = lockedOn(locks, UnixStat.number(file.get("ino")));
      return devices.contains(device(UnixStat.number(file.get("dev"))))
          || (!devices.isEmpty() && devices.contains(mounted(found.real())));
    } catch (IOException | HostException e) {
      return false;
    }
  }

  /**
   * The devices on which a file of this number has a write lock: {@code 1: POSIX ADVISORY WRITE
   * 4711 fe:00:131 0 EOF}; a waiter has an arrow before its kind.
   */
  static Set<String> lockedOn(String locks, long inode) {
    Set<String> devices = new HashSet<>();
    String number = ":" + inode + " ";
    int at = -1;
    while ((at = locks.indexOf(number, at + 1)) >= 0) {
      String line = locks.substring(locks.lastIndexOf('\n', at) + 1, at);
      if (line.contains(" WRITE ") && !line.contains("->")) {
        devices.add(line.substring(line.lastIndexOf(' ') + 1));
      }
    }
    return devices;
  }

  /** As the list of locks has it. */
  static String device(long device) {
    long major = ((device >>> 8) & 0xFFF) | ((device >>> 32) & ~0xFFFL);
    long minor = (device & 0xFF) | ((device >>> 12) & ~0xFFL);
    return hex(major) + ":" + hex(minor);
  }

  /**
   * The device of the file system that is mounted where this file lies. Overlays and btrfs show
   * another in stat(2); the list of locks has this one.
   */
  private static String mounted(Path file) throws IOException, HostException {
    String device = Mounts.read().deviceAt(file.toRealPath().toString());
    int colon = device.indexOf(':');
    try {
      return hex(Long.parseLong(device.substring(0, Math.max(0, colon))))
          + ":"
          + hex(Long.parseLong(device.substring(colon + 1)));
    } catch (NumberFormatException none) {
      return "";
    }
  }

  private static String hex(long number) {
    String digits = Long.toHexString(number);
    return digits.length() < 2 ? "0" + digits : digits;
  }
}
