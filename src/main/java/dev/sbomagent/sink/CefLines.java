package dev.sbomagent.sink;

import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.PlainText;
import dev.sbomagent.report.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ArcSight Common Event Format, CEF:0 (Implementing ArcSight CEF, version 25): the event, then each
 * listed change.
 *
 * <table>
 * <caption>Header and extension</caption>
 * <tr><th>ours</th><th>CEF</th></tr>
 * <tr><td>event_type, {@code :<transition>}; of a change {@code :change:<kind>}</td><td>Device Event
 * Class ID</td></tr>
 * <tr><td>title of the type</td><td>Name</td></tr>
 * <tr><td>severity</td><td>Severity, 1 to 10, see {@link Grade}</td></tr>
 * <tr><td>time, since</td><td>rt, start: milliseconds</td></tr>
 * <tr><td>event_id</td><td>externalId</td></tr>
 * <tr><td>event_type, transition, reason</td><td>cat, outcome, reason</td></tr>
 * <tr><td>hostname; instance, else machine</td><td>dvchost; deviceExternalId</td></tr>
 * <tr><td>message; of a change its own line</td><td>msg</td></tr>
 * <tr><td>seq; number of changes, or the change's index</td><td>cn1; cn2</td></tr>
 * <tr><td>finding_uid</td><td>cs1</td></tr>
 * <tr><td>head: hash, prev_hash, golden sha256, account, again and shed</td><td>cs2, cs3, cs4, cs5,
 * cs6</td></tr>
 * <tr><td>change: package, expected, observed, locations, its id</td><td>cs2, cs3, cs4, cs5,
 * cs6</td></tr>
 * <tr><td>changed file</td><td>filePath, fname, fileHash</td></tr>
 * </table>
 *
 * <p>Each custom field has its label beside it. Empty values are left out.
 */
final class CefLines implements Lines {
  private static final int MAX_CUSTOM = 1000;

  @Override
  public List<String> of(Parcel parcel, @Nullable Cloud known) {
    Cloud cloud = Fit.cloud(known);
    Event event = parcel.event();
    List<String> lines = new ArrayList<>(1 + event.changes().size());
    lines.add(Fit.event(event, some -> head(parcel, some, cloud)));
    Event brief = Fit.brief(event);
    int index = 0;
    for (Change change : event.changes()) {
      int number = ++index;
      lines.add(Fit.change(change, some -> change(brief, some, number, cloud)));
    }
    return lines;
  }

  private static String head(Parcel parcel, Event event, @Nullable Cloud cloud) {
    Event.Condition condition = event.condition();
    String signature =
        event.type().label() + (condition == null ? "" : ":" + condition.transition().label());
    CefLine line = line(event, signature, event.severity());
    common(line, event, cloud);
    line.value("msg", event.message());
    line.number(2, "changes", event.changeCount());
    Event.Golden golden = event.golden();
    line.custom(2, "hash", EventJson.hash(parcel.head()))
        .custom(3, "previousHash", event.previous())
        .custom(4, "goldenSha256", golden == null ? null : golden.sha256())
        .custom(5, "account", cloud == null ? null : cloud.account())
        .custom(6, "delivery", Delivery.words(parcel));
    return line.toString();
  }

  private static String change(Event event, Change change, int index, @Nullable Cloud cloud) {
    CefLine line =
        line(event, event.type().label() + ":change:" + change.kind(), change.severity());
    common(line, event, cloud);
    line.value("msg", PlainText.of(ChangeText.of(change), MAX_CUSTOM));
    line.number(2, "index", index);
    String name = change.group().isEmpty() ? change.name() : change.group() + "/" + change.name();
    if (change.ecosystem().equals("file")) {
      String path = change.name();
      line.value("filePath", path)
          .value("fname", path.substring(path.lastIndexOf('/') + 1))
          .value("fileHash", FileHash.of(change));
    }
    line.custom(2, "package", change.ecosystem() + " " + name + arch(change))
        .custom(3, "expected", String.join(", ", change.expected()))
        .custom(4, "observed", String.join(", ", change.observed()))
        .custom(5, "locations", String.join(", ", change.locations()))
        .custom(6, "changeId", change.id());
    return line.toString();
  }

  private static String arch(Change change) {
    return change.arch().isEmpty() ? "" : " " + change.arch();
  }

  private static CefLine line(Event event, String signature, @Nullable Severity severity) {
    return new CefLine(
        event.agent().version(), signature, Titles.of(event.type()), Grade.of(severity).ofTen);
  }

  private static void common(CefLine line, Event event, @Nullable Cloud cloud) {
    Event.Condition condition = event.condition();
    line.value("rt", String.valueOf(event.time().toEpochMilli()))
        .value("externalId", event.id())
        .value("cat", event.type().label())
        .value("dvchost", event.host().hostname())
        .value("deviceExternalId", cloud == null ? event.host().machineId() : cloud.instance())
        .value("reason", event.reason());
    if (condition != null) {
      line.value("outcome", condition.transition().label())
          .value("start", String.valueOf(condition.since().toEpochMilli()))
          .custom(1, "findingUid", condition.uid());
    }
    line.number(1, "seq", event.seq());
  }
}
