package dev.sbomagent.cli;

import dev.sbomagent.outbox.Outbox;
import dev.sbomagent.report.Sink;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells whoever starts {@code ship} that there is something to deliver: a file that is written with
 * each event, which sbom-agent-ship.path watches. Not the outbox itself: a record is begun before
 * it is there, and delivered ones are deleted.
 */
final class ShipBell {
  private final Path file;
  private final PrintStream log;
  private boolean complained;

  private ShipBell(Path file, PrintStream log) {
    this.file = file;
    this.log = log;
  }

  /** From now on each event is told, if there is anybody beyond the network to deliver it to. */
  static void hang(Outbox outbox, List<Sink> remote, Path runtime, PrintStream log) {
    if (!remote.isEmpty()) {
      outbox.onAccepted(new ShipBell(runtime.resolve("ship"), log)::ring);
    }
  }

  private void ring() {
    try {
      Files.write(file, new byte[] {'\n'});
      complained = false;
    } catch (IOException broken) {
      if (!complained) {
        log.println("nobody is told to ship: " + file + ": " + ReportFile.words(broken));
        complained = true;
      }
    }
  }
}
