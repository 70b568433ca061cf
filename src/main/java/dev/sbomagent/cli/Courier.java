package dev.sbomagent.cli;

import dev.sbomagent.daemon.Destination;
import dev.sbomagent.daemon.Identity;
import dev.sbomagent.report.Sink;
import dev.sbomagent.sink.CloudIdentity;
import dev.sbomagent.sink.Sinks;
import dev.sbomagent.sink.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The configured sinks, and who delivers to which: those of this machine are always the daemon's,
 * those beyond the network may be another process's. Each side keeps its progress in a folder of
 * its own, so that the two can be put together and taken apart at any time.
 */
final class Courier {
  private final DaemonSettings settings;
  private final List<Sink> local = new ArrayList<>();
  private final List<Sink> remote = new ArrayList<>();

  Courier(DaemonSettings settings, Identity identity, Clock clock, RandomGenerator random) {
    this.settings = settings;
    Surroundings surroundings =
        new Surroundings(
            identity.machine().hostname(),
            Version.current(),
            new CloudIdentity(settings.cloud(), clock),
            clock,
            random);
    Sinks.Remote beyond =
        new Sinks.Remote(settings.cloud().endpoint(), settings.shipState().resolve("memory"));
    for (Sink sink : Sinks.from(settings.sinks(), beyond, surroundings)) {
      (sink.isRemote() ? remote : local).add(sink);
    }
  }

  /** Where the daemon keeps its events. */
  Path outbox() {
    return outbox(settings);
  }

  static Path outbox(DaemonSettings settings) {
    return settings.state().resolve("outbox");
  }

  List<Sink> local() {
    return local;
  }

  /** Where the progress of local sinks is kept. */
  Path localFolder() {
    return localFolder(settings);
  }

  static Path localFolder(DaemonSettings settings) {
    return settings.state().resolve("local");
  }

  List<Sink> remote() {
    return remote;
  }

  /** Where the progress of the others is kept. */
  Path remoteFolder() {
    return settings.shipState();
  }

  List<Destination> destinations() {
    List<Destination> all = new ArrayList<>();
    for (Sink sink : local) {
      all.add(new Destination(sink.name(), sink.guarantee(), localFolder()));
    }
    for (Sink sink : remote) {
      all.add(new Destination(sink.name(), sink.guarantee(), remoteFolder()));
    }
    return all;
  }

  List<Path> cursors() {
    List<Path> cursors = new ArrayList<>();
    for (Destination destination : destinations()) {
      cursors.add(destination.cursor());
    }
    return cursors;
  }
}
