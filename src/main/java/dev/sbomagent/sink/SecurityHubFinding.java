package dev.sbomagent.sink;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.Transition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state of a finding. Its id is the instance and what is open there, with the digest of the
 * changes: a finding that somebody suppressed stays so whatever is imported under its id (Security
 * Hub User Guide, "Setting the workflow status"), and must not hide what comes later.
 *
 * @param active whether it is open: FAILED and ACTIVE, else PASSED and ARCHIVED
 * @param successor id of the finding that replaces this one, null when none does
 * @param event what says so
 */
record SecurityHubFinding(String id, boolean active, @Nullable String successor, Event event) {

  /** What an event says of findings: nothing unless it is of a condition. */
  static List<SecurityHubFinding> of(Event event, String instance) {
    Event.Condition condition = event.condition();
    if (condition == null) {
      return List.of();
    }
    String id = id(instance, condition.uid());
    boolean active = condition.transition() != Transition.RESOLVED;
    SecurityHubFinding finding = new SecurityHubFinding(id, active, null, event);
    String replaced = condition.replaces();
    if (replaced == null || replaced.equals(condition.uid())) {
      return List.of(finding);
    }
    return List.of(new SecurityHubFinding(id(instance, replaced), false, id, event), finding);
  }

  private static String id(String instance, String uid) {
    return "sbom-agent/" + instance + "/" + uid;
  }
}
