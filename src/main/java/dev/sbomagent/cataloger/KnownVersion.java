package dev.sbomagent.cataloger;

import org.jspecify.annotations.Nullable;

/** A version that says something. */
final class KnownVersion {
  private KnownVersion() {}

  /**
   * The version, null for what stands where none is known: syft writes UNKNOWN there, and goldens
   * do not count it either.
   */
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
