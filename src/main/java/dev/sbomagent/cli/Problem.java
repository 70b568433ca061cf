package dev.sbomagent.cli;

/**
 * Something wrong in the configuration.
 *
 * @param line where, from 1; 0 when it is what is missing
 */
record Problem(int line, String words) {
  @Override
  public String toString() {
    return line == 0 ? words : "line " + line + ": " + words;
  }
}
