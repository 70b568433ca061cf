package dev.sbomagent.cli;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.report.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whether the daemon is what it should be.
 *
 * @param reasons why it is not, in words
 * @param hint what to do; empty when there is nothing to
 */
record Health(State state, List<String> reasons, String hint) {
  /** A sink that has waited longer than this is not healthy. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** The answer in a word, with its exit status. */
  enum State {
    HEALTHY("healthy", Exit.OK),
    DEGRADED("degraded", Exit.DIFFERENT),
    NOT_RUNNING("not-running", Exit.INCONCLUSIVE);

    private final String label;
    private final int status;

    State(String label, int status) {
      this.label = label;
      this.status = status;
    }

    String label() {
      return label;
    }

    int status() {
      return status;
    }
  }

  Health {
    reasons = List.copyOf(reasons);
  }

  /**
   * Judges what the daemon left.
   *
   * @param host whose daemon it is
   * @param interval between the daemon's checks
   */
  static Health of(StatusFile file, Host host, Duration interval, Instant now) {
    Status status = file.status();
    if (file.problem() != null) {
      return notRunning(
          "cannot read the daemon's status: " + file.problem(),
          host.superuser() ? "restart the daemon: systemctl restart sbom-agent" : "run as root");
    }
    if (status == null) {
      return notRunning(
          "there is no '" + file.path() + "'", "start it: systemctl start sbom-agent");
    }
    OptionalLong ticks =
        ProcessStart.ticks(host.root().resolve("proc"), Long.toString(status.pid()));
    if (ticks.isEmpty() || ticks.getAsLong() != status.startTicks()) {
      return notRunning(
          "process " + status.pid() + " is gone; what follows is what it left",
          "see why: journalctl -u sbom-agent");
    }
    return running(status, interval, now);
  }

  private static Health notRunning(String reason, String hint) {
    return new Health(State.NOT_RUNNING, List.of(reason), hint);
  }

  private static Health running(Status status, Duration interval, Instant now) {
    List<String> reasons = new ArrayList<>(status.degraded());
    Duration silent = Duration.between(status.writtenAt(), now);
    if (silent.abs().compareTo(interval.multipliedBy(3)) > 0) {
      reasons.add("the daemon wrote its status " + Ago.text(status.writtenAt(), now));
    }
    for (Status.Destination sink : status.sinks()) {
      Instant oldest = sink.oldestAt();
      if (oldest != null && Duration.between(oldest, now).compareTo(PATIENCE) > 0) {
        reasons.add("sink " + sink.name() + " has not taken an event of " + Ago.text(oldest, now));
      }
    }
    return reasons.isEmpty()
        ? new Health(State.HEALTHY, List.of(), "")
        : new Health(State.DEGRADED, reasons, "see: journalctl -u sbom-agent");
  }
}
