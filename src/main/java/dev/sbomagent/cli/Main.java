package dev.sbomagent.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The process: the only place that reads the real clock and ends the JVM. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its status. */
  @OnlyDoor
  public static void main(String[] args) {
    int status =
        run(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
            Environment.ofProcess(),
            Clock.systemUTC(),
            args);
    // halt, not exit: there are no shutdown hooks, and unwinding the JVM costs time
    Runtime.getRuntime().halt(status);
  }

  /**
   * Runs one command.
   *
   * @param out receives the report and nothing else
   * @param err receives diagnostics
   * @return the exit status
   */
  static int run(
      InputStream in,
      OutputStream out,
      PrintStream err,
      Environment environment,
      Clock clock,
      String... args) {
    Terminal terminal = new Terminal(in, new Output(out), err, environment);
    try {
      return Commands.run(terminal, clock, args);
    } catch (Refusal refusal) {
      terminal.complain(refusal.what(), refusal.hint());
      return refusal.status();
    } catch (RuntimeException | Error bug) {
      terminal.complain(
          "internal error: " + bug,
          "this is a bug in sbom-agent: please report it with this trace");
      bug.printStackTrace(err);
      return Exit.INTERNAL;
    }
  }
}
