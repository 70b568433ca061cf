package dev.sbomagent.inventory;

import dev.sbomagent.inventory.Resolution.Found;
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
import org.jspecify.annotations.Nullable;

/** Digests files with one buffer, one after the other. For one thread. */
final class Digester implements AutoCloseable {
  private static final int CHUNK = 64 << 10;
  private static final Set<OpenOption> NOFOLLOW =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
  private @Nullable FileChannel channel;
  private long left;
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

  /** The digest of a file, of as many bytes as it had when it was looked at. */
  byte[] digest(Found file) throws IOException {
    try {
      begin(file.real(), file.attributes().size());
      int piece;
      while ((piece = next()) > 0) {
        read(piece);
      }
      return end();
    } finally {
      close();
    }
  }

  /**
   * Opens a file, to be read piece by piece; the one before it is closed.
   *
   * @param size in bytes as just looked at; one that grows is read to there and no further
   */
  void begin(Path file, long size) throws IOException {
    close();
    bytes = 0;
    digest.reset();
    FileChannel opened = FileChannel.open(file, NOFOLLOW);
    channel = opened;
    left = size;
  }

  /** How many bytes the next piece has at most; 0 at the end. */
  int next() {
    return (int) Math.min(left, CHUNK);
  }

  /** Takes the next piece, of at most this many bytes, one or more. */
  void read(int atMost) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      throw new IllegalStateException("no file is open");
    }
    buffer.clear().limit(atMost);
    int count = open.read(buffer);
    if (count < 0) {
      left = 0;
      return;
    }
    digest.update(buffer.array(), 0, count);
    left -= count;
    bytes += count;
  }

  /** The digest of what was read; closes the file. */
  byte[] end() {
    close();
    return digest.digest();
  }

  /** Closes the file at hand, if there is one. */
  @Override
  public void close() {
    left = 0;
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // it was only read: nothing is lost
      }
    }
  }

  /** How many bytes the last digest took. */
  long bytes() {
    return bytes;
  }
}
