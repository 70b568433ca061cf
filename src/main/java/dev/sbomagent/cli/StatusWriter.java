package dev.sbomagent.cli;

import dev.sbomagent.report.Status;
import dev.sbomagent.report.StatusJson;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Leaves the status where {@code status} finds it; a status that cannot be left stops nothing. */
final class StatusWriter implements Consumer<Status> {
  private final Path file;
  private final PrintStream log;
  private boolean complained;

  StatusWriter(Path runtime, PrintStream log) {
    this.file = runtime.resolve("status.json");
    this.log = log;
  }

  @Override
  public void accept(Status status) {
    try {
      ReportFile.write(file, out -> StatusJson.line(status, out));
      complained = false;
    } catch (Refusal refusal) {
      if (!complained) {
        log.println(refusal.what());
        complained = true;
      }
    }
  }
}
