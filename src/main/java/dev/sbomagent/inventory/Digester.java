package dev.sbomagent.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/** Digests files with one buffer, one after the other. For one thread. */
final class Digester {
  private static final int CHUNK = 64 << 10;
  private static final Set<OpenOption> NOFOLLOW =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
  private long bytes;

  private Digester(String algorithm) {
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5 and SHA-256", e);
    }
  }

  static Digester sha256() {
    return new Digester("SHA-256");
  }

  static Digester md5() {
    return new Digester("MD5");
  }

  /**
   * The digest of a file, of as many bytes as it had when opened: one that grows meanwhile is read
   * to there and no further.
   */
  byte[] digest(Path file) throws IOException {
    bytes = 0;
    digest.reset();
    try (FileChannel channel = FileChannel.open(file, NOFOLLOW)) {
      long left = channel.size();
      while (left > 0) {
        buffer.clear().limit((int) Math.min(left, CHUNK));
        int count = channel.read(buffer);
        if (count < 0) {
          break;
        }
        digest.update(buffer.array(), 0, count);
        left -= count;
        bytes += count;
      }
    }
    return digest.digest();
  }

  /** How many bytes the last digest took. */
  long bytes() {
    return bytes;
  }
}
