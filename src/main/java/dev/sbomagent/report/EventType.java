package dev.sbomagent.report;

import java.util.Locale;
import java.util.Optional;

/** What an event tells of. New kinds are only ever added. */
public enum EventType {
  /** What is installed differs from the golden, or no longer does. A condition. */
  DRIFT,
  /** The golden is not accepted, or is again. A condition. */
  VERIFICATION_FAILURE,
  /** Something that decides could not be checked, or can be again. A condition. */
  INCONCLUSIVE,
  /** The agent is there, and how it is. */
  HEARTBEAT,
  AGENT_START,
  AGENT_STOP,
  /** Golden, signature, key or configuration was altered, removed or has appeared on disk. */
  ARTIFACT_CHANGED,
  /** Something is excluded, or covered by a mount, that was compared before. */
  SCOPE_CHANGED,
  /** The state on disk is another machine's: an image was cloned. A new chain begins. */
  IDENTITY_CHANGED,
  /** A changed configuration has problems; the one before stays in force. */
  CONFIG_REJECTED,
  /** The configuration was read again and is in force, but for what needs a restart. */
  CONFIG_CHANGED,
  /** The outbox gave up events, or their details, to stay within its bounds. */
  EVENTS_DROPPED,
  /** A record of the outbox cannot be read; it was put aside. */
  OUTBOX_DAMAGED,
  /** The agent itself is blinded, starved or altered. */
  AGENT_IMPAIRED;

  /** The name in every output. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it opens, changes and is resolved, rather than just happens. */
  public boolean isCondition() {
    return this == DRIFT || this == VERIFICATION_FAILURE || this == INCONCLUSIVE;
  }

  /** The type of this label. */
  public static Optional<EventType> of(String label) {
    for (EventType type : values()) {
      if (type.label().equals(label)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
