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
import java.util.Optional;
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
      throw new IllegalStateException("no provider for " + algorithm, e);
    }
  }

  static Digester sha256() {
    return new Digester("SHA-256");
  }

  /** By the name that package databases have for an algorithm; empty for an unknown one. */
  static Optional<Digester> named(String algorithm) {
    return switch (algorithm) {
      case "md5" -> Optional.of(new Digester("MD5"));
      case "sha1" -> Optional.of(new Digester("SHA-1"));
      case "sha256" -> Optional.of(new Digester("SHA-256"));
      case "sha512" -> Optional.of(new Digester("SHA-512"));
      default -> Optional.empty();
    };
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
