package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A compressed mtree(5) as pacman keeps one for each package: a line for each file, {@code ./path}
 * with odd bytes as octal escapes, then keywords with values.
 */
final class Mtree {
  private static final long MAX_FILE = 64L << 20;

  private Mtree() {}

  /** The strongest digest of each file that has one, by absolute path. */
  static Map<String, String> digests(InputStream in) throws IOException, MalformedException {
    Map<String, String> digests = new HashMap<>();
    Lines lines = new Lines(new GZIPInputStream(in, 64 << 10), Lines.MAX_LINE, MAX_FILE);
    for (String line = lines.next(); line != null; line = lines.next()) {
      int space = line.indexOf(' ');
      if (line.startsWith("./") && space > 0) {
        String sha256 = value(line, " sha256digest=", 64);
        String md5 = value(line, " md5digest=", 32);
        if (!sha256.isEmpty() || !md5.isEmpty()) {
          digests.put(
              unescaped(line.substring(1, space)),
              sha256.isEmpty() ? "md5:" + md5 : "sha256:" + sha256);
        }
      }
    }
    return digests;
  }

  private static String value(String line, String keyword, int length) {
    int at = line.indexOf(keyword);
    int from = at + keyword.length();
    return at < 0 || from + length > line.length() ? "" : line.substring(from, from + length);
  }

  private static String unescaped(String path) {
    if (path.indexOf('\\') < 0) {
      return path;
    }
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\\' && i + 3 < bytes.length && isOctal(bytes, i + 1)) {
        out.write((bytes[i + 1] - '0') << 6 | (bytes[i + 2] - '0') << 3 | (bytes[i + 3] - '0'));
        i += 3;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean isOctal(byte[] bytes, int from) {
    for (int i = from; i < from + 3; i++) {
      if (bytes[i] < '0' || bytes[i] > '7') {
        return false;
      }
    }
    return true;
  }
}
