package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code <package>.md5sums} (deb-md5sums(5)): a digest, white space, a path without leading slash.
 * Lines of another form are passed over: a file without a recorded digest is never taken for one of
 * its package, so that nothing is hidden by them.
 */
final class Md5Sums {
  private static final int DIGEST = 32;
  private static final int MAX_LINE = 8192;
  private static final long MAX_FILE = 64L << 20;

  private Md5Sums() {}

  /** Absolute path to {@code md5:<hex>}. */
  static Map<String, String> read(Host host, String path)
      throws HostException, IOException, MalformedException {
    try (InputStream in = host.open(path)) {
      return parse(in, path);
    }
  }

  static Map<String, String> parse(InputStream unbuffered, String name)
      throws IOException, MalformedException {
    Map<String, String> digests = new TreeMap<>();
    InputStream in = new BufferedInputStream(unbuffered, 64 << 10);
    byte[] line = new byte[MAX_LINE];
    long total = 0;
    int length = 0;
    int c;
    do {
      c = in.read();
      if (c >= 0 && c != '\n') {
        if (length < MAX_LINE) {
          line[length] = (byte) c;
        }
        length++;
      } else {
        if (length <= MAX_LINE) {
          add(new String(line, 0, length, StandardCharsets.UTF_8), digests);
        }
        length = 0;
      }
      if (++total > MAX_FILE) {
        throw new MalformedException(name + ": more than " + MAX_FILE + " bytes");
      }
    } while (c >= 0);
    return digests;
  }

  private static void add(String line, Map<String, String> digests) {
    String digest = digest(line);
    int at = DIGEST;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    if (digest.isEmpty() || at == DIGEST || at == line.length()) {
      return;
    }
    String path = line.substring(at);
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    digests.put(path.startsWith("/") ? path : "/" + path, digest);
  }

  /** {@code md5:<hex>} if the text starts with such a digest, else empty. */
  static String digest(String text) {
    if (text.length() < DIGEST) {
      return "";
    }
    for (int i = 0; i < DIGEST; i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return "";
      }
    }
    return "md5:" + text.substring(0, DIGEST).toLowerCase(java.util.Locale.ROOT);
  }
}
