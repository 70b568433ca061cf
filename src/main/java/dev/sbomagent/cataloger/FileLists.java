package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import java.nio.charset.StandardCharsets;

/**
 * {@code info/<package>.list} (deb-split(1), dpkg-query --listfiles): one path a line, folders as
 * the package spells them.
 */
final class FileLists {
  private static final long MAX_FILE = 64L << 20;

  private FileLists() {}

  /**
   * Whether the list names this path.
   *
   * @param real absolute inside the root, folders without links
   */
  static boolean names(Host host, String list, String real) throws HostException {
    byte[] bytes = host.read(list, MAX_FILE);
    byte[] name = real.substring(real.lastIndexOf('/')).getBytes(StandardCharsets.UTF_8);
    // most lists do not even hold the last name: the paths are only taken apart where one does
    for (int at = 0; at + name.length <= bytes.length; at++) {
      boolean ends = at + name.length == bytes.length || bytes[at + name.length] == '\n';
      if (ends && startsAt(bytes, at, name)) {
        int start = at;
        while (start > 0 && bytes[start - 1] != '\n') {
          start--;
        }
        String path = new String(bytes, start, at + name.length - start, StandardCharsets.UTF_8);
        if (host.withRealFolder(path).equals(real)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsAt(byte[] bytes, int at, byte[] text) {
    for (int i = text.length - 1; i >= 0; i--) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }
}
