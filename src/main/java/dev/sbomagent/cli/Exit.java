package dev.sbomagent.cli;

/** Exit statuses of the contract. */
final class Exit {
  static final int OK = 0;
  static final int INTERNAL = 1;
  static final int DIFFERENT = 2;
  static final int UNTRUSTED = 3;
  static final int INCONCLUSIVE = 4;

  /** {@code EX_USAGE} of sysexits.h. */
  static final int USAGE = 64;

  /** {@code EX_CONFIG} of sysexits.h. */
  static final int CONFIG = 78;

  private Exit() {}
}
