package dev.sbomagent.sink;

import dev.sbomagent.report.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one request says: of each finding the newest state. Findings are bounded when they are
 * formatted, so that a hundred are far below the 6 MB of a request.
 */
final class SecurityHubBatch {
  private static final int MAX_FINDINGS = 100;

  private final int maxEvents;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, SecurityHubFinding> newest = new LinkedHashMap<>();

  SecurityHubBatch(int maxEvents) {
    this.maxEvents = maxEvents;
  }

  /** Takes all findings of an event or none of them. */
  boolean add(Event event, List<SecurityHubFinding> findings) {
    Set<String> ids = new HashSet<>(newest.keySet());
    findings.forEach(finding -> ids.add(finding.id()));
    if (events.size() == maxEvents || ids.size() > MAX_FINDINGS) {
      return false;
    }
    events.add(event);
    findings.forEach(finding -> newest.put(finding.id(), finding));
    return true;
  }

  /** Those that have anything to say, in their order. */
  List<Event> events() {
    return events;
  }

  Collection<SecurityHubFinding> findings() {
    return newest.values();
  }
}
