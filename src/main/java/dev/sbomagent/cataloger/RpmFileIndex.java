package dev.sbomagent.cataloger;

import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.MalformedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The files of all packages of one database, as hashes of their paths with folders without links: a
 * host has some hundred thousand, and hardly any is asked for. The seed differs in each run, so
 * that nobody can choose a path that meets another's.
 */
final class RpmFileIndex {
  private static final long PRIME = 0x100000001b3L;
  private static final long MIX = 0x9e3779b97f4a7c15L;
  private static final String HEX = "0123456789abcdef";
  private static final String[] ALGORITHMS = {"md5:", "sha1:", "sha256:", "sha512:"};

  private final Host host;
  private final long seed = new Random().nextLong();
  private final Map<String, String> folders = new HashMap<>();

  private long[] keys = new long[1 << 12];
  private int[] values = new int[1 << 12];
  private int count;

  /** Algorithm, length, digest; the first byte is of none, so that 0 means no digest. */
  private byte[] digests = new byte[1 << 14];

  private int digestsLength = 1;

  RpmFileIndex(Host host) {
    this.host = host;
  }

  /** Adds the files of a package; where two versions record a file, the later one counts. */
  void add(RpmEntry entry, RpmFileList files) throws MalformedException {
    Slot slot = entry.slot();
    for (int i = 0; i < files.size(); i++) {
      String folder = files.folder(i);
      String path =
          folder.isEmpty()
              ? host.withRealFolder(files.name(i))
              : realFolder(folder) + files.name(i);
      put(hash("", "", path), 0);
      String digest = files.digest(i);
      if (digest != null) {
        put(hash(slot.name(), slot.arch(), path), store(digest));
      }
    }
  }

  private String realFolder(String folder) {
    String real = folders.get(folder);
    if (real == null) {
      // a name that is not followed: only the folders before it are
      String path = host.withRealFolder(folder + "-");
      real = path.substring(0, path.length() - 1);
      folders.put(folder, real);
    }
    return real;
  }

  /** To be called when all is added: no folder is looked up again. */
  void finish() {
    folders.clear();
  }

  boolean owns(String realPath) {
    return keys[find(hash("", "", realPath))] != 0;
  }

  @Nullable String digest(Slot owner, String realPath) {
    int at = values[find(hash(owner.name(), owner.arch(), realPath))];
    if (at == 0) {
      return null;
    }
    StringBuilder text = new StringBuilder(ALGORITHMS[digests[at]]);
    for (int i = at + 2; i < at + 2 + digests[at + 1]; i++) {
      text.append(HEX.charAt((digests[i] >> 4) & 15)).append(HEX.charAt(digests[i] & 15));
    }
    return text.toString();
  }

  private long hash(String name, String arch, String path) {
    long hash = add(add(add(seed, name) * PRIME + 1, arch) * PRIME + 1, path);
    hash = (hash ^ (hash >>> 32)) * MIX;
    hash = (hash ^ (hash >>> 29)) * MIX;
    hash ^= hash >>> 32;
    // 0 marks a free place
    return hash == 0 ? 1 : hash;
  }

  private static long add(long hash, String text) {
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
      hash ^= hash >>> 47;
    }
    return hash;
  }

  private int find(long key) {
    int at = (int) key & (keys.length - 1);
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & (keys.length - 1);
    }
    return at;
  }

  private void put(long key, int value) {
    if (2 * count >= keys.length) {
      long[] oldKeys = keys;
      int[] oldValues = values;
      keys = new long[2 * oldKeys.length];
      values = new int[keys.length];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != 0) {
          int at = find(oldKeys[i]);
          keys[at] = oldKeys[i];
          values[at] = oldValues[i];
        }
      }
    }
    int at = find(key);
    if (keys[at] == 0) {
      keys[at] = key;
      count++;
    }
    values[at] = value;
  }

  /** Gives where it was put, 0 for what is no digest. */
  private int store(String digest) {
    int algorithm = 0;
    while (!digest.startsWith(ALGORITHMS[algorithm])) {
      algorithm++;
    }
    int from = ALGORITHMS[algorithm].length();
    int length = (digest.length() - from) / 2;
    if (length == 0 || length > 64 || (digest.length() - from) % 2 != 0) {
      return 0;
    }
    if (digestsLength + 2 + length > digests.length) {
      digests = Arrays.copyOf(digests, 2 * digests.length);
    }
    int at = digestsLength;
    digests[at] = (byte) algorithm;
    digests[at + 1] = (byte) length;
    for (int i = 0; i < length; i++) {
      int high = Character.digit(digest.charAt(from + 2 * i), 16);
      int low = Character.digit(digest.charAt(from + 2 * i + 1), 16);
      if (high < 0 || low < 0) {
        return 0;
      }
      digests[at + 2 + i] = (byte) (high << 4 | low);
    }
    digestsLength = at + 2 + length;
    return at;
  }
}
