package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RelpSyslogTest extends NetworkSyslogContract {
  RelpSyslogTest() throws IOException {
    super(SinkSettings.Transport.RELP, new SyslogServer(SyslogServer.Framing.RELP, null));
  }

  @Test
  void what_was_acknowledged_before_a_break_is_delivered_and_the_rest_is_not() throws Exception {
    open();
    try (Sink sink = sink()) {
      server.breakAfter.set(7);
      List<Receipt> receipts = sink.deliver(drifts(1, 200));
      // seven records are three events and a half
      assertEquals(delivered(3), receipts.subList(0, 3));
      for (Receipt receipt : receipts.subList(3, 200)) {
        assertInstanceOf(Receipt.Failed.class, receipt);
      }
      assertEquals(7, server.records(7).size());
      assertEquals(delivered(197), sink.deliver(drifts(4, 200)));
      assertArrived(drifts(4, 200));
    }
  }

  @Test
  void nothing_is_lost_over_many_breaks() throws Exception {
    open();
    Set<String> arrived = new TreeSet<>();
    Set<String> sent = new TreeSet<>();
    try (Sink sink = sink()) {
      List<Parcel> waiting = new ArrayList<>(drifts(1, 500));
      waiting.forEach(parcel -> sent.add(parcel.event().id()));
      for (int round = 1; !waiting.isEmpty(); round++) {
        server.breakAfter.set(37 * round);
        List<Receipt> receipts = sink.deliver(waiting.subList(0, Math.min(100, waiting.size())));
        int done = 0;
        for (Receipt receipt : receipts) {
          if (receipt != Receipt.DELIVERED) {
            break;
          }
          // the change's record is the last of an event: when it came, the event has
          List<String> records = new ArrayList<>();
          do {
            records = server.records(1);
          } while (!records.get(0).contains("sbom-agent/change/1"));
          arrived.add(id(records.get(0), sent));
          done++;
        }
        waiting.subList(0, done).clear();
        vanish();
        open();
      }
    }
    assertEquals(sent, arrived);
  }

  private static String id(String record, Set<String> ids) {
    for (String id : ids) {
      if (record.contains(id)) {
        return id;
      }
    }
    throw new AssertionError(record);
  }

  @Test
  void a_record_that_is_not_accepted_is_not_delivered() throws Exception {
    open();
    server.answer = "500 disk full";
    try (Sink sink = sink()) {
      Receipt.Failed failed =
          assertInstanceOf(Receipt.Failed.class, sink.deliver(drifts(1, 1)).get(0));
      assertEquals("relp: not accepted: 500 disk full", failed.reason());
      server.answer = "200 OK";
      assertEquals(delivered(1), sink.deliver(drifts(1, 1)));
      assertTrue(server.records(2).get(0).startsWith("<107>1 2026-11-22T01:02:03.123456Z host-1"));
    }
  }
}
