package dev.sbomagent.report;

import dev.sbomagent.drift.AgentFiles;
import dev.sbomagent.drift.Deviation;
import java.util.Locale;
import java.util.Optional;

/** How grave a finding is, lowest first. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** The name in every output. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The severity of this label. */
  public static Optional<Severity> of(String label) {
    for (Severity severity : values()) {
      if (severity.label().equals(label)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }

  /** The severity of a deviation, by the contract's table. */
  public static Severity of(Deviation deviation) {
    boolean own =
        deviation.isFile()
            ? AgentFiles.contains(deviation.slot().name())
            : AgentFiles.isPackage(deviation.slot().name());
    if (own) {
      return CRITICAL;
    }
    return switch (deviation.kind()) {
      case ALTERED, DOWNGRADED -> HIGH;
      case ADDED, REMOVED, CHANGED -> MEDIUM;
      case UPGRADED -> LOW;
    };
  }
}
