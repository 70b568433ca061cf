package dev.sbomagent.report;

import java.time.Duration;
import java.util.Optional;

/** What became of one parcel at one destination. */
public sealed interface Receipt {
  /** It arrived, as far as this destination can tell. */
  record Delivered() implements Receipt {}

  /** It never will: the destination refuses this very event. It is put aside with the reason. */
  record Refused(String reason) implements Receipt {}

  /**
   * Not now; this and all after it are tried again, in order.
   *
   * @param fault whose it is
   * @param after not earlier than this, when the destination says so
   */
  record Failed(Fault fault, String reason, Optional<Duration> after) implements Receipt {}

  /** Why a delivery failed that may be repeated. */
  enum Fault {
    /** Not reachable, an error over there: soon again, then ever more seldom. */
    OUTAGE,
    /** Too much at once: with patience. */
    THROTTLED,
    /** Nobody lets us: credentials, permissions, not subscribed. Seldom again. */
    DENIED,
    /** Nobody's: it is not their turn yet, and {@code after} says when it is. No failure at all. */
    PACED
  }

  Receipt DELIVERED = new Delivered();

  static Receipt refused(String reason) {
    return new Refused(PlainText.of(reason, 500));
  }

  static Receipt failed(Fault fault, String reason) {
    return new Failed(fault, PlainText.of(reason, 500), Optional.empty());
  }
}
