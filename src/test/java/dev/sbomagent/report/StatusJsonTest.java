package dev.sbomagent.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusJsonTest {
  private static byte[] written(Status status) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      StatusJson.line(status, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static Status any(Random random) {
    List<Status.OpenCondition> conditions = new ArrayList<>();
    while (random.nextBoolean()) {
      Severity[] all = Severity.values();
      int severity = random.nextInt(all.length + 1);
      conditions.add(
          new Status.OpenCondition(
              text(random),
              severity == all.length ? null : all[severity],
              instant(random),
              text(random)));
    }
    List<Status.Destination> sinks = new ArrayList<>();
    while (random.nextBoolean()) {
      sinks.add(
          new Status.Destination(
              text(random),
              one(random, Sink.Guarantee.values()),
              number(random),
              random.nextBoolean() ? null : instant(random),
              random.nextBoolean() ? null : instant(random),
              random.nextBoolean() ? null : text(random),
              random.nextBoolean() ? null : instant(random),
              number(random)));
    }
    return new Status(
        number(random),
        number(random),
        instant(random),
        instant(random),
        one(random, Status.State.values()),
        random.nextBoolean()
            ? null
            : new Status.LastCheck(
                instant(random),
                one(random, Verdict.values()),
                random.nextBoolean() ? null : text(random),
                Duration.ofMillis(number(random)),
                number(random),
                random.nextBoolean() ? null : text(random)),
        random.nextBoolean() ? null : instant(random),
        random.nextBoolean() ? null : instant(random),
        random.nextBoolean()
            ? null
            : new Event.Golden(text(random), random.nextBoolean() ? null : text(random), null),
        conditions,
        new Status.Queue(number(random), number(random), null, number(random)),
        sinks,
        new Status.Cost(Duration.ofMillis(number(random)), number(random), instant(random)),
        random.nextBoolean() ? List.of() : List.of(text(random), text(random)));
  }

  private static <T> T one(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static long number(Random random) {
    return random.nextLong() >>> (1 + random.nextInt(63));
  }

  private static Instant instant(Random random) {
    return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append("a\"\\\n\u00e9\u202e\ud83d\ude00/".charAt(random.nextInt(6)));
    }
    return text.toString();
  }

  /** A status with some bytes changed, cut out or put in. */
  private static byte[] damaged(Random random) {
    byte[] document = written(any(random));
    for (int i = random.nextInt(4); i >= 0; i--) {
      document[random.nextInt(document.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) one(random, PIECES).charValue();
    }
    return document;
  }

  private static final Character[] PIECES = {'{', '}', '[', ']', '"', ',', ':', '-', '9', 'n'};

  private static void take(byte[] document) {
    Status status;
    try {
      status = StatusJson.parse(document);
    } catch (JsonException wrong) {
      assertTrue(wrong.getMessage() != null);
      return;
    }
    byte[] again = written(status);
    try {
      assertEquals(status, StatusJson.parse(again));
    } catch (JsonException wrong) {
      throw new AssertionError(wrong);
    }
  }

  @Property(tries = 500)
  void what_is_written_parses_to_the_same(@ForAll long seed) throws JsonException {
    Status status = any(new Random(seed));
    byte[] document = written(status);
    assertEquals(status, StatusJson.parse(document));
    assertArrayEquals(document, written(StatusJson.parse(document)));
  }

  @Property(tries = 500)
  void any_bytes_are_a_status_or_a_reason(@ForAll byte[] document) {
    take(document);
  }

  @Property(tries = 500)
  void a_damaged_status_is_one_or_a_reason(@ForAll long seed) {
    take(damaged(new Random(seed)));
  }

  /** Longer; {@code fuzz.seconds} says how long. Throws nothing but its own assertions. */
  @Tag("fuzz")
  @Test
  void fuzz() {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    for (long seed = System.nanoTime(); System.nanoTime() < end; seed++) {
      try {
        take(damaged(new Random(seed)));
      } catch (RuntimeException | Error wrong) {
        throw new AssertionError("seed " + seed, wrong);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "status/1, status/2, schema",
    "'\"pid\":7', '\"pid\":-7', pid",
    "'\"pid\":7', '\"pid\":7.5', pid",
    "'\"pid\":7', '\"pid\":\"7\"', pid",
    "'\"pid\":7,', '', pid",
    "'\"state\":\"idle\"', '\"state\":\"bored\"', state",
    "1970-01-01T00:00:01Z, yesterday, started_at",
    "'\"sinks\":[]', '\"sinks\":[1]', sinks",
    "'\"cost\":{', '\"cots\":{', cost",
  })
  void what_is_missing_or_wrong_is_named(String right, String wrong, String field) {
    Status status =
        new Status(
            7,
            8,
            Instant.ofEpochSecond(1),
            Instant.ofEpochSecond(2),
            Status.State.IDLE,
            null,
            null,
            null,
            null,
            List.of(),
            new Status.Queue(0, 0, null, 0),
            List.of(),
            new Status.Cost(Duration.ZERO, 0, Instant.EPOCH),
            List.of());
    String document = new String(written(status), StandardCharsets.UTF_8);
    assertTrue(document.contains(right), document);
    byte[] damaged = document.replace(right, wrong).getBytes(StandardCharsets.UTF_8);
    JsonException said = assertThrows(JsonException.class, () -> StatusJson.parse(damaged));
    assertEquals("'" + field + "' is missing or wrong", said.getMessage());
  }

  @Test
  void a_field_of_a_later_release_is_left_out() throws JsonException {
    Status status = any(new Random(1));
    String more =
        new String(written(status), StandardCharsets.UTF_8)
            .replace("{\"schema\"", "{\"x\":[1],\"schema\"");
    assertEquals(status, StatusJson.parse(more.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void what_is_too_large_is_refused() {
    byte[] spaces = new byte[StatusJson.MAX_BYTES + 1];
    java.util.Arrays.fill(spaces, (byte) ' ');
    assertThrows(JsonException.class, () -> StatusJson.parse(spaces));
  }
}
