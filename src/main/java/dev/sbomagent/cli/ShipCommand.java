package dev.sbomagent.cli;

import dev.sbomagent.daemon.Identity;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.os.NoExec;
import dev.sbomagent.outbox.InUseException;
import dev.sbomagent.outbox.Shipper;
import dev.sbomagent.outbox.SinkStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;

/** Delivers what the outbox holds beyond the network, then ends. Reads nothing else. */
final class ShipCommand implements Command {
  @Override
  public String name() {
    return "ship";
  }

  @Override
  public String summary() {
    return "Deliver what 'run --no-ship' left in the outbox, then end";
  }

  @Override
  public void describe(Syntax syntax) {
    // it has no options of its own
  }

  @Override
  public int run(Invocation call) throws Refusal {
    NoExec.install()
        .ifPresent(
            why -> call.terminal().complain("this process could start programs: " + why, ""));
    DaemonSettings settings = DaemonSettings.of(call);
    Identity identity = Identity.of(call.host(), Host.at(Path.of("/")));
    Random random = new Random(new SecureRandom().nextLong());
    Courier courier = new Courier(settings, identity, call.clock(), random);
    try (Shipper shipper =
        Shipper.open(
            courier.outbox(),
            identity.machineId(),
            courier.remoteFolder(),
            courier.remote(),
            call.clock(),
            random)) {
      Thread shipping = Thread.currentThread();
      Signals.on("TERM", shipping::interrupt);
      Signals.on("INT", shipping::interrupt);
      return told(call.terminal(), shipper.drain());
    } catch (InUseException other) {
      throw Refusal.config(
          String.valueOf(other.getMessage()), "another process delivers; nothing is lost");
    } catch (IOException broken) {
      throw Refusal.config(
          "cannot use the folders of the outbox: " + ReportFile.words(broken),
          "see 'state' and 'ship-state' in agent.yaml(5)");
    } catch (InterruptedException asked) {
      return Exit.OK;
    }
  }

  /** What is left is tried again the next time: no failure of this command. */
  private static int told(Terminal terminal, List<SinkStatus> sinks) {
    for (SinkStatus sink : sinks) {
      if (sink.pending() > 0) {
        terminal.complain(
            sink.name()
                + ": "
                + sink.pending()
                + " waiting, tried again "
                + sink.retry().map(at -> "after " + at).orElse("the next time"),
            sink.error().orElse(""));
      }
    }
    return Exit.OK;
  }
}
