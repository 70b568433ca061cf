package dev.sbomagent.report;

import dev.sbomagent.component.Slot;
import dev.sbomagent.drift.Deviation;
import java.util.List;

/**
 * One finding as an event tells of it: plain text without control characters, bounded, as many
 * values as fit. Fields are the report's; a text that does not apply is empty.
 *
 * @param id the finding's
 * @param kind label of the kind
 * @param fileCount altered files that are folded into it
 */
public record Change(
    String id,
    String kind,
    Severity severity,
    String ecosystem,
    String group,
    String name,
    String arch,
    List<String> expected,
    List<String> observed,
    List<String> locations,
    int fileCount) {
  private static final int MAX_VALUES = 20;

  public Change {
    expected = List.copyOf(expected);
    observed = List.copyOf(observed);
    locations = List.copyOf(locations);
  }

  /** The finding, bounded. */
  public static Change of(Finding finding) {
    Deviation deviation = finding.deviation();
    Slot slot = deviation.slot();
    return new Change(
        finding.id(),
        deviation.kind().label(),
        finding.severity(),
        PlainText.of(slot.ecosystem(), 100),
        PlainText.of(slot.group(), 300),
        PlainText.of(slot.name(), 1000),
        PlainText.of(slot.arch(), 100),
        some(deviation.expected()),
        some(deviation.observed()),
        some(deviation.locations()),
        deviation.fileCount());
  }

  private static List<String> some(Iterable<String> values) {
    java.util.ArrayList<String> some = new java.util.ArrayList<>();
    int bytes = 0;
    for (String value : values) {
      String plain = PlainText.of(value, 400);
      bytes += PlainText.bytes(plain);
      if (some.size() == MAX_VALUES || bytes > 1000) {
        some.add(PlainText.ELLIPSIS);
        break;
      }
      some.add(plain);
    }
    return some;
  }
}
