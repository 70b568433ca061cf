package dev.sbomagent.daemon;

import dev.sbomagent.report.EventType;
import java.util.Locale;

/** What can be wrong with a machine at a time, each by itself. */
enum Topic {
  /** The golden is not accepted. */
  GOLDEN(EventType.VERIFICATION_FAILURE),
  /** Something that decides cannot be checked. */
  INVENTORY(EventType.INCONCLUSIVE),
  /** What a plain check finds. */
  DRIFT(EventType.DRIFT),
  /** What only the comparison of file contents finds. */
  FILES(EventType.DRIFT);

  private final EventType type;

  Topic(EventType type) {
    this.type = type;
  }

  EventType type() {
    return type;
  }

  /** First part of its uids, and its name in the state. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
