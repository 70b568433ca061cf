package dev.sbomagent.daemon;

import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.os.Notifier;
import dev.sbomagent.outbox.Outbox;
import dev.sbomagent.report.Status;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * All that a daemon works with.
 *
 * @param root of the machine
 * @param setups the configuration, read anew when asked
 * @param outbox where its events are accepted; opened for {@link Identity#machineId}
 * @param outboxFolder the outbox's folder
 * @param destinations the sinks that are configured, whoever delivers to them
 * @param version of the agent
 * @param watchdog the longest that may pass without a sign of life
 * @param clock the time of day, which may jump
 * @param nanos a clock that only counts on: what is due goes by it
 * @param log for the operator, a line each
 * @param self looks whether the agent itself is impaired
 * @param status is told how the daemon is, whenever that changes
 */
public record Parts(
    Path root,
    Setup.Source setups,
    List<Cataloger> catalogers,
    Accepted accepted,
    Outbox outbox,
    Path outboxFolder,
    List<Destination> destinations,
    Identity identity,
    String version,
    Notifier notifier,
    Duration watchdog,
    Clock clock,
    LongSupplier nanos,
    RandomGenerator random,
    PrintStream log,
    SelfCheck self,
    Consumer<Status> status) {
  public Parts {
    catalogers = List.copyOf(catalogers);
    destinations = List.copyOf(destinations);
  }
}
