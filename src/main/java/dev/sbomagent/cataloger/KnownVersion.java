package dev.sbomagent.cataloger;

import org.jspecify.annotations.Nullable;

/** A version that says something. */
final class KnownVersion {
  private KnownVersion() {}

  /** The version, null for what stands where none is known, which goldens do not count either. */
  static @Nullable String of(@Nullable String version) {
    if (version == null) {
      return null;
    }
    return switch (version) {
      case "", "UNKNOWN", "unknown", "(devel)" -> null;
      default -> version;
    };
  }
}
