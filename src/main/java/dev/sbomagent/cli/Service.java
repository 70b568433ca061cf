package dev.sbomagent.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * What a service manager tells a service (sd_notify(3), sd_watchdog_enabled(3)).
 *
 * @param notifySocket where it wants to hear how the service is
 * @param watchdog the longest that may pass without a sign of life; long where nobody waits
 */
record Service(Optional<String> notifySocket, Duration watchdog) {
  private static final Duration NOBODY_WAITS = Duration.ofMinutes(10);

  @OnlyDoor
  static Service ofProcess() {
    Optional<String> micros = Optional.ofNullable(System.getenv("WATCHDOG_USEC"));
    return new Service(
        Optional.ofNullable(System.getenv("NOTIFY_SOCKET")),
        micros.map(Service::half).orElse(NOBODY_WAITS));
  }

  /** Half of the time that systemd waits, as it advises. */
  private static Duration half(String micros) {
    try {
      long half = Long.parseLong(micros) / 2000;
      return half > 0 ? Duration.ofMillis(half) : NOBODY_WAITS;
    } catch (NumberFormatException unknown) {
      return NOBODY_WAITS;
    }
  }
}
