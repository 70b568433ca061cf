package dev.sbomagent.drift;

import java.util.List;

/**
 * All that a comparison says.
 *
 * @param deviations sorted
 * @param tolerated alterations of files which machines change by themselves, sorted
 * @param coverage one row per family, in the order of the families
 * @param doubts why "in sync" cannot be said; empty when it can
 */
public record Drift(
    List<Deviation> deviations,
    List<Tolerated> tolerated,
    List<CoverageRow> coverage,
    Unverified unverified,
    List<Doubt> doubts) {
  /** An alteration that is no finding, and why. */
  public record Tolerated(Deviation deviation, String reason) {}

  public Drift {
    deviations = List.copyOf(deviations);
    tolerated = List.copyOf(tolerated);
    coverage = List.copyOf(coverage);
    doubts = List.copyOf(doubts);
  }
}
