package dev.sbomagent.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

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
      return isWriteLocked(
          locks, UnixStat.number(file.get("dev")), UnixStat.number(file.get("ino")));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * {@code 1: POSIX ADVISORY WRITE 4711 fe:00:131 0 EOF}; a waiter has an arrow before its kind.
   */
  static boolean isWriteLocked(String locks, long device, long inode) {
    long major = ((device >>> 8) & 0xFFF) | ((device >>> 32) & ~0xFFFL);
    long minor = (device & 0xFF) | ((device >>> 12) & ~0xFFL);
    String place = hex(major) + ":" + hex(minor) + ":" + inode;
    int at = -1;
    while ((at = locks.indexOf(" " + place + " ", at + 1)) >= 0) {
      String line = locks.substring(locks.lastIndexOf('\n', at) + 1, at);
      if (line.contains(" WRITE ") && !line.contains("->")) {
        return true;
      }
    }
    return false;
  }

  private static String hex(long number) {
    String digits = Long.toHexString(number);
    return digits.length() < 2 ? "0" + digits : digits;
  }
}
