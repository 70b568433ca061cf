package dev.sbomagent.sink;

import dev.sbomagent.json.JsonWriter;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Transition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Elastic Common Schema, version 8.17: a document for the event, then one for each listed
 * change.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>ours</th><th>ECS</th></tr>
 * <tr><td>time, since</td><td>@timestamp, event.start</td></tr>
 * <tr><td>event_id, for a change with {@code /<index>}</td><td>event.id</td></tr>
 * <tr><td>event_type; of a change its kind</td><td>event.code, event.action</td></tr>
 * <tr><td>an open condition, or artifact_changed</td><td>event.kind alert</td></tr>
 * <tr><td>heartbeat; any other</td><td>event.kind metric; event</td></tr>
 * <tr><td>severity</td><td>event.severity, 1 to 10, see {@link Grade}</td></tr>
 * <tr><td>seq, hash, reason</td><td>event.sequence, event.hash, event.reason</td></tr>
 * <tr><td>finding_uid</td><td>rule.id; rule.name is the type's title</td></tr>
 * <tr><td>host, boot_id</td><td>host.*</td></tr>
 * <tr><td>cloud</td><td>cloud.*; the image in labels.image_id</td></tr>
 * <tr><td>a changed package</td><td>package.*: what is there now, or was; event.type installation,
 * deletion, change</td></tr>
 * <tr><td>a changed file</td><td>file.*; event.type creation, deletion, change</td></tr>
 * <tr><td>expected, observed</td><td>labels.expected, labels.observed, joined by a comma</td></tr>
 * <tr><td>transition, digests, counts, golden, again, shed</td><td>labels.*</td></tr>
 * <tr><td>detail</td><td>sbom_agent.detail</td></tr>
 * </table>
 */
final class EcsLines implements Lines {
  private static final String VERSION = "8.17.0";
  private static final String MODULE = "sbom-agent";

  /** What is no condition and calls for somebody all the same. */
  private static final Set<EventType> ALERTS =
      EnumSet.of(EventType.ARTIFACT_CHANGED, EventType.AGENT_IMPAIRED);

  /** How ECS sorts an event; the allowed values of the three fields go together. */
  private record Sort(String kind, String category, String type) {
    static Sort of(Event event) {
      Event.Condition condition = event.condition();
      boolean open = condition != null && condition.transition() != Transition.RESOLVED;
      String kind = open || ALERTS.contains(event.type()) ? "alert" : "event";
      return switch (event.type()) {
        case DRIFT -> new Sort(kind, "package", "change");
        case VERIFICATION_FAILURE, INCONCLUSIVE, CONFIG_REJECTED ->
            new Sort(kind, "configuration", "info");
        case ARTIFACT_CHANGED, SCOPE_CHANGED, CONFIG_CHANGED ->
            new Sort(kind, "configuration", "change");
        case HEARTBEAT -> new Sort("metric", "host", "info");
        case AGENT_START -> new Sort(kind, "process", "start");
        case AGENT_STOP -> new Sort(kind, "process", "end");
        case IDENTITY_CHANGED -> new Sort(kind, "host", "change");
        case EVENTS_DROPPED, OUTBOX_DAMAGED, AGENT_IMPAIRED -> new Sort(kind, "host", "info");
      };
    }

