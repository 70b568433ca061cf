package dev.sbomagent.sink;

import dev.sbomagent.json.JsonWriter;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.Transition;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects of OCSF 1.6.0, see {@link OcsfLines}; numbers are those of its dictionary. */
final class OcsfObjects {
  private static final String NAME = "sbom-agent";

  /** {@code file.type_id}, {@code device.type_id}. */
  private static final int UNKNOWN = 0;

  private static final int OS_LINUX = 200;
  private static final int ACCOUNT_AWS = 10;
  private static final int ANALYTIC_RULE = 1;
  private static final int ROLE_AFFECTED = 3;
  private static final int SCAN_SCHEDULED = 2;
  private static final int HASH_SHA_256 = 3;

  private final OcsfKind kind;
  private final @Nullable Cloud cloud;

  OcsfObjects(OcsfKind kind, @Nullable Cloud cloud) {
    this.kind = kind;
    this.cloud = cloud;
  }

  /** What every class has. */
  void common(JsonWriter out, Event event, String uid, Grade grade) throws IOException {
    out.field("category_uid", kind.category())
        .field("category_name", kind.categoryName())
        .field("class_uid", kind.classUid())
        .field("class_name", kind.className())
        .field("activity_id", kind.activity())
        .field("activity_name", kind.activityName())
        .field("type_uid", kind.type())
        .field("type_name", kind.className() + ": " + kind.activityName())
        .field("severity_id", grade.ocsf)
        .field("severity", grade.ocsfName)
        .field("time", event.time().toEpochMilli())
        .field("message", event.message())
        .field("status_code", event.reason());
    if (kind.status() != 0) {
      out.field("status_id", kind.status()).field("status", kind.state());
    }
    out.object("metadata", () -> metadata(out, event, uid));
    out.object("device", () -> device(out, event));
    if (cloud != null) {
      cloud(out, cloud);
    }
  }

  private void metadata(JsonWriter out, Event event, String uid) throws IOException {
    out.field("version", "1.6.0")
        .field("uid", uid)
        .field("correlation_uid", event.id())
        .field("event_code", event.type().label())
        .field("sequence", event.seq())
        .strings("profiles", cloud == null ? List.of("host") : List.of("cloud", "host"))
        .object("product", () -> product(out, event));
  }

  private static void product(JsonWriter out, Event event) throws IOException {
    out.field("name", NAME).field("vendor_name", NAME).field("version", event.agent().version());
  }

  private void device(JsonWriter out, Event event) throws IOException {
    Event.Machine host = event.host();
    out.field("type_id", UNKNOWN)
        .field("type", "Unknown")
        .field("uid", host.machineId())
        .field("hostname", host.hostname());
    if (!event.boot().isEmpty()) {
      out.field("boot_uid", event.boot());
    }
    out.object(
        "os",
        () ->
            out.field("type_id", OS_LINUX)
                .field("type", "Linux")
                .field("name", host.osId())
                .field("version", host.osVersionId()));
    if (cloud != null) {
      out.field("instance_uid", cloud.instance()).field("region", cloud.region());
      if (cloud.image().isPresent()) {
        out.object("image", () -> out.field("uid", cloud.image().get()));
      }
    }
  }

  private static void cloud(JsonWriter out, Cloud cloud) throws IOException {
    out.object(
        "cloud",
        () ->
            out.field("provider", "AWS")
                .field("region", cloud.region())
                .field("cloud_partition", cloud.partition())
                .object(
                    "account",
                    () ->
                        out.field("uid", cloud.account())
                            .field("type_id", ACCOUNT_AWS)
                            .field("type", "AWS Account")));
  }

  /** What a Detection Finding has besides. */
  void finding(JsonWriter out, Event event, Event.Condition condition) throws IOException {
    Event.Machine host = event.host();
    out.field("is_alert", condition.transition() != Transition.RESOLVED)
        .object(
            "finding_info",
            () -> {
              out.field("uid", host.machineId() + "/" + condition.uid())
                  .field("title", Titles.of(event.type()))
                  .field("desc", event.message())
                  .field("created_time", condition.since().toEpochMilli())
                  .field("modified_time", event.time().toEpochMilli());
              out.object(
                  "analytic",
                  () ->
                      out.field("uid", event.type().label())
                          .field("name", Titles.of(event.type()))
                          .field("type_id", ANALYTIC_RULE)
                          .field("type", "Rule"));
            });
    one(
        out,
        "resources",
        () ->
            out.field("uid", host.machineId())
                .field("name", host.hostname())
                .field("hostname", host.hostname())
                .field("role_id", ROLE_AFFECTED)
                .field("role", "Affected"));
  }

  /** What a Scan Activity or an Application Lifecycle has besides. */
  void scanOrApp(JsonWriter out, Event event) throws IOException {
    if (kind.classUid() == OcsfKind.SCAN) {
      out.object(
          "scan",
          () ->
              out.field("type_id", SCAN_SCHEDULED)
                  .field("type", "Scheduled")
                  .field("name", "comparison with the golden"));
    } else {
      out.object("app", () -> product(out, event));
    }
  }

  /** A change as evidence of a finding. */
  void evidence(JsonWriter out, Change change) throws IOException {
    one(
        out,
        "evidences",
        () -> {
          out.field("uid", change.id())
              .field("name", change.kind())
              .object("data", () -> data(out, change));
          if (change.ecosystem().equals("file")) {
            out.object("file", () -> file(out, change));
          }
        });
  }

  private static void data(JsonWriter out, Change change) throws IOException {
    out.field("kind", change.kind())
        .field("ecosystem", change.ecosystem())
        .field("group", change.group())
        .field("name", change.name())
        .field("arch", change.arch())
        .strings("expected", change.expected())
        .strings("observed", change.observed())
        .strings("locations", change.locations())
        .field("fileCount", change.fileCount());
  }

  private static void file(JsonWriter out, Change change) throws IOException {
    String path = change.name();
    out.field("name", path.substring(path.lastIndexOf('/') + 1))
        .field("path", path)
        .field("type_id", UNKNOWN)
        .field("type", "Unknown");
    String sha256 = FileHash.of(change);
    if (sha256 != null) {
      one(
          out,
          "hashes",
          () ->
              out.field("algorithm_id", HASH_SHA_256)
                  .field("algorithm", "SHA-256")
                  .field("value", sha256));
    }
  }

  /** An array of one object. */
  private static void one(JsonWriter out, String name, JsonWriter.Body body) throws IOException {
    out.array(name, () -> out.object(body));
  }
}
