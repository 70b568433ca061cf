package dev.sbomagent.golden;

import java.util.Arrays;
import java.util.Comparator;

/** Gathers file entries in any order, one array each for paths and digests. */
final class FileList {
  private String[] paths = new String[64];
  private byte[] digests = new byte[64 * FileTable.DIGEST];
  private long[] hashed = new long[1];
  private int size;

  /** Adds one entry; {@code digest} is copied when {@code known}. */
  void add(String path, byte[] digest, boolean known) {
    if (size == paths.length) {
      int capacity = size + (size >> 1);
      paths = Arrays.copyOf(paths, capacity);
      digests = Arrays.copyOf(digests, capacity * FileTable.DIGEST);
      hashed = Arrays.copyOf(hashed, (capacity + 63) >> 6);
    }
    paths[size] = path;
    if (known) {
      System.arraycopy(digest, 0, digests, size * FileTable.DIGEST, FileTable.DIGEST);
      hashed[size >> 6] |= 1L << size;
    }
    size++;
  }

  /**
   * The sorted table. Equal entries become one; two entries of one path, of which one states no
   * hash, become the one that does.
   */
  FileTable table() throws SbomException {
    if (!isSorted()) {
      sort();
    }
    int last = -1;
    for (int i = 0; i < size; i++) {
      if (last >= 0 && paths[last].equals(paths[i])) {
        merge(last, i);
      } else {
        move(++last, i);
      }
    }
    int count = last + 1;
    return new FileTable(
        count == paths.length ? paths : Arrays.copyOf(paths, count),
        count * FileTable.DIGEST == digests.length
            ? digests
            : Arrays.copyOf(digests, count * FileTable.DIGEST),
        Arrays.copyOf(hashed, (count + 63) >> 6));
  }

  private void merge(int last, int i) throws SbomException {
    if (!isHashed(i)) {
      return;
    }
    if (!isHashed(last)) {
      String path = paths[last];
      move(last, i);
      paths[last] = path;
    } else if (!Arrays.equals(digests, from(last), from(last + 1), digests, from(i), from(i + 1))) {
      throw new SbomException("two hashes for the file " + Paths.quoted(paths[i]));
    }
  }

  private void move(int to, int from) {
    if (to == from) {
      return;
    }
    paths[to] = paths[from];
    System.arraycopy(digests, from(from), digests, from(to), FileTable.DIGEST);
    if (isHashed(from)) {
      hashed[to >> 6] |= 1L << to;
    } else {
      hashed[to >> 6] &= ~(1L << to);
    }
  }

  private boolean isSorted() {
    for (int i = 1; i < size; i++) {
      if (paths[i - 1].compareTo(paths[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  private void sort() {
    Integer[] order = new Integer[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    String[] oldPaths = paths;
    byte[] oldDigests = digests;
    long[] oldHashed = hashed;
    Arrays.sort(order, new ByPath(oldPaths));
    paths = new String[size];
    digests = new byte[size * FileTable.DIGEST];
    hashed = new long[(size + 63) >> 6];
    for (int i = 0; i < size; i++) {
      int old = order[i];
      paths[i] = oldPaths[old];
      System.arraycopy(oldDigests, from(old), digests, from(i), FileTable.DIGEST);
      hashed[i >> 6] |= (oldHashed[old >> 6] >>> old & 1) << i;
    }
  }

  private boolean isHashed(int i) {
    return (hashed[i >> 6] >>> i & 1) != 0;
  }

  private static int from(int i) {
    return i * FileTable.DIGEST;
  }

  /** Spelled out: a closure costs a cold run more than the sorting. */
  private static final class ByPath implements Comparator<Integer> {
    private final String[] paths;

    ByPath(String[] paths) {
      this.paths = paths;
    }

    @Override
    public int compare(Integer a, Integer b) {
      return paths[a].compareTo(paths[b]);
    }
  }
}
