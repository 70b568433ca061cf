package dev.sbomagent.cli;

import dev.sbomagent.inventory.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One command as it was typed. */
record Invocation(Terminal terminal, Clock clock, Arguments arguments) {

  boolean flag(String option) {
    return arguments.has(option);
  }

  Optional<String> value(String option) {
    return arguments.value(option);
  }

  List<String> values(String option) {
    return arguments.values(option);
  }

  String operand(int index) {
    return arguments.operand(index);
  }

  List<Format> formats() throws Refusal {
    return Format.parse(values("--format"));
  }

  /** Whether the caller chose the root; then nothing inside it configures the judge. */
  boolean foreignRoot() {
    return flag("--root");
  }

  /** The root of the machine that is looked at. */
  Path root() {
    return Path.of(value("--root").orElse("/"));
  }

  Host host() throws Refusal {
    Path root = root();
    if (!Files.isDirectory(root)) {
      throw Refusal.usage("--root is not a folder: '" + root + "'");
    }
    return Host.at(root);
  }

  /** How a table of this format looks: plain and uncut in a file or a pipe. */
  Style style(Format format) {
    Environment environment = terminal.environment();
    boolean shown = format.file() == null && environment.stdoutIsTerminal();
    return new Style(
        shown && !environment.noColor() && !flag("--no-color"), shown ? environment.columns() : 0);
  }
}
