package dev.sbomagent.inventory;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found at each of the asked paths, by their index. Compact: a word each, and 32 bytes
 * more where digests were asked for.
 */
public final class FileObservations {
  static final int DIGEST = 32;
  private static final int MAX_REASONS = 1000;

  private final @Nullable FileKind[] kinds;
  private final boolean[] digested;
  private final byte[] digests;
  private final Map<Integer, String> reasons = new ConcurrentHashMap<>();

  FileObservations(int size, boolean withDigests) {
    this.kinds = new FileKind[size];
    this.digested = new boolean[withDigests ? size : 0];
    this.digests = new byte[withDigests ? Math.multiplyExact(size, DIGEST) : 0];
  }

  /** How many paths were asked for. */
  public int size() {
    return kinds.length;
  }

  /** What is at this path. */
  public FileKind kind(int index) {
    FileKind kind = kinds[index];
    if (kind == null) {
      throw new IllegalStateException("path " + index + " was not looked at");
    }
    return kind;
  }

  /** Whether the content of this path was read. */
  public boolean hasDigest(int index) {
    return index < digested.length && digested[index];
  }

  /** The 32 bytes of the content's SHA-256; only where {@link #hasDigest}. */
  public byte[] digest(int index) {
    if (!hasDigest(index)) {
      throw new IllegalStateException("no digest of path " + index);
    }
    return Arrays.copyOfRange(digests, index * DIGEST, (index + 1) * DIGEST);
  }

  /** The same as lower case hex digits. */
  public String sha256(int index) {
    return HexFormat.of().formatHex(digest(index));
  }

  /** Why this path is UNREADABLE; of a great many, only the first have their own reason. */
  public String reason(int index) {
    return reasons.getOrDefault(index, "unreadable");
  }

  void put(int index, FileKind kind) {
    kinds[index] = kind;
  }

  void putUnreadable(int index, String reason) {
    put(index, FileKind.UNREADABLE);
    if (reasons.size() < MAX_REASONS) {
      reasons.put(index, reason);
    }
  }

  void putDigest(int index, byte[] digest) {
    System.arraycopy(digest, 0, digests, index * DIGEST, DIGEST);
    digested[index] = true;
  }
}
