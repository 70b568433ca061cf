package dev.sbomagent.outbox;

/** A file is not what was written, and why. */
final class DamagedException extends Exception {
  DamagedException(String message) {
    super(message);
  }
}
