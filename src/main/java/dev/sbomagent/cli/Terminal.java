package dev.sbomagent.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The streams of one run. */
record Terminal(InputStream in, Output out, PrintStream err, Environment environment) {

  /** Writes text to standard output. */
  void print(String text) throws Refusal {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Says on standard error what is wrong and what to do. */
  void complain(String message, String hint) {
    err.println("sbom-agent: " + Text.safe(message));
    if (!hint.isEmpty()) {
      err.println("  hint: " + Text.safe(hint));
    }
  }
}
