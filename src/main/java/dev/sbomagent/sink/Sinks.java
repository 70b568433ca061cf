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
      sinks.add(from(one, surroundings));
    }
    return sinks;
  }

  private static Sink from(SinkSettings settings, Surroundings surroundings) {
    if (settings instanceof SinkSettings.Journald journald) {
      return new JournaldSink(journald, surroundings);
    }
    if (settings instanceof SinkSettings.LocalSyslog syslog) {
      return new LocalSyslogSink(syslog, surroundings);
    }
    if (settings instanceof SinkSettings.NetworkSyslog syslog) {
      return new NetworkSyslogSink(syslog, surroundings);
    }
    if (settings instanceof SinkSettings.LineFile file) {
      return new LineFileSink(file, surroundings);
    }
    if (settings instanceof SinkSettings.CloudWatch logs) {
      throw new UnsupportedOperationException(
          logs.name()); // new CloudWatchSink(logs, surroundings)
    }
    if (settings instanceof SinkSettings.SecurityHub hub) {
      throw new UnsupportedOperationException(hub.name()); // new SecurityHubSink(hub, surroundings)
    }
    throw new IllegalStateException("a destination without a sink: " + settings);
  }
}
