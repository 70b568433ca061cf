package dev.sbomagent.daemon;

import dev.sbomagent.daemon.Announcer.Words;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Severity;
import java.util.List;

/** What is said of a configuration that was read again. */
final class Reload {
  private Reload() {}

  /**
   * It is in force.
   *
   * @param restart keys of what was changed and needs a restart
   */
  static Words takenOver(List<String> restart) {
    return Words.of(
        EventType.CONFIG_CHANGED,
        null,
        "configuration taken over"
            + (restart.isEmpty()
                ? ""
                : ", but for what needs a restart: " + String.join(", ", restart)),
        new Detail().put("needs_restart", restart).value());
  }

  /** It cannot be used. */
  static Words rejected(String why) {
    return Words.of(
        EventType.CONFIG_REJECTED,
        Severity.MEDIUM,
        "the configuration before stays in force: " + why,
        Detail.NONE);
  }
}
