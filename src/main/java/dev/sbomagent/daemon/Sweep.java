package dev.sbomagent.daemon;

import dev.sbomagent.golden.VerifiedGolden;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.inventory.FileSweep;
import dev.sbomagent.inventory.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of file contents with one golden, a little at a time. One that does not come to
 * its end, because the daemon stops or another golden is in force, is begun anew. For one thread.
 */
final class Sweep {
  static final Duration NEVER = Duration.ofDays(365);

  /** How long it works before the daemon looks about. */
  private static final Duration STEP = Duration.ofSeconds(1);

  private static final Duration FIRST = Duration.ofHours(1);

  private final Path root;
  private final LongSupplier nanos;
  private @Nullable Going going;

  Sweep(Path root, LongSupplier nanos) {
    this.root = root;
    this.nanos = nanos;
  }

  /**
   * When the first of a daemon's life is due.
   *
   * @param interval between two; null for none
   * @param swept when the last one ended, in an earlier life
   * @param now by the clock of that time, which may have been set since
   */
  static Duration first(
      @Nullable Duration interval, @Nullable Instant swept, Instant now, Splay splay) {
    if (interval == null) {
      return NEVER;
    }
    Duration spread = splay.of(interval.compareTo(FIRST) < 0 ? interval : FIRST);
    if (swept == null) {
      return spread;
    }
    Duration left = interval.minus(Duration.between(swept, now));
    return left.compareTo(spread) < 0 || left.compareTo(interval) > 0 ? spread : left;
  }

  /** Whether one has begun and is not over. */
  boolean isGoing() {
    return going != null;
  }

  /**
   * Gives up one that was begun with another golden than is in force. The same bytes, verified
   * again, are no other.
   */
  void keepTo(@Nullable VerifiedGolden golden) {
    Going now = going;
    if (now != null) {
      if (golden != null && golden.provenance().sha256().equals(now.golden)) {
        now.paths.become(golden.sbom().files());
      } else {
        giveUp();
      }
    }
  }

  /**
   * Goes on for about a second, or begins.
   *
   * @param bytesPerSecond how much it reads at most; one that was begun with another number is
   *     begun anew
   * @return what was seen, once all of it is
   */
  Optional<FileObservations> step(VerifiedGolden golden, long bytesPerSecond) {
    Going now = going;
    if (now == null || now.bytesPerSecond != bytesPerSecond) {
      giveUp();
      now = begin(golden, bytesPerSecond);
      going = now;
    }
    if (!now.files.step(STEP)) {
      return Optional.empty();
    }
    FileObservations seen = now.files.observations();
    giveUp();
    return Optional.of(seen);
  }

  private Going begin(VerifiedGolden golden, long bytesPerSecond) {
    GoldenPaths paths = new GoldenPaths(golden.sbom().files());
    FileSweep files =
        new FileSweep(
            Host.at(root),
            paths,
            bytesPerSecond,
            millis -> LockSupport.parkNanos(millis * 1_000_000),
            nanos);
    return new Going(golden.provenance().sha256(), bytesPerSecond, paths, files);
  }

  /** One that has begun, of the golden with this SHA-256. */
  private record Going(String golden, long bytesPerSecond, GoldenPaths paths, FileSweep files) {}

  /** The next step begins anew. */
  void giveUp() {
    if (going != null) {
      going.files.close();
    }
    going = null;
  }
}
