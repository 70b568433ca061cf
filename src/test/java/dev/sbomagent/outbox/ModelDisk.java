package dev.sbomagent.outbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk that promises no more than POSIX does: contents last once they are written, names only
 * once their folder is forced; until then a power cut leaves any of the changes of names and not
 * the others. It can be told to lose power, or to fail, at its n-th operation, and to be full.
 */
final class ModelDisk implements Disk {
  /** The process ends here. */
  static final class PowerCut extends Error {
    private static final long serialVersionUID = 1;
  }

  /** How an operation fails. */
  enum Fault {
    /** Power is lost before it. */
    CUT,
    /** Power is lost in the middle: half a file is there. */
    TORN,
    /** It fails, and nothing happened. */
    ERROR,
    /** It fails, and happened all the same. */
    LATE_ERROR
  }

  private final Map<Path, byte[]> durable;
  private final TreeMap<Path, byte[]> files;
  private final List<Map<Path, Optional<byte[]>>> names = new ArrayList<>();
  private final Set<Path> locks = new HashSet<>();
  private int operations;
  private int faultAt = -1;
  private Fault fault = Fault.CUT;
  private boolean dead;
  private long capacity = Long.MAX_VALUE;

  ModelDisk() {
    this(Map.of());
  }

  private ModelDisk(Map<Path, byte[]> durable) {
    this.durable = new HashMap<>(durable);
    this.files = new TreeMap<>(durable);
  }

  /** From now on the n-th operation fails, from 0. */
  void failAt(int operation, Fault how) {
    operations = 0;
    faultAt = operation;
    fault = how;
  }

  int operations() {
    return operations;
  }

  /** What may be on the disk after a power cut, every combination when there are few. */
  List<ModelDisk> images() {
    List<ModelDisk> images = new ArrayList<>();
    int n = names.size();
    if (n <= 5) {
      for (int subset = 0; subset < 1 << n; subset++) {
        images.add(image(subset));
      }
      return images;
    }
    for (int i = 0; i <= n; i++) {
      images.add(image((1L << i) - 1));
      images.add(image(((1L << n) - 1) & ~(1L << i)));
    }
    return images;
  }

  private ModelDisk image(long kept) {
    ModelDisk image = new ModelDisk(durable);
    for (int i = 0; i < names.size(); i++) {
      if ((kept >> i & 1) == 1) {
        apply(names.get(i), image.files);
      }
    }
    image.durable.clear();
    image.durable.putAll(image.files);
    return image;
  }

  /** What is there when the process is killed and the machine goes on. */
  ModelDisk afterKill() {
    return image(-1L);
  }

  void damage(Path file) {
    byte[] bytes = content(file);
    bytes[bytes.length / 2] ^= 0x10;
    files.put(file, bytes);
    durable.put(file, bytes);
  }

  /** As an operator would put a file there. */
  void place(Path file, byte[] content) {
    files.put(file, content);
    durable.put(file, content);
  }

  byte[] content(Path file) {
    return Objects.requireNonNull(files.get(file)).clone();
  }

  private static void apply(Map<Path, Optional<byte[]>> change, Map<Path, byte[]> to) {
    change.forEach(
        (path, content) -> content.ifPresentOrElse(b -> to.put(path, b), () -> to.remove(path)));
  }

  private interface Change {
    void apply() throws IOException;
  }

  private void operate(Change half, Change whole) throws IOException {
    if (dead) {
      throw new PowerCut();
    }
    if (operations++ != faultAt) {
      whole.apply();
      return;
    }
    switch (fault) {
      case CUT, TORN -> {
        dead = true;
        if (fault == Fault.TORN) {
          half.apply();
        }
        throw new PowerCut();
      }
      case LATE_ERROR -> whole.apply();
      case ERROR -> {}
    }
    throw new IOException("Input/output error");
  }

  private void change(Map<Path, Optional<byte[]>> change) {
    apply(change, files);
    names.add(change);
  }

  @Override
  public void folder(Path folder) {}

  @Override
  public List<String> list(Path folder) {
    List<String> found = new ArrayList<>();
    for (Path file : files.keySet()) {
      if (folder.equals(file.getParent())) {
        found.add(file.getFileName().toString());
      }
    }
    found.sort(null);
    return found;
  }

  @Override
  public byte[] read(Path file, int maxBytes) throws IOException {
    byte[] content = files.get(file);
    if (content == null) {
      throw new NoSuchFileException(file.toString());
    }
    if (content.length > maxBytes) {
      throw new IOException("too large");
    }
    return content.clone();
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    byte[] half = Arrays.copyOf(content, content.length / 2);
    operate(
        () -> change(Map.of(file, Optional.of(half))),
        () -> {
          change(Map.of(file, Optional.of(content.clone())));
          if (used() > capacity) {
            files.put(file, half);
            throw new FileSystemException(file.toString(), null, "No space left on device");
          }
        });
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    if (!files.containsKey(from)) {
      throw new NoSuchFileException(from.toString());
    }
    Map<Path, Optional<byte[]>> change = new LinkedHashMap<>();
    change.put(to, Optional.of(content(from)));
    change.put(from, Optional.empty());
    operate(() -> {}, () -> change(change));
  }

  @Override
  public void delete(Path file) throws IOException {
    operate(
        () -> {},
        () -> {
          if (files.containsKey(file)) {
            change(Map.of(file, Optional.empty()));
          }
        });
  }

  @Override
  public void force(Path folder) throws IOException {
    operate(
        () -> {},
        () ->
            names.removeIf(
                change -> {
                  boolean here =
                      change.keySet().stream().anyMatch(p -> folder.equals(p.getParent()));
                  if (here) {
                    apply(change, durable);
                  }
                  return here;
                }));
  }

  /** None to spare, unless it is known how much there is: a reserve is only in the way here. */
  @Override
  public long room(Path folder) {
    return capacity == Long.MAX_VALUE ? 0 : capacity - used();
  }

  private long used() {
    long used = 0;
    for (byte[] content : files.values()) {
      used += content.length;
    }
    return used;
  }

  /** It takes no more than this from now on, in all. */
  void holds(long bytes) {
    capacity = bytes;
  }

  @Override
  public Closeable lock(Path file) throws IOException {
    if (!locks.add(file)) {
      throw new InUseException(file);
    }
    return () -> locks.remove(file);
  }
}
