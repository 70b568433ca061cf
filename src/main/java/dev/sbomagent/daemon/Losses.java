package dev.sbomagent.daemon;

import dev.sbomagent.daemon.Announcer.Words;
import dev.sbomagent.outbox.Drop;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Severity;
import java.util.ArrayList;
import java.util.List;

/** What there is to say of events that are lost: no gap of a chain is left without a word. */
final class Losses {
  private static final int MAX_NAMED = 10;

  private Losses() {}

  /** How many events these are. */
  static long count(List<Drop> drops) {
    long count = 0;
    for (Drop drop : drops) {
      count += drop.count();
    }
    return count;
  }

  /** Of events that the outbox gave up. */
  static Words ofDrops(List<Drop> drops) {
    List<String> reasons = new ArrayList<>();
    for (Drop drop : drops) {
      reasons.add(
          drop.reason().label() + " " + drop.count() + ": " + drop.first() + "-" + drop.last());
    }
    return Words.of(
        EventType.EVENTS_DROPPED,
        Severity.HIGH,
        "the outbox is full or its events are too old; given up: " + String.join(", ", reasons),
        new Detail().put("count", count(drops)).put("given_up", reasons).value());
  }

  /** Of records that cannot be read. */
  static Words ofDamage(List<String> records) {
    List<String> some = records.subList(0, Math.min(MAX_NAMED, records.size()));
    return Words.of(
        EventType.OUTBOX_DAMAGED,
        Severity.HIGH,
        records.size() + " records of the outbox could not be read and were put aside",
        new Detail().put("count", records.size()).put("records", some).value());
  }
}
