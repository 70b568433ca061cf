package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every sink must do. The test of one says how its peer comes and goes, and what it got. */
@Timeout(120)
abstract class SinkContract {
  private static final Sinks.Remote REMOTE =
      new Sinks.Remote(Optional.empty(), Path.of("/nonexistent"));

  static final Surroundings SURROUNDINGS =
      new Surroundings(
          "host-1", "1.2.3", Optional::empty, Clock.systemUTC(), new SplittableRandom(1));

  abstract SinkSettings settings() throws Exception;

  /** The destination is there, at the same address as before. */
  abstract void open() throws Exception;

  /** The destination is gone. */
  abstract void vanish() throws Exception;

  /** The next records that arrive, waited for: so many, in their order. */
  abstract List<String> records(int count) throws Exception;

  /** Text of a record by which one sees that it may have come before. */
  abstract String again();

  Sink sink() throws Exception {
    List<Sink> sinks = Sinks.from(List.of(settings()), REMOTE, SURROUNDINGS);
    assertEquals(1, sinks.size());
    assertEquals(settings().name(), sinks.get(0).name());
    return sinks.get(0);
  }

  static List<Parcel> drifts(long from, long to) {
    List<Parcel> parcels = new ArrayList<>();
    for (long seq = from; seq <= to; seq++) {
      parcels.add(Parcels.drift(seq, 1));
    }
    return parcels;
  }

  static List<Receipt> delivered(int count) {
    return Collections.nCopies(count, Receipt.DELIVERED);
  }

  /** Requires the records of these events: of each its own, then its change's. */
  void assertArrived(List<Parcel> parcels) throws Exception {
    assertAre(parcels, records(2 * parcels.size()));
  }

  private static void assertAre(List<Parcel> parcels, List<String> records) {
    assertEquals(2 * parcels.size(), records.size());
    for (int i = 0; i < records.size(); i++) {
      assertTrue(records.get(i).contains(parcels.get(i / 2).event().id()), records.get(i));
      assertEquals(i % 2 == 1, records.get(i).contains("package-0"), records.get(i));
    }
  }

  @Test
  void events_arrive_in_their_order() throws Exception {
    open();
    try (Sink sink = sink()) {
      List<Parcel> first = drifts(1, 3);
      assertEquals(delivered(3), sink.deliver(first));
      List<Parcel> second = drifts(4, 50);
      assertEquals(delivered(47), sink.deliver(second));
      assertArrived(drifts(1, 50));
    }
  }

  @Test
  void what_may_have_come_before_is_marked() throws Exception {
    open();
    try (Sink sink = sink()) {
      assertEquals(delivered(1), sink.deliver(List.of(Parcels.drift(1, 0, true))));
      assertEquals(delivered(1), sink.deliver(List.of(Parcels.drift(2, 0, false))));
      List<String> records = records(2);
      assertTrue(records.get(0).contains(again()), records.get(0));
      assertTrue(!records.get(1).contains(again()), records.get(1));
    }
  }

  @Test
  void a_peer_that_is_not_there_is_a_failure_until_it_comes() throws Exception {
    open();
    vanish();
    try (Sink sink = sink()) {
      for (Receipt receipt : sink.deliver(drifts(1, 3))) {
        Receipt.Failed failed = assertInstanceOf(Receipt.Failed.class, receipt);
        assertEquals(Receipt.Fault.OUTAGE, failed.fault());
        assertTrue(!failed.reason().isEmpty());
      }
      open();
      assertEquals(delivered(3), sink.deliver(drifts(4, 6)));
      assertArrived(drifts(4, 6));
    }
  }

  @Test
  void a_peer_that_was_restarted_is_found_again() throws Exception {
    open();
    try (Sink sink = sink()) {
      assertEquals(delivered(1), sink.deliver(drifts(1, 1)));
      assertArrived(drifts(1, 1));
      vanish();
      open();
      assertEquals(delivered(2), sink.deliver(drifts(2, 3)));
      assertArrived(drifts(2, 3));
    }
  }

  @Test
  void a_peer_that_went_away_is_noticed() throws Exception {
    open();
    try (Sink sink = sink()) {
      assertEquals(delivered(1), sink.deliver(drifts(1, 1)));
      assertArrived(drifts(1, 1));
      vanish();
      assertInstanceOf(Receipt.Failed.class, sink.deliver(drifts(2, 2)).get(0));
    }
  }

  @Test
  void a_sink_is_closed_as_often_as_one_likes_and_used_again() throws Exception {
    open();
    Sink sink = sink();
    sink.close();
    assertEquals(delivered(1), sink.deliver(drifts(1, 1)));
    sink.close();
    sink.close();
    assertEquals(delivered(1), sink.deliver(drifts(2, 2)));
    sink.close();
    // by two connections: which of them is read first is the receiver's affair
    List<String> records = new ArrayList<>(records(4));
    String second = drifts(2, 2).get(0).event().id();
    records.sort(Comparator.comparing(record -> record.contains(second)));
    assertAre(drifts(1, 2), records);
  }

  @Test
  void an_interruption_is_heard() throws Exception {
    open();
    try (Sink sink = sink()) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> sink.deliver(drifts(1, 1)));
      assertTrue(!Thread.interrupted());
      assertEquals(delivered(1), sink.deliver(drifts(2, 2)));
      assertArrived(drifts(2, 2));
    }
  }

  @Test
  void any_event_is_taken() throws Exception {
    open();
    try (Sink sink = sink()) {
      Random random = new Random(1);
      for (int i = 0; i < 100; i++) {
        Parcel parcel = Parcels.hostile(random);
        int count = 1 + parcel.event().changes().size();
        assertEquals(delivered(1), sink.deliver(List.of(parcel)));
        for (String record : records(count)) {
          assertTrue(record.contains(parcel.event().id()), record);
        }
      }
    }
  }
}
