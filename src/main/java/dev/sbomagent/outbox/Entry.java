package dev.sbomagent.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonWriter;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One record: an event and the state it left behind. A header line, then head, state and changes, a
 * line each. The header ends with the digest of all that is before and after it.
 *
 * @param head the event's head, byte for byte as it was accepted
 * @param state one line of JSON
 * @param machine whose event it is, as the outbox was told
 * @param shed whether the changes were given up; the event then has none
 */
record Entry(Event event, String head, String state, String machine, boolean shed) {
  static final String SCHEMA = "sbom-agent/outbox/1";

  /** Room for the largest event and a state; no record is longer. */
  static final int MAX_BYTES = 8 << 20;

  private static final String SEAL = ",\"sha256\":\"";
  private static final int SEAL_LENGTH = SEAL.length() + EventJson.NOTHING.length() + 2;
  private static final int MAX_HEADER = 4096;

  static Entry of(Event event, String state, String machine) {
    return new Entry(event, EventJson.head(event), state, machine, false);
  }

  long seq() {
    return event.seq();
  }

  String name() {
    return RecordName.of(event.seq(), event.id());
  }

  byte[] bytes() {
    String body = head + "\n" + state + "\n" + detail();
    String header = header(body);
    String seal = EventJson.hash(header + "\n" + body);
    String sealed = header.substring(0, header.length() - 1) + SEAL + seal + "\"}";
    return (sealed + "\n" + body).getBytes(UTF_8);
  }

  /** The lines of the changes. */
  String detail() {
    StringBuilder lines = new StringBuilder();
    for (Change change : event.changes()) {
      lines.append(EventJson.change(change)).append('\n');
    }
    return lines.toString();
  }

  private String header(String body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(400);
    try {
      JsonWriter out = JsonWriter.compact(bytes);
      out.object(
              () -> {
                out.field("schema", SCHEMA)
                    .field("chain", event.chain())
                    .field("seq", event.seq())
                    .field("machine", machine)
                    .field("bytes", body.getBytes(UTF_8).length);
                if (shed) {
                  out.field("shed", true);
                }
              })
          .flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(UTF_8);
  }

  /** The same without its changes. */
  Entry withoutDetail() {
    try {
      return new Entry(event(head, List.of()), head, state, machine, true);
    } catch (DamagedException impossible) {
      throw new IllegalStateException("it was parsed before", impossible);
    }
  }

  /** Reads a record; whatever is not exactly what was written is damaged. */
  static Entry parse(byte[] bytes) throws DamagedException {
    String text = new String(bytes, UTF_8);
    int end = text.indexOf('\n');
    int seal = end - SEAL_LENGTH;
    if (seal < 1 || end > MAX_HEADER || !text.startsWith(SEAL, seal)) {
      throw new DamagedException("no header of a record");
    }
    String header = text.substring(0, seal) + "}";
    String body = text.substring(end + 1);
    String sum = EventJson.hash(header + "\n" + body);
    if (!text.startsWith(sum + "\"}\n", seal + SEAL.length())) {
      throw new DamagedException("another digest than its header says");
    }
    List<String> lines = lines(body);
    Event event = event(lines.get(0), lines.subList(2, lines.size()));
    try {
      Fields fields = Fields.parse(header.getBytes(UTF_8), JsonLimits.ofBytes(MAX_HEADER));
      if (!fields.text("schema").equals(SCHEMA)
          || !fields.text("chain").equals(event.chain())
          || fields.number("seq") != event.seq()
          || fields.number("bytes") != bytes.length - end - 1) {
        throw new DamagedException("a header that is not its event's");
      }
      return new Entry(
          event, lines.get(0), lines.get(1), fields.text("machine"), fields.has("shed"));
    } catch (JsonException broken) {
      throw new DamagedException("header: " + broken.getMessage());
    }
  }

  private static List<String> lines(String body) throws DamagedException {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int end = body.indexOf('\n'); end >= 0; end = body.indexOf('\n', from)) {
      lines.add(body.substring(from, end));
      from = end + 1;
    }
    if (lines.size() < 2 || lines.size() > 2 + Event.MAX_CHANGES || from < body.length()) {
      throw new DamagedException("not head, state and changes");
    }
    return lines;
  }

  private static Event event(String head, List<String> changes) throws DamagedException {
    try {
      return EventJson.parse(head, changes);
    } catch (JsonException broken) {
      throw new DamagedException("event: " + broken.getMessage());
    }
  }
}
