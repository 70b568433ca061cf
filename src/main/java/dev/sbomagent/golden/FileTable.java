package dev.sbomagent.golden;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files that a document lists, sorted by path, each path once. Compact, since a document may
 * list hundreds of thousands: a path and 32 bytes for each.
 */
public final class FileTable {
  static final int DIGEST = 32;

  /** One of the two is there. */
  private final String @Nullable [] paths;

  private final @Nullable PathBlocks blocks;

  /** Null in an outline. */
  private final byte @Nullable [] digests;

  private final long[] hashed;

  /**
   * @param paths sorted, no two equal
   * @param digests SHA-256 of each, one after the other
   * @param hashed bit i says that the digest of path i is there
   */
  FileTable(String[] paths, byte[] digests, long[] hashed) {
    this(paths, null, digests, hashed);
  }

  private FileTable(
      String @Nullable [] paths,
      @Nullable PathBlocks blocks,
      byte @Nullable [] digests,
      long[] hashed) {
    this.paths = paths;
    this.blocks = blocks;
    this.digests = digests;
    this.hashed = hashed;
  }

  /** The same in less memory, where each path costs more time: for who keeps it for days. */
  FileTable packed() {
    return paths == null ? this : new FileTable(null, PathBlocks.of(paths), digests, hashed);
  }

  /**
   * The same without the digests, which are most of it: says of each file whether one is stated,
   * and fails to say which.
   */
  FileTable outlined() {
    return new FileTable(paths, blocks, null, hashed);
  }

  /** How many files. */
  public int size() {
    return paths == null ? packedPaths().size() : paths.length;
  }

  /** The absolute path inside the scanned root. */
  public String path(int i) {
    return paths == null ? packedPaths().path(i) : paths[i];
  }

  /** SHA-256 of the content, lower-case hex, if the document states it. */
  public Optional<String> sha256(int i) {
    if (!isHashed(i)) {
      return Optional.empty();
    }
    return Optional.of(Digests.hex(digests(), i * DIGEST, (i + 1) * DIGEST));
  }

  /** Whether the document states this very SHA-256 for file {@code i}. */
  public boolean matches(int i, byte[] digest) {
    return isHashed(i)
        && Arrays.equals(digests(), i * DIGEST, (i + 1) * DIGEST, digest, 0, digest.length);
  }

  /** The number of the file at this path, negative when it is not listed. */
  public int find(String path) {
    return paths == null ? packedPaths().find(path) : Arrays.binarySearch(paths, path);
  }

  /** The same files under paths without their first {@code length} characters, equal in all. */
  FileTable cut(int length) {
    String[] shorter = new String[size()];
    for (int i = 0; i < shorter.length; i++) {
      shorter[i] = path(i).substring(length);
    }
    return new FileTable(shorter, digests(), hashed);
  }

  private byte[] digests() {
    byte[] known = digests;
    if (known == null) {
      throw new IllegalStateException("an outline has no digests");
    }
    return known;
  }

  private PathBlocks packedPaths() {
    PathBlocks packed = blocks;
    if (packed == null) {
      throw new IllegalStateException("a table without paths");
    }
    return packed;
  }

  /** Whether the document states a SHA-256 for file {@code i}. */
  public boolean isHashed(int i) {
    return (hashed[i >> 6] >>> i & 1) != 0;
  }
}
