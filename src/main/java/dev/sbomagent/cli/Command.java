package dev.sbomagent.cli;

/** One command: its name, its options, and what it does. */
interface Command {
  String name();

  /** One line for the list of commands. */
  String summary();

  /** Adds the command's own options and operands. */
  void describe(Syntax syntax);

  /**
   * Runs it.
   *
   * @return the exit status
   */
  int run(Invocation call) throws Refusal;
}
