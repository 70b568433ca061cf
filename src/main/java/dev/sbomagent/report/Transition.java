package dev.sbomagent.report;

import java.util.Locale;
import java.util.Optional;

/** What became of a condition. */
public enum Transition {
  OPENED,
  CHANGED,
  RESOLVED,
  /** Still open, said once a day. */
  REMINDER;

  /** The name in every output. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The transition of this label. */
  public static Optional<Transition> of(String label) {
    for (Transition transition : values()) {
      if (transition.label().equals(label)) {
        return Optional.of(transition);
      }
    }
    return Optional.empty();
  }
}
