package dev.sbomagent.report;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as lines of JSON: a head, and one line for each listed change. What is written parses to
 * the same event, and the same event writes the same bytes.
 *
 * <p>The hash of an event is the SHA-256 of its head's bytes. Deliveries append members to a head,
 * always after {@code "hash"}: cut the line before {@code ,"hash":"} and close the brace, and the
 * bytes that were hashed are back.
 */
public final class EventJson {
  public static final String SCHEMA = "sbom-agent/event/1";
  public static final String CHANGE_SCHEMA = "sbom-agent/change/1";

  /** The {@code previous} of a chain's first event. */
  public static final String NOTHING = "sha256:" + "0".repeat(64);

  /** No head is longer: everything in it is cut to size when it is made. */
  public static final int MAX_HEAD_BYTES = 7_000;

  /** No change's line is longer. */
  public static final int MAX_CHANGE_BYTES = 7_000;

  private EventJson() {}

  /** The head's line, without a line feed. */
  public static String head(Event event) {
    return line(out -> writeHead(out, event));
  }

  /** The change's object, without a line feed. */
  public static String change(Change change) {
    return line(out -> writeChange(out, change));
  }

  /** {@code sha256:<hex>} of a head's bytes. */
  public static String hash(String head) {
    return "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes(head)));
  }

  /** {@code sha256:<hex>} over the lines of these changes, each with a line feed. */
  public static String hash(List<Change> changes) {
    MessageDigest digest = sha256();
    for (Change change : changes) {
      digest.update(bytes(change(change) + "\n"));
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The event of a head and the lines of its changes.
   *
   * @throws JsonException when it is none
   */
  public static Event parse(String head, List<String> changes) throws JsonException {
    List<Change> listed = new ArrayList<>();
    for (String line : changes) {
      listed.add(change(Fields.parse(bytes(line), JsonLimits.ofBytes(MAX_CHANGE_BYTES))));
    }
    Fields fields = Fields.parse(bytes(head), JsonLimits.ofBytes(MAX_HEAD_BYTES));
    if (!fields.text("schema").equals(SCHEMA)) {
      throw Fields.wrong("schema");
    }
    return event(fields, listed);
  }

  private interface Content {
    void write(JsonWriter out) throws IOException;
  }

  private static String line(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try {
      JsonWriter out = JsonWriter.compact(bytes);
      out.object(() -> content.write(out)).flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void writeHead(JsonWriter out, Event event) throws IOException {
    out.field("schema", SCHEMA)
        .field("event_type", event.type().label())
        .field("event_id", event.id())
        .field("time", event.time().toString())
        .field("seq", event.seq())
        .field("chain", event.chain())
        .field("boot_id", event.boot())
        .field("severity", event.level())
        .field("message", event.message());
    Event.Condition condition = event.condition();
    if (condition != null) {
      out.field("transition", condition.transition().label())
          .field("finding_uid", condition.uid())
          .field("replaces_uid", condition.replaces())
          .field("since", condition.since().toString())
          .field("state_digest", condition.digest());
    }
    out.field("reason", event.reason());
    out.object(
        "agent",
        () ->
            out.field("name", "sbom-agent")
                .field("version", event.agent().version())
                .field("config_sha256", event.agent().configSha256()));
    Event.Machine host = event.host();
    out.object(
        "host",
        () ->
            out.field("machine", host.machineId())
                .field("hostname", host.hostname())
                .field("os_id", host.osId())
                .field("os_version_id", host.osVersionId())
                .field("arch", host.arch())
                .field("os_image_id", host.imageId())
                .field("os_image_version", host.imageVersion()));
    Event.Golden golden = event.golden();
    if (golden != null) {
      out.object(
          "golden",
          () ->
              out.field("path", golden.path())
                  .field("sha256", golden.sha256())
                  .field("keyId", golden.keyId()));
    }
    out.field("detail", event.detail());
    out.object(
        "changes",
        () ->
            out.field("count", event.changeCount())
                .field("listed", event.changes().size())
                .field("sha256", event.changesHash()));
    out.field("prev_hash", event.previous());
  }

  private static Event event(Fields fields, List<Change> changes) throws JsonException {
    Fields agent = fields.object("agent");
    Fields host = fields.object("host");
    Fields counts = fields.object("changes");
    if (!fields.has("transition") && fields.has("finding_uid")) {
      throw Fields.wrong("transition");
    }
    return new Event(
        fields.known("event_type", EventType::of),
        fields.text("event_id"),
        fields.time("time"),
        fields.number("seq"),
        fields.text("chain"),
        fields.text("prev_hash"),
        fields.text("boot_id"),
        fields.text("severity").equals("info") ? null : fields.known("severity", Severity::of),
        fields.text("message"),
        fields.has("transition") ? condition(fields) : null,
        fields.optional("reason"),
        new Event.Agent(agent.text("version"), agent.text("config_sha256")),
        new Event.Machine(
            host.text("machine"),
            host.text("hostname"),
            host.text("os_id"),
            host.text("os_version_id"),
            host.text("arch"),
            host.text("os_image_id"),
            host.text("os_image_version")),
        golden(fields),
        fields.object("detail").object(),
        changes,
        Math.toIntExact(Math.min(Integer.MAX_VALUE, counts.number("count"))),
        counts.text("sha256"));
  }

  private static Event.Condition condition(Fields fields) throws JsonException {
    return new Event.Condition(
        fields.known("transition", Transition::of),
        fields.text("finding_uid"),
        fields.optional("replaces_uid"),
        fields.time("since"),
        fields.optional("state_digest"));
  }

  private static Event.@Nullable Golden golden(Fields fields) throws JsonException {
    if (!fields.has("golden")) {
      return null;
    }
    Fields golden = fields.object("golden");
    return new Event.Golden(
        golden.text("path"), golden.optional("sha256"), golden.optional("keyId"));
  }

  private static void writeChange(JsonWriter out, Change change) throws IOException {
    out.field("id", change.id())
        .field("kind", change.kind())
        .field("severity", change.severity().label())
        .field("ecosystem", change.ecosystem())
        .field("group", change.group())
        .field("name", change.name())
        .field("arch", change.arch())
        .strings("expected", change.expected())
        .strings("observed", change.observed())
        .strings("locations", change.locations())
        .field("fileCount", change.fileCount());
  }

  private static Change change(Fields fields) throws JsonException {
    return new Change(
        fields.text("id"),
        fields.text("kind"),
        fields.known("severity", Severity::of),
        fields.text("ecosystem"),
        fields.text("group"),
        fields.text("name"),
        fields.text("arch"),
        fields.texts("expected"),
        fields.texts("observed"),
        fields.texts("locations"),
        Math.toIntExact(Math.min(Integer.MAX_VALUE, fields.number("fileCount"))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
