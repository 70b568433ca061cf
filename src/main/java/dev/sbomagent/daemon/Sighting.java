package dev.sbomagent.daemon;

import dev.sbomagent.report.Change;
import dev.sbomagent.report.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong, as a check saw it.
 *
 * @param uid names it and its content: what is different has another
 * @param reason a code of the contract, null for drift
 * @param message one line for a person
 * @param digest of the findings, null without
 * @param lines the findings' canonical lines, those that cannot be seen for a while among them
 * @param changes the findings that were seen, as many as are listed
 */
record Sighting(
    String uid,
    Severity severity,
    @Nullable String reason,
    String message,
    @Nullable String digest,
    List<String> lines,
    List<Change> changes) {
  Sighting {
    lines = List.copyOf(lines);
    changes = List.copyOf(changes);
  }

  /** A condition that has no findings. */
  static Sighting of(Topic topic, String detail, Severity severity, String reason, String message) {
    return new Sighting(
        topic.label() + "/" + detail, severity, reason, message, null, List.of(), List.of());
  }
}
