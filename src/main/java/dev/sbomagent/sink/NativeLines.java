package dev.sbomagent.sink;

import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.Parcel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Our own layout, and the only one from which a receiver can check the chain of events. The head is
 * written as it was accepted, byte for byte, and what a delivery adds stands behind it, in this
 * order:
 *
 * <table>
 * <caption>Members behind the head's</caption>
 * <tr><td>{@code hash}</td><td>{@code sha256:<hex>} of the head's bytes, the next event's {@code
 * prev_hash}</td></tr>
 * <tr><td>{@code again}</td><td>true when it may have arrived before</td></tr>
 * <tr><td>{@code shed}</td><td>true when the listed changes were given up</td></tr>
 * <tr><td>{@code cloud}</td><td>where in AWS the machine is; tags as far as they fit</td></tr>
 * </table>
 *
 * <p>Then a line {@code {"schema":"sbom-agent/change/1", "event_id", "seq", "index", "finding_uid",
 * "change"}} for each listed change, {@code index} from 1; {@code change} as {@link
 * EventJson#change} writes it, so that the lines' digest is the head's {@code changes.sha256}.
 */
final class NativeLines implements Lines {
  @Override
  public List<String> of(Parcel parcel, @Nullable Cloud cloud) {
    Event event = parcel.event();
    List<String> lines = new ArrayList<>(1 + event.changes().size());
    lines.add(head(parcel, cloud));
    int index = 0;
    for (Change change : event.changes()) {
      index++;
      String before = changePrefix(event, index);
      lines.add(Fit.change(change, some -> before + EventJson.change(some) + "}"));
    }
    return lines;
  }

  /** The head's line alone. */
  static String head(Parcel parcel, @Nullable Cloud cloud) {
    String head = parcel.head();
    StringBuilder line = new StringBuilder(head.length() + 500);
    line.append(head, 0, head.length() - 1);
    line.append(",\"hash\":\"").append(EventJson.hash(head)).append('"');
    if (parcel.again()) {
      line.append(",\"again\":true");
    }
    if (parcel.shed()) {
      line.append(",\"shed\":true");
    }
    // all of it is ASCII: its length is its bytes
    int room = MAX_BYTES - line.length() - ",\"cloud\":}".length();
    String place = cloud == null ? "" : cloud(cloud, room);
    if (!place.isEmpty()) {
      line.append(",\"cloud\":").append(place);
    }
    return line.append('}').toString();
  }

  /** The place with as many tags as fit, by their names' order; empty when there is no room. */
  private static String cloud(Cloud cloud, int room) {
    TreeMap<String, String> tags = new TreeMap<>(cloud.tags());
    String place = object(cloud, tags);
    while (place.length() > room && !tags.isEmpty()) {
      tags.pollLastEntry();
      place = object(cloud, tags);
    }
    return place.length() > room ? "" : place;
  }

  private static String object(Cloud cloud, Map<String, String> tags) {
    return JsonLine.of(
        out -> {
          out.field("partition", cloud.partition())
              .field("region", cloud.region())
              .field("account", cloud.account())
              .field("instance", cloud.instance())
              .field("image", cloud.image().orElse(null))
              .field("type", cloud.type().orElse(null));
          if (!tags.isEmpty()) {
            out.object(
                "tags",
                () -> {
                  for (Map.Entry<String, String> tag : tags.entrySet()) {
                    out.field(tag.getKey(), tag.getValue());
                  }
                });
          }
        });
  }

  private static String changePrefix(Event event, int index) {
    Event.Condition condition = event.condition();
    String open =
        JsonLine.of(
            out ->
                out.field("schema", EventJson.CHANGE_SCHEMA)
                    .field("event_id", event.id())
                    .field("seq", event.seq())
                    .field("index", index)
                    .field("finding_uid", condition == null ? null : condition.uid()));
    return open.substring(0, open.length() - 1) + ",\"change\":";
  }
}
