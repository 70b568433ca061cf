package dev.sbomagent.cli;

import java.util.ArrayList;
import java.util.List;

/** What a command takes: declared once, read by {@link Arguments} and shown by {@link Picocli}. */
final class Syntax {
  /** How often an option may be given, and whether with a value. */
  enum Arity {
    FLAG,
    VALUE,
    VALUES
  }

  /** One option; the label names its value in the help. */
  record Option(String name, Arity arity, String label, String description) {}

  /** One operand, always required. */
  record Operand(String label, String description) {}

  private final List<Option> options = new ArrayList<>();
  private final List<Operand> operands = new ArrayList<>();

  List<Option> options() {
    return options;
  }

  List<Operand> operands() {
    return operands;
  }

  void flag(String name, String description) {
    options.add(new Option(name, Arity.FLAG, "", description));
  }

  void value(String name, String label, String description) {
    options.add(new Option(name, Arity.VALUE, label, description));
  }

  void values(String name, String label, String description) {
    options.add(new Option(name, Arity.VALUES, label, description));
  }

  void operand(String label, String description) {
    operands.add(new Operand(label, description));
  }

  /** The options that name golden, signature and keys. */
  void golden() {
    value("--golden", "FILE", "The signed SBOM; default from the configuration");
    value("--signature", "FILE", "Its signature; default beside the golden, by suffix");
    values("--key", "FILE", "A trusted public key; repeatable, replaces the configured ones");
  }

  /** The options every command has. */
  void common() {
    value("--config", "FILE", "Configuration; default /etc/sbom-agent/agent.yaml");
    value("--root", "DIR", "The machine's root folder; default /");
    values("--format", "F[=FILE]", "table (default), json or ndjson, to stdout or FILE");
    flag("--quiet", "No report on stdout, exit status only");
    flag("--no-color", "Never colour the table");
    flag("--help", "Show this help");
    flag("--version", "Show the version");
  }
}
