package dev.sbomagent.daemon;

import dev.sbomagent.json.JsonValue;
import dev.sbomagent.outbox.Chronicle;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.PlainText;
import dev.sbomagent.report.Severity;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of what there is to say and has them accepted, each with the state it leaves. What
 * cannot be accepted is told on the daemon's own output, and is not taken for said.
 */
final class Announcer {
  private static final int MAX_MESSAGE = 700;

  private final Chronicle chronicle;
  private final Clock clock;
  private final RandomGenerator random;
  private final PrintStream log;
  private final Identity identity;
  private final String version;

  private String configSha256 = "";
  private Event.@Nullable Golden golden;

  Announcer(
      Chronicle chronicle,
      Clock clock,
      RandomGenerator random,
      PrintStream log,
      Identity identity,
      String version) {
    this.chronicle = chronicle;
    this.clock = clock;
    this.random = random;
    this.log = log;
    this.identity = identity;
    this.version = version;
  }

  /** The configuration that is in force from now on. */
  void configured(String sha256) {
    configSha256 = sha256;
  }

  /** The golden that is spoken by from now on. */
  void speaksBy(Event.@Nullable Golden known) {
    golden = known;
  }

  /** What is to be said. */
  record Words(
      EventType type,
      @Nullable Severity severity,
      String message,
      Event.@Nullable Condition condition,
      @Nullable String reason,
      JsonValue.Obj detail,
      List<Change> changes,
      int changeCount) {
    static Words of(
        EventType type, @Nullable Severity severity, String message, JsonValue.Obj detail) {
      return new Words(type, severity, message, null, null, detail, List.of(), 0);
    }
  }

  /**
   * Says it.
   *
   * @return whether it was accepted, with the state; if not, nothing has changed
   */
  boolean say(Words words, State after) {
    Event event = event(words, words.detail);
    if (EventJson.head(event).length() > EventJson.MAX_HEAD_BYTES) {
      // more than a head has room for: that something is said counts more than all of its detail
      event = event(words, new Detail().put("cut", true).value());
    }
    try {
      chronicle.append(event, after.line());
      return true;
    } catch (IOException refused) {
      log.println("cannot keep an event, it will be tried again: " + reason(refused));
      log.println("  " + event.type().label() + " " + event.level() + ": " + event.message());
      return false;
    }
  }

  private Event event(Words words, JsonValue.Obj detail) {
    Chronicle.Tail tail = chronicle.tail();
    return new Event(
        words.type,
        uuid(clock.instant().toEpochMilli(), random),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        tail.seq() + 1,
        tail.chain(),
        tail.hash(),
        identity.boot(),
        words.severity,
        PlainText.of(words.message, MAX_MESSAGE),
        words.condition,
        words.reason,
        new Event.Agent(version, configSha256),
        identity.machine(),
        golden,
        detail,
        words.changes,
        words.changeCount,
        EventJson.hash(words.changes));
  }

  private static String reason(IOException refused) {
    return PlainText.of(String.valueOf(refused.getMessage()), 300);
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** A UUID, version 7 (RFC 9562 section 5.7): sorts by time, and is drawn otherwise. */
  static String uuid(long millis, RandomGenerator random) {
    long high = (millis << 16) | 0x7000 | (random.nextLong() & 0xFFF);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
