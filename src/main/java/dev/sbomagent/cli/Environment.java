package dev.sbomagent.cli;

import java.util.Optional;

/**
 * What a process is given besides its arguments. The launcher tells which streams are terminals,
 * since the platform cannot.
 *
 * @param stdinIsTerminal whether a password can be asked for
 * @param stdoutIsTerminal whether colours may be used on standard output
 * @param stderrIsTerminal whether progress may be shown on standard error
 * @param columns width of the terminal, 0 when unknown
 * @param noColor whether NO_COLOR is set to anything (no-color.org)
 * @param sourceDateEpoch SOURCE_DATE_EPOCH as it stands (reproducible-builds.org), if set
 * @param password COSIGN_PASSWORD, if set; it may be empty
 */
record Environment(
    boolean stdinIsTerminal,
    boolean stdoutIsTerminal,
    boolean stderrIsTerminal,
    int columns,
    boolean noColor,
    Optional<String> sourceDateEpoch,
    Optional<String> password) {

  /** A process without terminal and without variables. */
  static final Environment BARE =
      new Environment(false, false, false, 0, false, Optional.empty(), Optional.empty());

  @OnlyDoor
  static Environment ofProcess() {
    String terminals = System.getProperty("sbomagent.terminals", "");
    String noColor = System.getenv("NO_COLOR");
    return new Environment(
        terminals.contains("0"),
        terminals.contains("1"),
        terminals.contains("2"),
        columns(System.getProperty("sbomagent.columns", "")),
        (noColor != null && !noColor.isEmpty()) || "dumb".equals(System.getenv("TERM")),
        Optional.ofNullable(System.getenv("SOURCE_DATE_EPOCH")),
        Optional.ofNullable(System.getenv("COSIGN_PASSWORD")));
  }

  private static int columns(String text) {
    try {
      return Math.max(0, Math.min(1000, Integer.parseInt(text)));
    } catch (NumberFormatException unknown) {
      return 0;
    }
  }
}
