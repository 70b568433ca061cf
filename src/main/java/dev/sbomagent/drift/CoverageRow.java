package dev.sbomagent.drift;

import dev.sbomagent.component.Family;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was compared of one family.
 *
 * @param components how many the host has of it
 * @param reason why it is inactive or failed, else null
 */
public record CoverageRow(Family family, State state, int components, @Nullable String reason) {
  /** The states of the contract. */
  public enum State {
    COMPLETE,
    ABSENT,
    FAILED,
    INACTIVE;

    /** The name in every output. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final String NOT_IN_GOLDEN = "not-in-golden";
  public static final String NOT_IMPLEMENTED = "not-implemented";
  public static final String NOT_REQUESTED = "not-requested";

  static CoverageRow complete(Family family, int components) {
    return new CoverageRow(family, State.COMPLETE, components, null);
  }

  static CoverageRow absent(Family family) {
    return new CoverageRow(family, State.ABSENT, 0, null);
  }

  static CoverageRow failed(Family family, String reason) {
    return new CoverageRow(family, State.FAILED, 0, reason);
  }

  static CoverageRow inactive(Family family, String reason) {
    return new CoverageRow(family, State.INACTIVE, 0, reason);
  }
}
