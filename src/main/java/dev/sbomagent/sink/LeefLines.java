package dev.sbomagent.sink;

import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IBM QRadar Log Event Extended Format, LEEF:2.0: the event, then each listed change. Between
 * attributes stands {@code ^}: a tab, the usual one, is rewritten by rsyslog. The format has no
 * escapes: a {@code ^} in a value becomes {@code %5E}, a {@code |} in the header {@code %7C}.
 *
 * <table>
 * <caption>Header and attributes; those of QRadar first</caption>
 * <tr><th>ours</th><th>LEEF</th></tr>
 * <tr><td>event_type, {@code :<transition>}; of a change {@code :change:<kind>}</td><td>EventID</td>
 * </tr>
 * <tr><td>time: milliseconds</td><td>devTime</td></tr>
 * <tr><td>severity</td><td>sev, 1 to 10, see {@link Grade}</td></tr>
 * <tr><td>event_type</td><td>cat</td></tr>
 * <tr><td>hostname</td><td>identHostName</td></tr>
 * <tr><td>event_id, seq, machine, message, reason, transition, since, finding_uid</td><td>eventId,
 * seq, machine, msg, reason, transition, since, findingUid</td></tr>
 * <tr><td>head: hash, prev_hash, golden, number of changes</td><td>hash, previousHash, goldenSha256,
 * changes</td></tr>
 * <tr><td>change</td><td>index, changeId, kind, ecosystem, group, name, arch, expected, observed,
 * locations, fileCount</td></tr>
 * <tr><td>cloud</td><td>account, region, instance, image</td></tr>
 * <tr><td>again, shed</td><td>delivery</td></tr>
 * </table>
 *
 * <p>Empty values are left out.
 */
final class LeefLines implements Lines {
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
      lines.add(Fit.change(change, some -> change(parcel, brief, some, number, cloud)));
    }
    return lines;
  }

  private static String head(Parcel parcel, Event event, @Nullable Cloud cloud) {
    Event.Condition condition = event.condition();
    Event.Golden golden = event.golden();
    String id =
        event.type().label() + (condition == null ? "" : ":" + condition.transition().label());
    return common(parcel, event, id, event.severity(), cloud)
        .value("msg", event.message())
        .value("hash", EventJson.hash(parcel.head()))
        .value("previousHash", event.previous())
        .value("goldenSha256", golden == null ? null : golden.sha256())
        .value("changes", String.valueOf(event.changeCount()))
        .toString();
  }

  private static String change(
      Parcel parcel, Event event, Change change, int index, @Nullable Cloud cloud) {
    String id = event.type().label() + ":change:" + change.kind();
    return common(parcel, event, id, change.severity(), cloud)
        .value("index", String.valueOf(index))
        .value("changeId", change.id())
        .value("kind", change.kind())
        .value("ecosystem", change.ecosystem())
        .value("group", change.group())
        .value("name", change.name())
        .value("arch", change.arch())
        .value("expected", String.join(", ", change.expected()))
        .value("observed", String.join(", ", change.observed()))
        .value("locations", String.join(", ", change.locations()))
        .value("fileCount", String.valueOf(change.fileCount()))
        .toString();
  }

  private static Line common(
      Parcel parcel, Event event, String id, @Nullable Severity severity, @Nullable Cloud cloud) {
    Line line = new Line(event.agent().version(), id);
    line.value("devTime", String.valueOf(event.time().toEpochMilli()))
        .value("sev", String.valueOf(Grade.of(severity).ofTen))
        .value("cat", event.type().label())
        .value("identHostName", event.host().hostname())
        .value("eventId", event.id())
        .value("seq", String.valueOf(event.seq()))
        .value("machine", event.host().machineId())
        .value("reason", event.reason())
        .value("delivery", Delivery.words(parcel));
    Event.Condition condition = event.condition();
    if (condition != null) {
      line.value("transition", condition.transition().label())
          .value("since", String.valueOf(condition.since().toEpochMilli()))
          .value("findingUid", condition.uid());
    }
    if (cloud != null) {
      line.value("account", cloud.account())
          .value("region", cloud.region())
          .value("instance", cloud.instance())
          .value("image", cloud.image().orElse(null));
    }
    return line;
  }

  /** One line in the making. */
  private static final class Line {
    private final StringBuilder line = new StringBuilder(800);
    private String separator = "";

    Line(String version, String eventId) {
      line.append("LEEF:2.0|sbom-agent|sbom-agent|");
      replace(version, '|', "%7C");
      line.append('|');
      replace(eventId, '|', "%7C");
      line.append("|^|");
    }

    Line value(String key, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        line.append(separator).append(key).append('=');
        replace(value, '^', "%5E");
        separator = "^";
      }
      return this;
    }

    /** Line ends are in no text of ours; none leaves here either. */
    private void replace(String value, char special, String replacement) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == special) {
          line.append(replacement);
        } else {
          line.append(c == '\n' || c == '\r' ? ' ' : c);
        }
      }
    }

    @Override
    public String toString() {
      return line.toString();
    }
  }
}
