package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small machine with its golden, and daemons that watch it one after the other. */
final class WatchedMachine {
  final Path folder;
  final Machine machine;
  final SetClock clock = new SetClock();
  private @Nullable RunningDaemon running;

  WatchedMachine(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    machine = new Machine(folder).installed("bash 5.2-1", "dash 0.5-1");
    machine.golden("bash 5.2-1", "dash 0.5-1");
    Files.createDirectory(folder.resolve("trust"));
    Files.copy(machine.key, folder.resolve("trust/golden.pub"));
    install();
    configure("");
  }

  /** Puts the golden where the daemon looks for it. */
  void install() throws IOException {
    for (String name : List.of("golden.cdx.json", "golden.cdx.json.sig")) {
      machine.write("/etc/sbom-agent/" + name, Files.readString(machine.folder.resolve(name)));
    }
  }

  /** Configures the daemon to say its events in a file, with more keys or more sinks. */
  void configure(String more) throws IOException {
    String text =
        """
        trust: $/trust
        state: $/state
        ship-state: $/shipped
        runtime: $
        """
            + (more.contains("check:") ? "" : "check: {settle: 1s}\n")
            + (more.contains("limits:") ? "" : "limits: {memory: 4GB}\n")
            + (more.startsWith("- ") ? "" : more)
            + """
        sinks:
        - type: file
          path: $/events
        """
            + (more.startsWith("- ") ? more : "");
    Files.writeString(folder.resolve("agent.yaml"), text.replace("$", folder.toString()));
  }

  RunningDaemon start() {
    return start(() -> {});
  }

  /**
   * Starts a daemon.
   *
   * @param first happens before it says anything
   */
  RunningDaemon start(Runnable first) {
    RunningDaemon started = new RunningDaemon(folder, machine.root, clock, first);
    running = started;
    return started;
  }

  RunningDaemon running() {
    RunningDaemon now = running;
    return now == null ? fail("not started") : now;
  }

  void stop() throws InterruptedException {
    if (running != null) {
      running.stop();
    }
  }
}
