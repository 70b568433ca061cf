package dev.sbomagent.daemon;

import java.time.Duration;

/**
 * A machine's own share of an interval, the same in every life: a fleet that starts at once does
 * not speak at once.
 */
final class Splay {
  private final int permyriad;

  /**
   * Of a machine.
   *
   * @param machineId hex digits of a digest
   */
  Splay(String machineId) {
    this.permyriad = Math.floorMod(machineId.hashCode(), 10_000);
  }

  /** Between a tenth of the interval and all of it. */
  Duration of(Duration interval) {
    return interval.dividedBy(10).plus(interval.multipliedBy(9L * permyriad).dividedBy(100_000));
  }

  /**
   * Until what is done over and over is done again.
   *
   * @param first whether it was done for the first time, which follows the start; later ones are at
   *     the machine's own time
   */
  Duration after(boolean first, Duration interval) {
    return first ? of(interval) : interval;
  }
}