    /** The same for a change it speaks of. */
    Sort with(Change change) {
      boolean file = isFile(change);
      String type =
          switch (change.kind()) {
            case "added" -> file ? "creation" : "installation";
            case "removed" -> "deletion";
            default -> "change";
          };
      return new Sort(kind, file ? "file" : "package", type);
    }
  }

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
    Sort sort = Sort.of(event);
    return JsonLine.of(
        out -> {
          out.field("@timestamp", event.time().toString()).field("message", event.message());
          out.object(
              "event",
              () -> {
                event(out, event, event.id(), event.type().label(), sort, event.severity());
                out.field("hash", EventJson.hash(parcel.head())).field("reason", event.reason());
              });
          place(out, event, cloud);
          out.object(
              "labels",
              () -> {
                labels(out, parcel, event, cloud);
                headLabels(out, event);
              });
          out.object("sbom_agent", () -> out.field("detail", event.detail()));
        });
  }

  private static String change(
      Parcel parcel, Event event, Change change, int index, @Nullable Cloud cloud) {
    Sort sort = Sort.of(event).with(change);
    String uid = event.id() + "/" + index;
    return JsonLine.of(
        out -> {
          out.field("@timestamp", event.time().toString()).field("message", ChangeText.of(change));
          out.object("event", () -> event(out, event, uid, change.kind(), sort, change.severity()));
          place(out, event, cloud);
          if (isFile(change)) {
            out.object("file", () -> file(out, change));
          } else {
            out.object("package", () -> installed(out, change));
          }
          out.object(
              "labels",
              () -> {
                labels(out, parcel, event, cloud);
                out.field("change_id", change.id())
                    .field("change_kind", change.kind())
                    .field("package_group", change.group())
                    .field("expected", String.join(", ", change.expected()))
                    .field("observed", String.join(", ", change.observed()))
                    .field("locations", String.join(", ", change.locations()))
                    .field("file_count", String.valueOf(change.fileCount()));
              });
        });
  }

  private static void event(
      JsonWriter out,
      Event event,
      String uid,
      String action,
      Sort sort,
      dev.sbomagent.report.@Nullable Severity severity)
      throws IOException {
    out.field("id", uid)
        .field("kind", sort.kind())
        .strings("category", List.of(sort.category()))
        .strings("type", List.of(sort.type()))
        .field("code", event.type().label())
        .field("action", action)
        .field("severity", Grade.of(severity).ofTen)
        .field("sequence", event.seq())
        .field("module", MODULE)
        .field("dataset", MODULE + ".event")
        .field("provider", MODULE);
    Event.Condition condition = event.condition();
    if (condition != null) {
      out.field("start", condition.since().toString());
    }
  }

  /** Who speaks, and of which machine. */
  private static void place(JsonWriter out, Event event, @Nullable Cloud cloud) throws IOException {
    Event.Machine host = event.host();
    out.object("ecs", () -> out.field("version", VERSION));
    out.object(
        "agent",
        () ->
            out.field("type", MODULE)
                .field("name", MODULE)
                .field("version", event.agent().version()));
    out.object(
        "host",
        () ->
            out.field("id", host.machineId())
                .field("name", host.hostname())
                .field("hostname", host.hostname())
                .field("architecture", host.arch())
                .object("boot", () -> out.field("id", event.boot()))
                .object(
                    "os",
                    () ->
                        out.field("type", "linux")
                            .field("platform", host.osId())
                            .field("version", host.osVersionId())));
    Event.Condition condition = event.condition();
    out.object(
        "rule",
        () ->
            out.field("id", condition == null ? null : condition.uid())
                .field("name", Titles.of(event.type())));
    if (cloud != null) {
      out.object(
          "cloud",
          () ->
              out.field("provider", "aws")
                  .field("region", cloud.region())
                  .object("account", () -> out.field("id", cloud.account()))
                  .object("instance", () -> out.field("id", cloud.instance()))
                  .object("machine", () -> out.field("type", cloud.type().orElse(null))));
    }
  }

  /** Labels are keywords: every value is a text. */
  private static void labels(JsonWriter out, Parcel parcel, Event event, @Nullable Cloud cloud)
      throws IOException {
    out.field("event_id", event.id());
    Event.Condition condition = event.condition();
    if (condition != null) {
      out.field("transition", condition.transition().label())
          .field("replaces_uid", condition.replaces())
          .field("state_digest", condition.digest());
    }
    out.field("again", parcel.again() ? "true" : null).field("shed", parcel.shed() ? "true" : null);
    if (cloud != null) {
      out.field("image_id", cloud.image().orElse(null));
    }
  }

  private static void headLabels(JsonWriter out, Event event) throws IOException {
    out.field("chain", event.chain())
        .field("prev_hash", event.previous())
        .field("config_sha256", event.agent().configSha256())
        .field("changes_count", String.valueOf(event.changeCount()))
        .field("changes_listed", String.valueOf(event.changes().size()))
        .field("changes_sha256", event.changesHash());
    Event.Golden golden = event.golden();
    if (golden != null) {
      out.field("golden_path", golden.path())
          .field("golden_sha256", golden.sha256())
          .field("golden_key_id", golden.keyId());
    }
  }

  private static void installed(JsonWriter out, Change change) throws IOException {
    List<String> versions = change.observed().isEmpty() ? change.expected() : change.observed();
    out.field("name", change.name())
        .field("type", change.ecosystem())
        .field("architecture", change.arch())
        .field("version", String.join(", ", versions));
    if (!change.locations().isEmpty()) {
      out.field("path", change.locations().get(0));
    }
  }

  private static void file(JsonWriter out, Change change) throws IOException {
    String path = change.name();
    out.field("path", path).field("name", path.substring(path.lastIndexOf('/') + 1));
    String sha256 = FileHash.of(change);
    if (sha256 != null) {
      out.object("hash", () -> out.field("sha256", sha256));
    }
  }

  private static boolean isFile(Change change) {
    return change.ecosystem().equals("file");
  }
}
