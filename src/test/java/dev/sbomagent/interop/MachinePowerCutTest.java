package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The power fails while an alert is being delivered: qemu is killed, so that what the guest did not
 * force to its disk is lost.
 */
@Tag("vm")
class MachinePowerCutTest {
  /** How often. */
  private static final int CUTS = Integer.getInteger("interop.cuts", 1);

  private static final String PAYLOAD =
      """
      heard 1 heartbeat
      delivered network-syslog cloudwatch
      echo ready
      """;

  private static final String CHANGE =
      """
      if [ -e /usr/bin/hello ]; then dpkg --purge hello; else apt-get -qq -y install ./*.deb; fi >apt 2>&1
      sleep infinity
      """;

  @Test
  void what_was_being_delivered_arrives_once_or_marked_as_sent_again() {
    try (Outside outside = new Outside();
        Machine machine = outside.of(new Machine("cut"))) {
      machine.give(new Debs(Peers.work("cut-debs")).real("hello"));
      for (int cut = 1; cut <= CUTS; cut++) {
        int drifts = cut;
        try (Boot boot = machine.boot(PAYLOAD + CHANGE)) {
          boot.await("drift " + drifts, () -> drifts(once(outside.logs())).size() == drifts);
        }
      }
      try (Boot boot = machine.boot(PAYLOAD)) {
        assertEquals(List.of("ready"), boot.said());
      }
      for (List<Json> arrived : List.of(outside.syslog(), outside.logs())) {
        List<Json> events = once(arrived);
        System.out.printf(
            "%d events, %d arrivals, %d cuts%n", events.size(), heads(arrived).size(), CUTS);
        assertEquals(CUTS, drifts(events).size(), events::toString);
        assertChain(events);
      }
    }
  }

  private static List<Json> drifts(List<Json> arrived) {
    return heads(arrived).stream()
        .filter(event -> event.text("event_type").equals("drift"))
        .toList();
  }

  /** Without the lines of their changes. */
  private static List<Json> heads(List<Json> arrived) {
    return arrived.stream()
        .filter(event -> event.text("schema").equals("sbom-agent/event/1"))
        .toList();
  }

  /** Events by their number; whatever came another time says so, and is the same. */
  private static List<Json> once(List<Json> arrived) {
    List<Json> events = new ArrayList<>();
    for (Json event : heads(arrived)) {
      int number = Integer.parseInt(event.text("seq"));
      if (number == events.size() + 1) {
        events.add(event);
      } else {
        assertEquals(events.get(number - 1).text("hash"), event.text("hash"));
        assertEquals("true", event.text("again"), event::toString);
      }
    }
    return events;
  }

  private static void assertChain(List<Json> events) {
    String before = "sha256:" + "0".repeat(64);
    for (Json event : events) {
      assertEquals(before, event.text("prev_hash"));
      before = event.text("hash");
    }
  }
}
