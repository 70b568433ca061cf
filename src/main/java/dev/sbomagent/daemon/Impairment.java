package dev.sbomagent.daemon;

import dev.sbomagent.daemon.Announcer.Words;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that keeps the agent from its work, or from being believed.
 *
 * @param what in words, with the place
 */
public record Impairment(Kind kind, String what) {
  /** How the agent is impaired. */
  public enum Kind {
    /** It is not all that it should be, but checks as ever. */
    UNCONFINED(Severity.LOW),
    /** Nobody signed what its files should be. */
    UNVERIFIED(Severity.LOW),
    /** It gets too little of the machine to do its work in time. */
    STARVED(Severity.MEDIUM),
    /** It cannot see what it should compare. */
    BLINDED(Severity.HIGH),
    /** It is not the agent that was installed. */
    ALTERED(Severity.CRITICAL);

    private final Severity severity;

    Kind(Severity severity) {
      this.severity = severity;
    }

    /** The name in every output. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One line for a person. */
  String line() {
    return kind.label() + ": " + what;
  }

  /** What is said of these, of which there is at least one. */
  static Words words(List<Impairment> all) {
    Severity worst = Severity.LOW;
    List<String> lines = new ArrayList<>();
    for (Impairment one : all) {
      lines.add(one.line());
      if (one.kind.severity.compareTo(worst) > 0) {
        worst = one.kind.severity;
      }
    }
    return Words.of(
        EventType.AGENT_IMPAIRED,
        worst,
        "the agent is " + String.join("; ", lines),
        new Detail()
            .put("impairments", lines.subList(0, Math.min(10, lines.size())))
            .put("count", lines.size())
            .value());
  }
}
