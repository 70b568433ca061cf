package dev.sbomagent.sink;

import dev.sbomagent.report.Sink;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one list of destinations. */
public final class Sinks {
  private Sinks() {}

  /**
   * A sink for each configured destination, in their order. Nothing is opened or connected yet, and
   * no class is loaded that no configured destination needs.
   */
  public static List<Sink> from(
      List<SinkSettings> settings, Remote remote, Surroundings surroundings) {
    List<Sink> sinks = new ArrayList<>();
    for (SinkSettings one : settings) {
      sinks.add(from(one, remote, surroundings));
    }
    return sinks;
  }

  /**
   * What sinks beyond the network need besides.
   *
   * @param metadata where credentials are asked for, when not at the usual place
   * @param memory folder of what they remember of their destination
   */
  public record Remote(Optional<URI> metadata, Path memory) {}

  private static Sink from(SinkSettings settings, Remote remote, Surroundings surroundings) {
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
      return new CloudWatchSink(logs, remote.metadata(), surroundings);
    }
    if (settings instanceof SinkSettings.SecurityHub hub) {
      return new SecurityHubSink(hub, remote.metadata(), remote.memory(), surroundings);
    }
    throw new IllegalStateException("a destination without a sink: " + settings);
  }
}
