package dev.sbomagent.outbox;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A destination that remembers what arrived. While it is ill it takes some, refuses some, fails,
 * hangs until it is interrupted, breaks its word; whatever it answers, the events may have arrived.
 */
final class Receiver implements Sink {
  /** One arrival. */
  record Arrival(long n, String id, boolean again, boolean shed) {
    static Arrival of(Parcel parcel) {
      return new Arrival(
          Long.parseLong(parcel.event().message()),
          parcel.event().id(),
          parcel.again(),
          parcel.shed());
    }
  }

  final List<Arrival> arrivals = new ArrayList<>();

  /** What was handed over, for the first time, in this order. */
  final Set<Long> offered = new LinkedHashSet<>();

  private final String name;
  private Optional<Random> ill;

  Receiver(String name, Optional<Random> ill) {
    this.name = name;
    this.ill = ill;
  }

  void heal() {
    ill = Optional.empty();
  }

  void fallIll(Random random) {
    ill = Optional.of(random);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.ACKNOWLEDGED;
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public List<Receipt> deliver(List<Parcel> parcels) throws InterruptedException {
    if (parcels.isEmpty()) {
      throw new AssertionError("nothing to deliver");
    }
    parcels.forEach(parcel -> offered.add(Arrival.of(parcel).n()));
    List<Receipt> receipts = new ArrayList<>();
    boolean failed = false;
    for (Parcel parcel : parcels) {
      int luck = ill.map(random -> random.nextInt(20)).orElse(19);
      if (luck < 3 && failed) {
        // after a failure it may stop to look at the rest
        receipts.add(fault(luck));
        continue;
      }
      arrivals.add(Arrival.of(parcel));
      switch (luck) {
        case 0, 1, 2 -> {
          failed = true;
          receipts.add(fault(luck));
        }
        case 3 -> receipts.add(Receipt.refused("never this one"));
        case 4 -> throw new InterruptedException();
        case 5 -> throw new IllegalStateException("broken");
        case 6 -> {
          return receipts;
        }
        default -> receipts.add(Receipt.DELIVERED);
      }
    }
    return receipts;
  }

  private static Receipt fault(int luck) {
    return new Receipt.Failed(
        List.of(Receipt.Fault.values()).get(luck),
        "not now",
        Optional.of(Duration.ofSeconds(luck)));
  }

  @Override
  public void close() {}
}
