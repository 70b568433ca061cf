package dev.sbomagent.sink;

import dev.sbomagent.json.JsonWriter;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Transition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Open Cybersecurity Schema Framework, version 1.6.0 (schema.ocsf.io/1.6.0), profiles host and,
 * in AWS, cloud.
 *
 * <table>
 * <caption>Classes</caption>
 * <tr><th>event</th><th>class</th><th>activity</th><th>status</th></tr>
 * <tr><td>a condition opened</td><td>2004 Detection Finding</td><td>1 Create</td><td>1 New</td></tr>
 * <tr><td>… changed: the new uid</td><td>2004</td><td>1 Create</td><td>1 New</td></tr>
 * <tr><td>… changed: the uid it replaces, a line of its own before</td><td>2004</td><td>3
 * Close</td><td>4 Resolved</td></tr>
 * <tr><td>… reminder</td><td>2004</td><td>2 Update</td><td>2 In Progress</td></tr>
 * <tr><td>… resolved</td><td>2004</td><td>3 Close</td><td>4 Resolved</td></tr>
 * <tr><td>each listed change</td><td>2004</td><td>2 Update; 3 when resolved</td><td>the
 * event's</td></tr>
 * <tr><td>heartbeat</td><td>6007 Scan Activity</td><td>2 Completed</td><td></td></tr>
 * <tr><td>agent_start, agent_stop</td><td>6002 Application Lifecycle</td><td>3 Start, 4
 * Stop</td><td></td></tr>
 * <tr><td>any other</td><td>6002</td><td>99 Other, its name the event's type</td><td></td></tr>
 * </table>
 *
 * <table>
 * <caption>Attributes</caption>
 * <tr><th>ours</th><th>OCSF</th></tr>
 * <tr><td>event_id, for a change with {@code /<index>}</td><td>metadata.uid</td></tr>
 * <tr><td>event_id</td><td>metadata.correlation_uid</td></tr>
 * <tr><td>event_type, seq</td><td>metadata.event_code, metadata.sequence</td></tr>
 * <tr><td>time, since</td><td>time, finding_info.created_time: milliseconds</td></tr>
 * <tr><td>machine {@code /} finding_uid, which other machines have too</td><td>finding_info.uid</td>
 * </tr>
 * <tr><td>message, reason</td><td>message, finding_info.desc, status_code</td></tr>
 * <tr><td>host, boot_id</td><td>device, resources</td></tr>
 * <tr><td>agent</td><td>metadata.product, app</td></tr>
 * <tr><td>a change</td><td>evidences: data, and file where it is one</td></tr>
 * <tr><td>the rest of the head, again, shed</td><td>unmapped</td></tr>
 * </table>
 */
final class OcsfLines implements Lines {
  @Override
  public List<String> of(Parcel parcel, @Nullable Cloud known) {
    Cloud cloud = Fit.cloud(known);
    Event event = parcel.event();
    OcsfKind kind = OcsfKind.of(event);
    OcsfObjects objects = new OcsfObjects(kind, cloud);
    List<String> lines = new ArrayList<>(2 + event.changes().size());
    Event.Condition condition = event.condition();
    if (condition != null && condition.replaces() != null) {
      Event.Condition replaced =
          new Event.Condition(
              Transition.RESOLVED, condition.replaces(), null, condition.since(), null);
      lines.add(Fit.event(event, some -> replaced(some, replaced, cloud)));
    }
    lines.add(Fit.event(event, some -> head(parcel, some, objects)));
    OcsfObjects evidence = new OcsfObjects(kind.evidence(), cloud);
    Event brief = Fit.brief(event);
    int index = 0;
    for (Change change : event.changes()) {
      String uid = event.id() + "/" + ++index;
      lines.add(Fit.change(change, some -> change(brief, some, uid, evidence)));
    }
    return lines;
  }

  private static String replaced(Event event, Event.Condition replaced, @Nullable Cloud cloud) {
    OcsfObjects objects = new OcsfObjects(OcsfKind.CLOSED, cloud);
    return JsonLine.of(
        out -> {
          objects.common(out, event, event.id() + "/replaced", Grade.of(event.severity()));
          objects.finding(out, event, replaced);
        });
  }

  private static String head(Parcel parcel, Event event, OcsfObjects objects) {
    return JsonLine.of(
        out -> {
          objects.common(out, event, event.id(), Grade.of(event.severity()));
          Event.Condition condition = event.condition();
          if (condition != null) {
            objects.finding(out, event, condition);
          } else {
            objects.scanOrApp(out, event);
          }
          out.object("unmapped", () -> unmapped(out, parcel, event));
        });
  }

  private static String change(Event event, Change change, String uid, OcsfObjects objects) {
    return JsonLine.of(
        out -> {
          objects.common(out, event, uid, Grade.of(change.severity()));
          Event.Condition condition = event.condition();
          if (condition != null) {
            objects.finding(out, event, condition);
            objects.evidence(out, change);
          } else {
            objects.scanOrApp(out, event);
          }
        });
  }

  private static void unmapped(JsonWriter out, Parcel parcel, Event event) throws IOException {
    out.field("chain", event.chain())
        .field("prev_hash", event.previous())
        .field("hash", EventJson.hash(parcel.head()))
        .field("config_sha256", event.agent().configSha256())
        .field("reason", event.reason());
    Event.Condition condition = event.condition();
    if (condition != null) {
      out.field("transition", condition.transition().label())
          .field("finding_uid", condition.uid())
          .field("replaces_uid", condition.replaces())
          .field("state_digest", condition.digest());
    }
    Event.Golden golden = event.golden();
    if (golden != null) {
      out.object(
          "golden",
          () ->
              out.field("path", golden.path())
                  .field("sha256", golden.sha256())
                  .field("keyId", golden.keyId()));
    }
    out.object(
            "changes",
            () ->
                out.field("count", event.changeCount())
                    .field("listed", event.changes().size())
                    .field("sha256", event.changesHash()))
        .field("again", parcel.again())
        .field("shed", parcel.shed())
        .field("detail", event.detail());
  }
}
