package dev.sbomagent.daemon;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonWriter;
import dev.sbomagent.report.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition that was reported and is not over.
 *
 * @param count how many findings it has
 * @param lines their canonical lines; none when they are too many to keep
 * @param since when it opened
 * @param said when it was last spoken of
 */
record Open(
    String uid,
    Severity severity,
    @Nullable String reason,
    String message,
    @Nullable String digest,
    int count,
    List<String> lines,
    Instant since,
    Instant said) {
  /** Kept with every event: enough for what a person can read, little enough to write. */
  private static final int MAX_KEPT_CHARS = 100_000;

  Open {
    lines = List.copyOf(lines);
  }

  /** What was seen now, as part of what is open since then. */
  static Open of(Sighting seen, Instant since, Instant now) {
    int chars = 0;
    for (String line : seen.lines()) {
      chars += line.length();
    }
    return new Open(
        seen.uid(),
        seen.severity(),
        seen.reason(),
        seen.message(),
        seen.digest(),
        seen.lines().size(),
        chars <= MAX_KEPT_CHARS ? seen.lines() : List.of(),
        since,
        now);
  }

  Open saidAt(Instant now) {
    return new Open(uid, severity, reason, message, digest, count, lines, since, now);
  }

  void write(JsonWriter out) throws IOException {
    out.field("uid", uid)
        .field("severity", severity.label())
        .field("reason", reason)
        .field("message", message)
        .field("digest", digest)
        .field("count", count)
        .strings("lines", lines)
        .field("since", since.toString())
        .field("said", said.toString());
  }

  static Open parse(Fields fields) throws JsonException {
    return new Open(
        fields.text("uid"),
        fields.known("severity", Severity::of),
        fields.optional("reason"),
        fields.text("message"),
        fields.optional("digest"),
        (int) Math.min(Integer.MAX_VALUE, fields.number("count")),
        fields.texts("lines"),
        fields.time("since"),
        fields.time("said"));
  }
}
