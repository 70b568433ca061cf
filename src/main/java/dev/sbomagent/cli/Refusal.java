package dev.sbomagent.cli;

/** Ends a command with a status, a message and, perhaps, a remedy. */
final class Refusal extends Exception {
  private final int status;
  private final String hint;

  Refusal(int status, String message, String hint) {
    super(message);
    this.status = status;
    this.hint = hint;
  }

  static Refusal usage(String message) {
    return new Refusal(Exit.USAGE, message, "");
  }

  static Refusal config(String message, String hint) {
    return new Refusal(Exit.CONFIG, message, hint);
  }

  static Refusal internal(String message, String hint) {
    return new Refusal(Exit.INTERNAL, message, hint);
  }

  int status() {
    return status;
  }

  String what() {
    return String.valueOf(getMessage());
  }

  String hint() {
    return hint;
  }
}
