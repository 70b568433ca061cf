package dev.sbomagent.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints of the files that decide what is trusted. A file is read again only when its stat token
 * changed. For one thread.
 */
final class Artifacts {
  static final String ABSENT = "absent";
  private static final String UNREADABLE = "unreadable";
  private static final long MAX_BYTES = 1L << 30;

  private final Map<String, String> tokens = new TreeMap<>();
  private final Map<String, String> prints = new TreeMap<>();

  /**
   * Looks at the files.
   *
   * @return whether any of them, or what they are, changed since the last look
   */
  boolean look(Iterable<GoldenSource.Artifact> artifacts) {
    Map<String, String> now = new TreeMap<>();
    for (GoldenSource.Artifact artifact : artifacts) {
      now.put(artifact.path().toString(), token(artifact.path()));
    }
    boolean changed = !now.equals(tokens);
    prints.keySet().retainAll(now.keySet());
    for (Map.Entry<String, String> file : now.entrySet()) {
      if (!file.getValue().equals(tokens.get(file.getKey()))) {
        prints.put(file.getKey(), print(Path.of(file.getKey())));
      }
    }
    tokens.clear();
    tokens.putAll(now);
    return changed;
  }

  /** By path: {@code sha256:<hex>}, {@code absent} or {@code unreadable}. */
  Map<String, String> prints() {
    return new TreeMap<>(prints);
  }

  /** Follows links, as the reading of a golden does. */
  private static String token(Path path) {
    try {
      Map<String, Object> stat = Files.readAttributes(path, "unix:dev,ino,size,ctime,mode,uid");
      return new TreeMap<>(stat).toString();
    } catch (IOException gone) {
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? UNREADABLE : ABSENT;
    }
  }

  private static String print(Path path) {
    try {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return ABSENT;
      }
      if (!Files.isRegularFile(path)) {
        return UNREADABLE;
      }
      return "sha256:" + HexFormat.of().formatHex(digest(path));
    } catch (NoSuchFileException gone) {
      return ABSENT;
    } catch (IOException broken) {
      return UNREADABLE;
    }
  }

  private static byte[] digest(Path path) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
    byte[] piece = new byte[1 << 16];
    long total = 0;
    try (InputStream in = Files.newInputStream(path)) {
      for (int read; (read = in.read(piece)) > 0; total += read) {
        if (total > MAX_BYTES) {
          throw new IOException("too large");
        }
        digest.update(piece, 0, read);
      }
    }
    return digest.digest();
  }
}
