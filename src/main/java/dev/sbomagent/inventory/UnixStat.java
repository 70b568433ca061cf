package dev.sbomagent.inventory;

import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Values of the platform's {@code unix:} attributes as numbers, which are cheap to compare. */
final class UnixStat {
  private UnixStat() {}

  /** An inode, a device, a size; 0 for what is none. */
  static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  /** A time in nanoseconds since the epoch; 0 for what is none. */
  static long nanos(@Nullable Object value) {
    return value instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
  }
}
