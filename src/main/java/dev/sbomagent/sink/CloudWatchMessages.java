package dev.sbomagent.sink;

import dev.sbomagent.json.JsonWriter;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Parcel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Events as messages of CloudWatch Logs: the head as it was accepted, with members appended after
 * {@code "hash"}. Logs Insights finds at most 200 fields in a message, so the listed changes come
 * last, some to a message; each message repeats the head and so is complete in itself.
 *
 * @param fleet the dimension of a heartbeat's metrics
 */
record CloudWatchMessages(String fleet, Cloud cloud) {
  /** Listed changes in one message. */
  static final int CHANGES = 15;

  /** How many messages this event takes. */
  static int count(Event event) {
    return Math.max(1, (event.changes().size() + CHANGES - 1) / CHANGES);
  }

  /**
   * The message of this number, from 0.
   *
   * @param restamped whether it is sent under another time than its own. Such a heartbeat counts
   *     for no metric: it says nothing of now
   */
  String message(Parcel parcel, int number, boolean restamped) {
    String head = parcel.head();
    StringBuilder line = new StringBuilder(head.length() + 1024);
    line.append(head, 0, head.length() - 1).append(',');
    String members = members(parcel, number, restamped);
    List<Change> changes = parcel.event().changes();
    if (changes.isEmpty()) {
      return line.append(members, 1, members.length()).toString();
    }
    line.append(members, 1, members.length() - 1).append(",\"listed\":[");
    int end = Math.min(changes.size(), (number + 1) * CHANGES);
    for (int i = number * CHANGES; i < end; i++) {
      line.append(i == number * CHANGES ? "" : ",").append(EventJson.change(changes.get(i)));
    }
    return line.append("]}").toString();
  }

  /** What is appended before the changes, as an object. */
  private String members(Parcel parcel, int number, boolean restamped) {
    Event event = parcel.event();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      JsonWriter out = JsonWriter.compact(bytes);
      out.object(
              () -> {
                out.field("hash", EventJson.hash(parcel.head()));
                mark(out, "again", parcel.again());
                mark(out, "shed", parcel.shed());
                mark(out, "restamped", restamped);
                out.object("cloud", () -> place(out));
                if (event.type() == EventType.HEARTBEAT && !restamped) {
                  CloudWatchMetrics.append(out, event, fleet);
                }
                if (!event.changes().isEmpty()) {
                  out.object(
                      "chunk", () -> out.field("index", number).field("count", count(event)));
                }
              })
          .flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void mark(JsonWriter out, String name, boolean is) throws IOException {
    if (is) {
      out.field(name, true);
    }
  }

  private void place(JsonWriter out) throws IOException {
    out.field("provider", "aws")
        .field("partition", cloud.partition())
        .field("region", cloud.region())
        .field("account_id", cloud.account())
        .field("instance_id", cloud.instance())
        .field("image_id", cloud.image().orElse(null))
        .field("instance_type", cloud.type().orElse(null));
    if (!cloud.tags().isEmpty()) {
      out.object(
          "tags",
          () -> {
            for (Map.Entry<String, String> tag : cloud.tags().entrySet()) {
              out.field(tag.getKey(), tag.getValue());
            }
          });
    }
  }
}
