package dev.sbomagent.sink;

import dev.sbomagent.report.EventType;

/** What a person reads as the name of a type of event; stable, others build rules on it. */
final class Titles {
  private Titles() {}

  static String of(EventType type) {
    return switch (type) {
      case DRIFT -> "Software differs from the signed golden";
      case VERIFICATION_FAILURE -> "Golden is not accepted";
      case INCONCLUSIVE -> "Comparison is incomplete";
      case HEARTBEAT -> "Agent is alive";
      case AGENT_START -> "Agent started";
      case AGENT_STOP -> "Agent stopped";
      case ARTIFACT_CHANGED -> "Golden, signature, key or configuration changed on disk";
      case SCOPE_CHANGED -> "Less or other is compared than before";
      case IDENTITY_CHANGED -> "State belongs to another machine";
      case CONFIG_REJECTED -> "Configuration rejected";
      case CONFIG_CHANGED -> "Configuration read again";
      case EVENTS_DROPPED -> "Events dropped";
      case OUTBOX_DAMAGED -> "Outbox damaged";
      case AGENT_IMPAIRED -> "Agent is blinded, starved or altered";
    };
  }
}
