package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.PlainText;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Laws of all layouts. */
class LinesPropertyTest {
  @Property(tries = 300)
  void every_line_fits_and_is_one_line(@ForAll long seed, @ForAll SinkSettings.Layout layout) {
    Random random = new Random(seed);
    Parcel parcel = Parcels.hostile(random);
    List<String> lines = Lines.of(layout).of(parcel, Parcels.place(random));
    for (String line : lines) {
      assertTrue(PlainText.bytes(line) <= Lines.MAX_BYTES, () -> layout + ": " + line.length());
      // no control character, no end of a line, no half character
      assertEquals(PlainText.of(line, Lines.MAX_BYTES), line);
    }
    Event.Condition condition = parcel.event().condition();
    boolean replaces = condition != null && condition.replaces() != null;
    int more = layout == SinkSettings.Layout.OCSF && replaces ? 1 : 0;
    assertEquals(1 + parcel.event().changes().size() + more, lines.size());
  }

  @Property(tries = 300)
  void a_record_of_syslog_fits(@ForAll long seed, @ForAll SinkSettings.Layout layout) {
    Random random = new Random(seed);
    Parcel parcel = Parcels.hostile(random);
    Rfc5424 form = new Rfc5424(23, Integer.MAX_VALUE, "h".repeat(1000));
    String header = form.header(parcel);
    assertTrue(header.length() <= Lines.MAX_HEADER_BYTES, header);
    for (String line : Lines.of(layout).of(parcel, Parcels.place(random))) {
      assertTrue(Rfc5424.record(header, line).length <= 8000);
    }
  }

  /** Escapes can make more of a change than any line may have. */
  @Test
  void a_change_beyond_all_bounds_is_cut_and_stays_the_same_change() {
    Parcel plain = Parcels.drift(1, 1);
    Event event = plain.event();
    String wide = "é".repeat(2000);
    Change change =
        new Change(
            "0123456789abcdef",
            "changed",
            event.changes().get(0).severity(),
            "npm",
            wide,
            wide,
            wide,
            List.of(wide, wide),
            List.of(wide, wide),
            List.of(wide, wide),
            1);
    Parcel parcel =
        new Parcel(
            new Event(
                event.type(),
                event.id(),
                event.time(),
                event.seq(),
                event.chain(),
                event.previous(),
                event.boot(),
                event.severity(),
                wide,
                event.condition(),
                wide,
                event.agent(),
                new Event.Machine(wide, wide, wide, wide, wide, wide, wide),
                event.golden(),
                event.detail(),
                List.of(change),
                1,
                event.changesHash()),
            plain.head(),
            false,
            false);
    for (SinkSettings.Layout layout : SinkSettings.Layout.values()) {
      List<String> lines = Lines.of(layout).of(parcel, null);
      assertEquals(2, lines.size());
      for (String line : lines) {
        assertTrue(PlainText.bytes(line) <= Lines.MAX_BYTES, layout + ": " + line.length());
      }
      assertTrue(lines.get(1).contains("0123456789abcdef"), layout.toString());
    }
  }
}
