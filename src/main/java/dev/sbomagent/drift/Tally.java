package dev.sbomagent.drift;

import dev.sbomagent.component.Family;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a comparison has found out so far. One comparison, one tally, one thread. */
final class Tally {
  final List<Deviation> deviations = new ArrayList<>();
  final List<Drift.Tolerated> tolerated = new ArrayList<>();
  final Unverified unverified = new Unverified();
  final List<Doubt> doubts = new ArrayList<>();
  final Map<Family, CoverageRow> rows = new EnumMap<>(Family.class);

  void row(CoverageRow row) {
    rows.put(row.family(), row);
  }

  void failed(Family family, String reason) {
    row(CoverageRow.failed(family, reason));
    doubts.add(new Doubt(Doubt.Code.CATALOGER_FAILED, family.cataloger() + ": " + reason));
  }

  void notCovered(String message) {
    doubts.add(new Doubt(Doubt.Code.NOT_COVERED, message));
  }

  void databaseGone(String message) {
    doubts.add(new Doubt(Doubt.Code.DATABASE_GONE, message));
  }

  Drift drift() {
    deviations.sort(null);
    tolerated.sort((a, b) -> a.deviation().compareTo(b.deviation()));
    return new Drift(
        deviations, tolerated, List.copyOf(rows.values()), unverified, List.copyOf(doubts));
  }
}
