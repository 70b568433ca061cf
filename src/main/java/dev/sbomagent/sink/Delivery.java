package dev.sbomagent.sink;

import dev.sbomagent.report.Parcel;

/** What a layout of plain texts says of the delivery itself. */
final class Delivery {
  private Delivery() {}

  /** {@code again}, {@code shed}, both with a comma between, or nothing. */
  static String words(Parcel parcel) {
    if (parcel.again()) {
      return parcel.shed() ? "again,shed" : "again";
    }
    return parcel.shed() ? "shed" : "";
  }
}
