package dev.sbomagent.sink;

import dev.sbomagent.json.JsonValue;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps lines within {@link Lines#MAX_BYTES}: escapes make up to six bytes of one, so that what is
 * bounded may still be too long. Such a line is written again with shorter texts; which change or
 * event it is stays readable, the whole of it is in the outbox and in {@code check}.
 */
final class Fit {
  private static final int FIRST_CUT = 400;
  private static final int MAX_PLACE = 100;
  private static final int BRIEF = 150;

  private Fit() {}

  /** The line of a change, its texts cut only where they must be. */
  static String change(Change change, Function<Change, String> written) {
    String line = written.apply(change);
    for (int bytes = FIRST_CUT; isTooLong(line) && bytes > 0; bytes /= 2) {
      line = written.apply(cut(change, bytes));
    }
    return line;
  }

  /** The line of an event, without its detail and its texts cut only where it must be. */
  static String event(Event event, Function<Event, String> written) {
    String line = written.apply(event);
    for (int bytes = FIRST_CUT; isTooLong(line) && bytes > 0; bytes /= 2) {
      line = written.apply(cut(event, bytes));
    }
    return line;
  }

  /** An event with what its changes' lines repeat of it. */
  static Event brief(Event event) {
    return cut(event, BRIEF);
  }

  /** The place, its texts made plain and bounded: some were told by a service, some configured. */
  static @Nullable Cloud cloud(@Nullable Cloud cloud) {
    return cloud == null
        ? null
        : new Cloud(
            PlainText.of(cloud.partition(), MAX_PLACE),
            PlainText.of(cloud.region(), MAX_PLACE),
            PlainText.of(cloud.account(), MAX_PLACE),
            PlainText.of(cloud.instance(), MAX_PLACE),
            cloud.image().map(image -> PlainText.of(image, MAX_PLACE)),
            cloud.type().map(type -> PlainText.of(type, MAX_PLACE)),
            cloud.tags());
  }

  private static boolean isTooLong(String line) {
    return line.length() > Lines.MAX_BYTES || PlainText.bytes(line) > Lines.MAX_BYTES;
  }

  private static Change cut(Change change, int bytes) {
    return new Change(
        PlainText.of(change.id(), bytes),
        PlainText.of(change.kind(), bytes),
        change.severity(),
        PlainText.of(change.ecosystem(), bytes),
        PlainText.of(change.group(), bytes),
        PlainText.of(change.name(), bytes),
        PlainText.of(change.arch(), bytes),
        cut(change.expected(), bytes),
        cut(change.observed(), bytes),
        cut(change.locations(), bytes),
        change.fileCount());
  }

  /** The first of the values, and a sign that there were more. */
  private static List<String> cut(List<String> values, int bytes) {
    List<String> cut = new ArrayList<>();
    for (String value : values) {
      if (!cut.isEmpty()) {
        cut.add(PlainText.ELLIPSIS);
        break;
      }
      cut.add(PlainText.of(value, bytes));
    }
    return cut;
  }

  private static Event cut(Event event, int bytes) {
    Event.Machine host = event.host();
    Event.Golden golden = event.golden();
    return new Event(
        event.type(),
        event.id(),
        event.time(),
        event.seq(),
        event.chain(),
        event.previous(),
        PlainText.of(event.boot(), bytes),
        event.severity(),
        PlainText.of(event.message(), bytes),
        event.condition(),
        cut(event.reason(), bytes),
        new Event.Agent(
            PlainText.of(event.agent().version(), bytes),
            PlainText.of(event.agent().configSha256(), bytes)),
        new Event.Machine(
            PlainText.of(host.machineId(), bytes),
            PlainText.of(host.hostname(), bytes),
            PlainText.of(host.osId(), bytes),
            PlainText.of(host.osVersionId(), bytes),
            PlainText.of(host.arch(), bytes),
            PlainText.of(host.imageId(), bytes),
            PlainText.of(host.imageVersion(), bytes)),
        golden == null
            ? null
            : new Event.Golden(
                PlainText.of(golden.path(), bytes),
                cut(golden.sha256(), bytes),
                cut(golden.keyId(), bytes)),
        new JsonValue.Obj(Map.of()),
        event.changes(),
        event.changeCount(),
        event.changesHash());
  }

  private static @Nullable String cut(@Nullable String text, int bytes) {
    return text == null ? null : PlainText.of(text, bytes);
  }
}
