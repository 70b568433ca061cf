package dev.sbomagent.sink;

import dev.sbomagent.report.Sink;
import java.util.ArrayList;
import java.util.List;

/** The one list of destinations. */
public final class Sinks {
  private Sinks() {}

  /**
   * A sink for each configured destination, in their order. Nothing is opened or connected yet, and
   * no class is loaded that no configured destination needs.
   */
  public static List<Sink> from(List<SinkSettings> settings, Surroundings surroundings) {
    List<Sink> sinks = new ArrayList<>();
    for (SinkSettings one : settings) {
      sinks.add(from(one));
    }
    return sinks;
  }

  private static Sink from(SinkSettings settings) {
    throw new IllegalArgumentException("no such destination: " + settings.name());
  }
}
