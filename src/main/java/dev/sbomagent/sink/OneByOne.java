package dev.sbomagent.sink;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Delivers parcels one after the other; when one fails, those behind it are not tried. */
final class OneByOne {
  /** Delivers one parcel, or says what became of it. */
  interface Delivery {
    Receipt of(Parcel parcel) throws IOException, InterruptedException;
  }

  private OneByOne() {}

  static List<Receipt> deliver(List<Parcel> parcels, Delivery delivery)
      throws InterruptedException {
    List<Receipt> receipts = new ArrayList<>(parcels.size());
    Receipt last = Receipt.DELIVERED;
    for (Parcel parcel : parcels) {
      if (!(last instanceof Receipt.Failed)) {
        last = one(parcel, delivery);
      }
      receipts.add(last);
    }
    return receipts;
  }

  private static Receipt one(Parcel parcel, Delivery delivery) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      return delivery.of(parcel);
    } catch (IOException failed) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return Receipt.failed(Receipt.Fault.OUTAGE, Failures.words(failed));
    }
  }
}
