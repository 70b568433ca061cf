package dev.sbomagent.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one sink has come: its cursor, one small file that is replaced whole.
 *
 * @param chain the events' chain; empty before the first
 * @param done number of the newest event that is settled
 * @param attempted number of the newest event that was ever handed to the sink; at least {@code
 *     done}
 * @param refused how many it refused for good
 * @param delivered when it last took one
 * @param setback the last failure or wait, if there was one
 */
record Progress(
    String chain,
    long done,
    long attempted,
    long refused,
    @Nullable Instant delivered,
    @Nullable Setback setback) {
  private static final String SCHEMA = "sbom-agent/progress/1";
  private static final int MAX_BYTES = 8192;

  /** Longer pauses are not believed: somebody's clock was wrong. */
  static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  /** No number is larger: it would not fit into a record's name. */
  private static final long MAX_SEQ = 1_000_000_000_000_000L;

  /**
   * A failure, or a wait that is none.
   *
   * @param failures how many in a row; 0 when they are overcome, or there were none
   * @param until not tried again before
   */
  record Setback(int failures, String error, Instant at, Instant until) {}

  static final Progress NONE = new Progress("", 0, 0, 0, null, null);

  /** From the start of another chain, of which events up to a number may have arrived before. */
  Progress on(String chain, long attempted) {
    return new Progress(chain, 0, attempted, refused, delivered, setback);
  }

  Progress attempting(long seq) {
    long newest = Math.max(attempted, seq);
    return new Progress(chain, done, newest, refused, delivered, setback);
  }

  /** Everything up to a number is settled. */
  Progress settled(long seq, int refusedNow, @Nullable Instant deliveredNow) {
    Setback overcome =
        setback == null ? null : new Setback(0, setback.error, setback.at, setback.at);
    return new Progress(
        chain,
        seq,
        attempted,
        refused + refusedNow,
        deliveredNow == null ? delivered : deliveredNow,
        overcome);
  }

  Progress failed(String error, Instant at, Duration pause) {
    return with(new Setback(failures() + 1, error, at, at.plus(pause)));
  }

  /** It is not its turn yet. */
  Progress waiting(String reason, Instant at, Duration pause) {
    return with(new Setback(failures(), reason, at, at.plus(pause)));
  }

  private Progress with(Setback newest) {
    return new Progress(chain, done, attempted, refused, delivered, newest);
  }

  /** Failures in a row. */
  int failures() {
    return setback == null ? 0 : setback.failures;
  }

  /** How long it is still to wait; a clock that was set back ends that. */
  Duration pause(Instant now) {
    if (setback == null || now.isBefore(setback.at)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, setback.until);
    boolean over = left.isNegative() || left.compareTo(LONGEST_PAUSE) > 0;
    return over ? Duration.ZERO : left;
  }

  /**
   * A sink's cursor; nothing when there is none.
   *
   * @throws DamagedException when it is none
   */
  static Optional<Progress> read(Disk disk, Path file) throws IOException, DamagedException {
    try {
      return Optional.of(parse(disk.read(file, MAX_BYTES)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(600);
    try {
      JsonWriter out = JsonWriter.compact(bytes);
      out.object(() -> write(out)).line().flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private void write(JsonWriter out) throws IOException {
    out.field("schema", SCHEMA)
        .field("chain", chain)
        .field("done", done)
        .field("attempted", attempted)
        .field("refused", refused)
        .field("delivered", delivered == null ? null : delivered.toString());
    Setback failed = setback;
    if (failed != null) {
      out.object(
          "setback",
          () ->
              out.field("failures", failed.failures)
                  .field("error", failed.error)
                  .field("at", failed.at.toString())
                  .field("until", failed.until.toString()));
    }
  }

  static Progress parse(byte[] bytes) throws DamagedException {
    try {
      Fields fields = Fields.parse(bytes, JsonLimits.ofBytes(MAX_BYTES));
      long done = fields.number("done");
      long attempted = fields.number("attempted");
      if (!fields.text("schema").equals(SCHEMA) || done > attempted || attempted > MAX_SEQ) {
        throw Fields.wrong("done");
      }
      return new Progress(
          fields.text("chain"),
          done,
          attempted,
          fields.number("refused"),
          fields.has("delivered") ? fields.time("delivered") : null,
          fields.has("setback") ? setback(fields.object("setback")) : null);
    } catch (JsonException broken) {
      throw new DamagedException(
          "not a cursor: " + broken.getMessage() + ": " + new String(bytes, UTF_8));
    }
  }

  private static Setback setback(Fields fields) throws JsonException {
    return new Setback(
        (int) Math.min(Integer.MAX_VALUE - 1, fields.number("failures")),
        fields.text("error"),
        fields.time("at"),
        fields.time("until"));
  }
}
