package dev.sbomagent.inventory;

import dev.sbomagent.inventory.HostException.Reason;
import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.inventory.Resolution.Unreadable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at many paths of a host: what each is, and the SHA-256 of regular files. The last component
 * of a path is never followed. Memory is bounded by the number of paths, not by their files.
 */
public final class FileObserver {
  /** Paths taken at a time: neighbours share folders, and a few big ones must not pile up. */
  private static final int CHUNK = 16;

  private final PathList paths;
  private final Progress progress;
  private final FileObservations observations;
  private final Look look;
  private final AtomicInteger next = new AtomicInteger();

  private FileObserver(Host host, PathList paths, Progress progress, boolean withDigests) {
    this.paths = paths;
    this.progress = progress;
    this.observations = new FileObservations(paths.size(), withDigests);
    this.look = new Look(host, paths, observations);
  }

  /**
   * Looks at all paths and reads those whose digest is wanted, in the calling thread and in others
   * on every processor.
   *
   * @param progress hears of every few paths, from any of the threads
   */
  public static FileObservations observe(Host host, PathList paths, Progress progress) {
    // one more than processors: while one waits for the disk, the others digest
    return observe(host, paths, progress, Runtime.getRuntime().availableProcessors() + 1);
  }

  /**
   * The same.
   *
   * @param threads how many work at it, the calling one among them
   */
  static FileObservations observe(Host host, PathList paths, Progress progress, int threads) {
    FileObserver observer = new FileObserver(host, paths, progress, true);
    observer.run(Math.max(1, Math.min(threads, paths.size() / CHUNK)));
    return observer.observations;
  }

  /** Looks at what the paths are, in the calling thread; reads nothing, wanted or not. */
  public static FileObservations presence(Host host, PathList paths) {
    FileObserver observer = new FileObserver(host, paths, Progress.NONE, false);
    for (int i = 0; i < paths.size(); i++) {
      observer.look.at(i);
    }
    return observer.observations;
  }

  /**
   * The digest of a regular file, to hold against what a package database records. The last
   * component is not followed.
   *
   * @param algorithm {@code md5}, {@code sha1}, {@code sha256} or {@code sha512}
   * @return the algorithm, a colon, hex digits; empty for any other algorithm
   * @throws HostException when it cannot be read, is no regular file, or has more than {@code
   *     maxBytes}
   */
  public static String digest(Host host, String path, String algorithm, long maxBytes)
      throws HostException {
    Optional<Digester> digester = Digester.named(algorithm);
    if (digester.isEmpty()) {
      return "";
    }
    Resolution resolution = host.resolveNoFollow(path);
    if (!(resolution instanceof Found found)) {
      throw resolution instanceof Unreadable unreadable
          ? new HostException(Reason.UNREADABLE, unreadable.reason())
          : new HostException(Reason.MISSING, "missing: " + path);
    }
    if (found.kind() != FileKind.REGULAR) {
      throw new HostException(Reason.WRONG_KIND, "not a regular file: " + path);
    }
    if (found.attributes().size() > maxBytes) {
      throw new HostException(Reason.TOO_LARGE, "larger than " + maxBytes + " bytes: " + path);
    }
    try {
      return algorithm + ":" + HexFormat.of().formatHex(digester.get().digest(found));
    } catch (NoSuchFileException e) {
      throw new HostException(Reason.MISSING, "missing: " + path);
    } catch (IOException e) {
      throw new HostException(Reason.UNREADABLE, PathResolver.why(e) + ": " + path);
    }
  }

  private void run(int threads) {
    Thread[] others = new Thread[threads - 1];
    Throwable[] broken = new Throwable[threads];
    for (int i = 0; i < others.length; i++) {
      int self = i;
      others[i] = new Thread(() -> broken[self] = work(), "observer-" + (i + 1));
      others[i].setDaemon(true);
      others[i].start();
    }
    broken[others.length] = work();
    boolean interrupted = false;
    for (Thread other : others) {
      while (other.isAlive()) {
        try {
          other.join();
        } catch (InterruptedException e) {
          // the others end with their present chunk
          next.set(paths.size());
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while observing files");
    }
    for (Throwable failure : broken) {
      if (failure != null) {
        throw new IllegalStateException("observing files failed", failure);
      }
    }
  }

  /** Takes chunks until none are left; gives what went wrong in our own code, else null. */
  private @Nullable Throwable work() {
    try (Digester digester = Digester.sha256()) {
      int size = paths.size();
      int from;
      // compared so that the counter cannot overflow
      while ((from = next.get()) < size) {
        if (!next.compareAndSet(from, from + Math.min(CHUNK, size - from))) {
          continue;
        }
        int to = from + Math.min(CHUNK, size - from);
        long bytes = 0;
        for (int i = from; i < to; i++) {
          bytes += observe(i, digester);
        }
        progress.advanced(to - from, bytes);
      }
      return null;
    } catch (RuntimeException | Error e) {
      next.set(paths.size());
      return e;
    }
  }

  /** Looks, and reads if wanted; gives the number of bytes read. */
  private long observe(int index, Digester digester) {
    Found found = look.toRead(index);
    if (found == null) {
      return 0;
    }
    try {
      observations.putDigest(index, digester.digest(found));
      return digester.bytes();
    } catch (ClosedByInterruptException e) {
      // says nothing of the file
      throw new IllegalStateException("interrupted while observing files", e);
    } catch (IOException e) {
      look.failed(index, e);
    }
    return 0;
  }
}
