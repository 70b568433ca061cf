package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.PlainText;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CefLinesTest {
  @Property(tries = 500)
  void every_field_comes_back(@ForAll long seed) {
    Random random = new Random(seed);
    Parcel parcel = Parcels.hostile(random);
    Event event = parcel.event();
    List<String> lines = new CefLines().of(parcel, Parcels.place(random));
    CefReader head = CefReader.read(lines.get(0));
    assertEquals(
        List.of("CEF:0", "sbom-agent", "sbom-agent", event.agent().version()),
        head.header().subList(0, 4));
    assertEquals(Titles.of(event.type()), head.header().get(5));
    assertEquals(Grade.of(event.severity()).ofTen, Integer.parseInt(head.header().get(6)));
    field(event.message(), head, "msg");
    field(event.id(), head, "externalId");
    field(event.host().hostname(), head, "dvchost");
    field(event.reason() == null ? "" : event.reason(), head, "reason");
    field(EventJson.hash(parcel.head()), head, "cs2");
    for (int i = 0; i < event.changes().size(); i++) {
      Change change = event.changes().get(i);
      CefReader line = CefReader.read(lines.get(i + 1));
      assertEquals(event.type().label() + ":change:" + change.kind(), line.header().get(4));
      field(event.id(), line, "externalId");
      field(String.valueOf(i + 1), line, "cn2");
      field(String.join(", ", change.expected()), line, "cs3");
      field(String.join(", ", change.observed()), line, "cs4");
      field(change.id(), line, "cs6");
      if (change.ecosystem().equals("file")) {
        field(change.name(), line, "filePath");
      }
    }
  }

  /** The same, or one that says that it was cut. */
  private static void field(String expected, CefReader line, String key) {
    String found = line.extension().getOrDefault(key, "");
    assertTrue(
        found.equals(expected) || found.endsWith(PlainText.ELLIPSIS),
        () -> key + ": '" + found + "' instead of '" + expected + "'");
  }

  @Test
  void an_event_and_its_change_are_written() {
    assertEquals(
        List.of(
            "CEF:0|sbom-agent|sbom-agent|1.2.3|drift:opened|Software differs from the signed"
                + " golden|8|rt=1795309323123 externalId="
                + Parcels.drift(1, 1).event().id()
                + " cat=drift dvchost=host-1 deviceExternalId="
                + "m".repeat(32)
                + " outcome=opened start=1795309323000 cs1Label=findingUid"
                + " cs1=drift/0123456789abcdef cn1Label=seq cn1=1 msg=openssl was altered"
                + " cn2Label=changes cn2=1 cs2Label=hash cs2="
                + EventJson.hash(Parcels.drift(1, 1).head())
                + " cs3Label=previousHash cs3="
                + EventJson.NOTHING
                + " cs4Label=goldenSha256 cs4=sha256:"
                + "3".repeat(64),
            "CEF:0|sbom-agent|sbom-agent|1.2.3|drift:change:upgraded|Software differs from the"
                + " signed golden|3|rt=1795309323123 externalId="
                + Parcels.drift(1, 1).event().id()
                + " cat=drift dvchost=host-1 deviceExternalId="
                + "m".repeat(32)
                + " outcome=opened start=1795309323000 cs1Label=findingUid"
                + " cs1=drift/0123456789abcdef cn1Label=seq cn1=1 msg=upgraded deb package-0 1.0-0"
                + " -> 1.1-0 cn2Label=index cn2=1 cs2Label=package cs2=deb package-0 amd64"
                + " cs3Label=expected cs3=1.0-0 cs4Label=observed cs4=1.1-0 cs5Label=locations"
                + " cs5=/var/lib/dpkg/status cs6Label=changeId cs6=0000000000000000"),
        new CefLines().of(Parcels.drift(1, 1), null));
  }
}
