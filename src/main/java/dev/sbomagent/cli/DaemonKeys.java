package dev.sbomagent.cli;

import dev.sbomagent.sink.SinkSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys of the daemon and of shipping. */
final class DaemonKeys {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);

  private DaemonKeys() {}

  static DaemonSettings read(Reading reading, Keys root, Settings settings) {
    int from = reading.settings().size();
    AbsolutePath path = new AbsolutePath();
    Path state = settings.state();
    Path shipState = root.get("ship-state", path, Path.of("/var/lib/sbom-agent-ship"));
    Path runtime = root.get("runtime", path, Path.of("/run/sbom-agent"));
    if (shipState.equals(state)) {
      root.wrong("ship-state", "is the same folder as 'state'");
    }
    if (runtime.equals(state) || runtime.equals(shipState)) {
      root.wrong("runtime", "is the same folder as 'state' or 'ship-state'");
    }
    DaemonSettings.Checks checks = checks(root.map("check"));
    DaemonSettings.Sweep sweep = sweep(root.map("sweep"));
    Duration heartbeat = heartbeat(root.map("heartbeat"));
    String fleet =
        root.get("fleet", new Line("a name of letters, digits and -_./", "-_./", 128)).orElse("");
    DaemonSettings.Limits limits = limits(root.map("limits"));
    DaemonSettings.Outbox outbox = outbox(root.map("outbox"));
    SinkSettings.CloudSettings cloud = CloudKeys.read(root.map("cloud"));
    List<SinkSettings> sinks = SinkKeys.read(root, fleet);
    return new DaemonSettings(
        settings.withRest(reading.changed(from)),
        state,
        shipState,
        runtime,
        checks,
        sweep,
        heartbeat,
        fleet,
        limits,
        outbox,
        cloud,
        sinks);
  }

  private static DaemonSettings.Checks checks(Keys keys) {
    DaemonSettings.Checks checks =
        new DaemonSettings.Checks(
            keys.get("interval", new Span(MINUTE, DAY), Duration.ofMinutes(30)),
            keys.get("reminder", new Span(HOUR, MONTH), DAY),
            keys.get("settle", new Span(SECOND, Duration.ofMinutes(5)), Duration.ofSeconds(3)),
            keys.get("full-walk", new Span(HOUR, MONTH), DAY));
    keys.end();
    return checks;
  }

  private static DaemonSettings.Sweep sweep(Keys keys) {
    DaemonSettings.Sweep sweep =
        new DaemonSettings.Sweep(
            keys.get("enabled", new Flag(), true),
            keys.get("interval", new Span(HOUR, MONTH), DAY),
            keys.get(
                "bytes-per-second",
                new ByteCount(100 * ByteCount.KB, 10 * ByteCount.GB),
                20 * ByteCount.MB));
    keys.end();
    return sweep;
  }

  private static Duration heartbeat(Keys keys) {
    Duration interval = keys.get("interval", new Span(MINUTE, DAY), HOUR);
    keys.end();
    return interval;
  }

  private static DaemonSettings.Limits limits(Keys keys) {
    DaemonSettings.Limits limits =
        new DaemonSettings.Limits(
            keys.get("cpu-percent", new Whole(1, 100), 5),
            keys.get(
                "memory", new ByteCount(64 * ByteCount.MB, 4 * ByteCount.GB), 256 * ByteCount.MB));
    keys.end();
    return limits;
  }

  private static DaemonSettings.Outbox outbox(Keys keys) {
    DaemonSettings.Outbox outbox =
        new DaemonSettings.Outbox(
            keys.get(
                "max-bytes", new ByteCount(ByteCount.MB, 10 * ByteCount.GB), 64 * ByteCount.MB),
            keys.get("max-age", new Span(HOUR, Duration.ofDays(365)), MONTH));
    keys.end();
    return outbox;
  }
}
