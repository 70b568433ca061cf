package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.PlainText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LeefLinesTest {
  /** Six fields of a header, then attributes between the delimiter that it names. */
  private record Line(List<String> header, Map<String, String> attributes) {
    static Line read(String text) {
      List<String> parts = Arrays.asList(text.split("\\|", 7));
      assertEquals(7, parts.size(), text);
      assertEquals("^", parts.get(5));
      Map<String, String> attributes = new LinkedHashMap<>();
      for (String attribute : parts.get(6).split("\\^", -1)) {
        int equals = attribute.indexOf('=');
        assertTrue(equals > 0, text);
        String before =
            attributes.put(attribute.substring(0, equals), attribute.substring(equals + 1));
        assertTrue(before == null, text);
      }
      return new Line(parts.subList(0, 5), attributes);
    }
  }

  @Property(tries = 500)
  void every_field_comes_back(@ForAll long seed) {
    Random random = new Random(seed);
    Parcel parcel = Parcels.hostile(random);
    Event event = parcel.event();
    List<String> lines = new LeefLines().of(parcel, Parcels.place(random));
    Line head = Line.read(lines.get(0));
    assertEquals(
        List.of(
            "LEEF:2.0", "sbom-agent", "sbom-agent", event.agent().version().replace("|", "%7C")),
        head.header().subList(0, 4));
    field(String.valueOf(Grade.of(event.severity()).ofTen), head, "sev");
    field(String.valueOf(event.time().toEpochMilli()), head, "devTime");
    field(event.id(), head, "eventId");
    field(event.message(), head, "msg");
    field(event.host().hostname(), head, "identHostName");
    for (int i = 0; i < event.changes().size(); i++) {
      Change change = event.changes().get(i);
      Line line = Line.read(lines.get(i + 1));
      assertEquals(event.type().label() + ":change:" + change.kind(), line.header().get(4));
      field(String.valueOf(i + 1), line, "index");
      field(change.id(), line, "changeId");
      field(change.ecosystem(), line, "ecosystem");
      field(change.group(), line, "group");
      field(change.name(), line, "name");
      field(String.join(", ", change.expected()), line, "expected");
      field(String.join(", ", change.observed()), line, "observed");
      field(String.join(", ", change.locations()), line, "locations");
    }
  }

  private static void field(String expected, Line line, String key) {
    String found = line.attributes().getOrDefault(key, "");
    assertTrue(
        found.equals(expected.replace("^", "%5E")) || found.endsWith(PlainText.ELLIPSIS),
        () -> key + ": '" + found + "' instead of '" + expected + "'");
  }

  @Test
  void an_event_is_written() {
    Parcel parcel = Parcels.drift(1, 0, true);
    assertEquals(
        "LEEF:2.0|sbom-agent|sbom-agent|1.2.3|drift:opened|^|devTime=1795309323123^sev=8^cat=drift"
            + "^identHostName=host-1^eventId="
            + parcel.event().id()
            + "^seq=1^machine="
            + "m".repeat(32)
            + "^delivery=again^transition=opened^since=1795309323000"
            + "^findingUid=drift/0123456789abcdef^msg=openssl was altered^hash="
            + dev.sbomagent.report.EventJson.hash(parcel.head())
            + "^previousHash="
            + dev.sbomagent.report.EventJson.NOTHING
            + "^goldenSha256=sha256:"
            + "3".repeat(64)
            + "^changes=0",
        new LeefLines().of(parcel, null).get(0));
  }
}
