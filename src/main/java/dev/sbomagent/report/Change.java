package dev.sbomagent.report;

import dev.sbomagent.component.Slot;
import dev.sbomagent.drift.Deviation;
import java.util.ArrayList;
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

  /** Escaped as JSON it may be three times as long. */
  private static final int MAX_VALUES_BYTES = 400;

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
        PlainText.of(slot.ecosystem(), 50),
        PlainText.of(slot.group(), 200),
        PlainText.of(slot.name(), 500),
        PlainText.of(slot.arch(), 50),
        some(deviation.expected()),
        some(deviation.observed()),
        some(deviation.locations()),
        deviation.fileCount());
  }

  private static List<String> some(Iterable<String> values) {
    List<String> some = new ArrayList<>();
    int bytes = 0;
    for (String value : values) {
      String plain = PlainText.of(value, MAX_VALUES_BYTES);
      bytes += PlainText.bytes(plain);
      if (some.size() == MAX_VALUES || bytes > MAX_VALUES_BYTES) {
        some.add(PlainText.ELLIPSIS);
        break;
      }
      some.add(plain);
    }
    return some;
  }
}
