package dev.sbomagent.cli;

import dev.sbomagent.sink.SinkSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole effective configuration.
 *
 * @param settings what a check needs, and the digest of all
 * @param state folder of the daemon's state and of the outbox
 * @param shipState folder of the progress of shipping and of what was refused
 * @param runtime folder of the status file
 * @param heartbeat time between heartbeats
 * @param fleet dimension of metrics; may be empty
 * @param sinks at least one, names unique
 */
record DaemonSettings(
    Settings settings,
    Path state,
    Path shipState,
    Path runtime,
    Checks checks,
    Sweep sweep,
    Duration heartbeat,
    String fleet,
    Limits limits,
    Outbox outbox,
    SinkSettings.CloudSettings cloud,
    List<SinkSettings> sinks) {
  /**
   * When packages are compared.
   *
   * @param interval between two checks that nothing called for
   * @param reminder after which an open condition is said again
   * @param settle how long a package database must be quiet before it is read
   * @param fullWalk between two walks that remember nothing of the one before
   */
  record Checks(Duration interval, Duration reminder, Duration settle, Duration fullWalk) {}

  /** When files are compared, and how fast they are read at most. */
  record Sweep(boolean enabled, Duration interval, long bytesPerSecond) {}

  /**
   * What the daemon may cost.
   *
   * @param cpuPercent of one core, averaged over an hour
   * @param memory bytes of resident memory
   */
  record Limits(int cpuPercent, long memory) {}

  /** How much, and for how long, is kept for sinks that do not take it. */
  record Outbox(long maxBytes, Duration maxAge) {}

  DaemonSettings {
    sinks = List.copyOf(sinks);
  }

  /** The keys that differ from those a daemon was started with and cannot be taken over by it. */
  List<String> needsRestart(DaemonSettings started) {
    List<String> keys = new ArrayList<>();
    add(keys, "state", state, started.state);
    add(keys, "ship-state", shipState, started.shipState);
    add(keys, "runtime", runtime, started.runtime);
    add(keys, "fleet", fleet, started.fleet);
    add(keys, "outbox", outbox, started.outbox);
    add(keys, "cloud", cloud, started.cloud);
    add(keys, "sinks", sinks, started.sinks);
    return keys;
  }

  private static void add(List<String> keys, String key, Object now, Object then) {
    if (!now.equals(then)) {
      keys.add(key);
    }
  }

  /** The configuration of this call: the named file, else the default one if it is there. */
  static DaemonSettings of(Invocation call) throws Refusal {
    return read(call.value("--config").map(Path::of));
  }

  /** Reads the named file, else the default one if it is there. */
  static DaemonSettings read(Optional<Path> named) throws Refusal {
    Configuration configuration = SettingsFile.whole(named);
    configuration.refuse();
    return configuration.settings();
  }
}
