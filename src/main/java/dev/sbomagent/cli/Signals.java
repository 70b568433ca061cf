package dev.sbomagent.cli;

import sun.misc.Signal;

/**
 * Hears signals of the operating system. The type that does it is the platform's own, exported by
 * {@code jdk.unsupported} for want of another (JEP 260).
 */
@OnlyDoor
final class Signals {
  private Signals() {}

  /**
   * Runs this, in a thread of its own, whenever the signal arrives; a platform that cannot keeps
   * its default.
   *
   * @param name without SIG
   */
  static void on(String name, Runnable action) {
    try {
      Signal.handle(new Signal(name), heard -> action.run());
    } catch (IllegalArgumentException none) {
      // the default of the signal stays
    }
  }
}
