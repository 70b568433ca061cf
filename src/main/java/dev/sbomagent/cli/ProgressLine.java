package dev.sbomagent.cli;

import dev.sbomagent.inventory.Progress;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows how far a long reading is, on a terminal's standard error only. Thread-safe. */
final class ProgressLine implements Progress {
  private static final int EVERY = 256;

  private final Terminal terminal;
  private final int total;
  private final AtomicInteger done = new AtomicInteger();

  ProgressLine(Terminal terminal, int total) {
    this.terminal = terminal;
    this.total = total;
  }

  @Override
  public void advanced(long files, long bytes) {
    int n = done.addAndGet((int) files);
    if (terminal.environment().stderrIsTerminal() && n / EVERY != (n - files) / EVERY) {
      terminal.err().print("\r" + n + " of " + total + " files");
      terminal.err().flush();
    }
  }

  /** Clears the line. */
  void end() {
    if (terminal.environment().stderrIsTerminal() && done.get() >= EVERY) {
      terminal.err().print("\r\033[K");
      terminal.err().flush();
    }
  }
}
