package dev.sbomagent.drift;

import java.util.Locale;
import java.util.Optional;

/** The kinds of deviation the contract knows. */
public enum Kind {
  /** On the host, not in the golden. */
  ADDED,
  /** In the golden, not on the host. */
  REMOVED,
  /** A later version, by the ecosystem's own order. */
  UPGRADED,
  /** An earlier version, by the ecosystem's own order. */
  DOWNGRADED,
  /** Another version where there is no order, or sets of versions that differ otherwise. */
  CHANGED,
  /** A file with other content or of another type. */
  ALTERED;

  /** The name in every output. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of this label. */
  public static Optional<Kind> of(String label) {
    for (Kind kind : values()) {
      if (kind.label().equals(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
