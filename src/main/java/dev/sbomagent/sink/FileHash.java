package dev.sbomagent.sink;

import dev.sbomagent.report.Change;
import org.jspecify.annotations.Nullable;

/** The content of a changed file, where a change tells it. */
final class FileHash {
  private static final String PREFIX = "sha256:";
  private static final int LENGTH = PREFIX.length() + 64;

  private FileHash() {}

  /** Hexadecimal SHA-256 of what was observed; null when that is not one content. */
  static @Nullable String of(Change change) {
    if (change.observed().size() != 1) {
      return null;
    }
    String observed = change.observed().get(0);
    return observed.length() == LENGTH && observed.startsWith(PREFIX)
        ? observed.substring(PREFIX.length())
        : null;
  }
}
