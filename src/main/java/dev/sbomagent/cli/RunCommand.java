package dev.sbomagent.cli;

import dev.sbomagent.cataloger.Catalogers;
import dev.sbomagent.daemon.Accepted;
import dev.sbomagent.daemon.Daemon;
import dev.sbomagent.daemon.Identity;
import dev.sbomagent.daemon.Pace;
import dev.sbomagent.daemon.Parts;
import dev.sbomagent.daemon.SelfCheck;
import dev.sbomagent.daemon.Setup;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.os.NoExec;
import dev.sbomagent.os.Notifier;
import dev.sbomagent.outbox.Bounds;
import dev.sbomagent.outbox.InUseException;
import dev.sbomagent.outbox.Outbox;
import dev.sbomagent.outbox.Shipper;
import dev.sbomagent.report.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The daemon: checks for as long as it runs, and delivers what it finds. */
final class RunCommand implements Command {
  /** How long a check may go on after the order to stop; all that was accepted is kept anyway. */
  private static final Duration LAST_ROUND = Duration.ofMillis(1500);

  private static final Duration LAST_WORDS = Duration.ofMillis(300);

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String summary() {
    return "Watch this machine, and report drift as it comes and goes";
  }

  @Override
  public void describe(Syntax syntax) {
    syntax.flag("--no-ship", "Leave the sinks beyond the network to 'ship'");
  }

  @Override
  public int run(Invocation call) throws Refusal {
    return run(call, System::nanoTime, RunCommand::serve, NoExec.install());
  }

  /**
   * Runs it.
   *
   * @param nanos a clock that only counts on
   * @param master starts the daemon, and returns when it has ended
   * @param unconfined why this process can start programs; empty when it cannot, or need not be
   *     told
   */
  static int run(
      Invocation call, LongSupplier nanos, Consumer<Daemon> master, Optional<String> unconfined)
      throws Refusal {
    DaemonSettings settings = DaemonSettings.of(call);
    Host kernel = Host.at(Path.of("/"));
    Identity identity = Identity.of(call.host(), kernel);
    Random random = new Random(new SecureRandom().nextLong());
    Courier courier = new Courier(settings, identity, call.clock(), random);
    List<Shipper> shippers = new ArrayList<>();
    try (Outbox outbox =
        Outbox.open(
            courier.outbox(),
            identity.machineId(),
            new Bounds(settings.outbox().maxBytes(), settings.outbox().maxAge()),
            call.clock(),
            courier.cursors())) {
      SelfCheck self = new SelfCheck(kernel, call.root(), unconfined, isInstalled());
      Parts parts = parts(call, settings, identity, outbox, courier, nanos, random, self);
      Daemon daemon = new Daemon(parts, setup(call, settings, List.of()));
      try {
        shippers.add(ship(outbox, courier.localFolder(), courier.local(), call, random));
        if (call.flag("--no-ship")) {
          ShipBell.hang(outbox, courier.remote(), settings.runtime(), call.terminal().err());
        } else {
          shippers.add(ship(outbox, courier.remoteFolder(), courier.remote(), call, random));
        }
        master.accept(daemon);
        // the last words too, where they can be had at once; the rest waits for the next start
        for (Shipper shipper : shippers) {
          shipper.settle(LAST_WORDS);
        }
      } catch (InterruptedException asked) {
        Thread.currentThread().interrupt();
      } finally {
        for (Shipper shipper : shippers) {
          shipper.close();
        }
      }
      return Exit.OK;
    } catch (InUseException other) {
      throw Refusal.config(
          String.valueOf(other.getMessage()), "another sbom-agent runs: see 'sbom-agent status'");
    } catch (IOException broken) {
      throw Refusal.config(
          "cannot use the folders of the daemon: " + ReportFile.words(broken),
          "see 'state' and 'ship-state' in agent.yaml(5): this user must own them");
    }
  }

  private static boolean isInstalled() {
    Path jars = Path.of(System.getProperty("java.class.path", "")).normalize();
    return jars.startsWith("/usr/lib/sbom-agent");
  }

  private static Shipper ship(
      Outbox outbox, Path folder, List<Sink> sinks, Invocation call, Random random)
      throws IOException {
    Shipper shipper = Shipper.beside(outbox, folder, sinks, call.clock(), random);
    shipper.start();
    return shipper;
  }

  private static Parts parts(
      Invocation call,
      DaemonSettings settings,
      Identity identity,
      Outbox outbox,
      Courier courier,
      LongSupplier nanos,
      Random random,
      SelfCheck self) {
    Service service = Service.ofProcess();
    return new Parts(
        call.root(),
        () -> reread(call, settings),
        Catalogers.all(),
        Accepted.in(settings.state()),
        outbox,
        courier.outbox(),
        courier.destinations(),
        identity,
        Version.current(),
        Notifier.of(service.notifySocket()),
        service.watchdog(),
        call.clock(),
        nanos,
        random,
        call.terminal().err(),
        self,
        new StatusWriter(settings.runtime(), call.terminal().err()));
  }

  private static Setup reread(Invocation call, DaemonSettings started) throws Setup.Problem {
    try {
      DaemonSettings read = DaemonSettings.of(call);
      return setup(call, read, read.needsRestart(started));
    } catch (Refusal refusal) {
      throw new Setup.Problem(refusal.what());
    }
  }

  private static Setup setup(Invocation call, DaemonSettings settings, List<String> restart) {
    DaemonSettings.Checks checks = settings.checks();
    DaemonSettings.Sweep sweep = settings.sweep();
    return new Setup(
        new ConfiguredGolden(call, settings.settings()),
        settings.settings().places(),
        settings.settings().sha256(),
        new Pace(
            checks.interval(),
            checks.settle(),
            checks.fullWalk(),
            checks.reminder(),
            settings.heartbeat(),
            sweep.enabled() ? sweep.interval() : null,
            sweep.bytesPerSecond(),
            settings.limits().cpuPercent(),
            settings.limits().memory()),
        restart);
  }

  /** Runs it until a signal says that it is enough. */
  private static void serve(Daemon daemon) {
    Signals.on("TERM", daemon::stop);
    Signals.on("INT", daemon::stop);
    Signals.on("HUP", daemon::reload);
    daemon.run(LAST_ROUND);
  }
}
