package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.daemon.Announcer.Words;
import dev.sbomagent.outbox.Bounds;
import dev.sbomagent.outbox.Chronicle;
import dev.sbomagent.outbox.Outbox;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outbox, closed and taken up again. */
class BeginningTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final State STATE =
      State.NEW.withRunning(true).withExcluded(List.of("/opt configured"));

  @TempDir private Path folder;
  private Path accepted = Path.of("accepted.json");

  @BeforeEach
  void accepted() throws IOException {
    accepted =
        Files.writeString(
            folder.resolve("accepted.json"),
            "{\"schema\":\"sbom-agent/accepted/1\",\"timestamp\":\"2026-11-01T00:00:00Z\"}");
  }

  private Outbox open(String machine) throws IOException {
    return Outbox.open(
        folder.resolve("outbox"),
        machine,
        new Bounds(1 << 20, Duration.ofDays(30)),
        CLOCK,
        List.of());
  }

  private Beginning of(Outbox outbox, String machine) throws IOException {
    return Beginning.of(outbox, Accepted.in(folder), machine);
  }

  /** Says one thing, and leaves the state. */
  private static void say(Chronicle outbox, String machine, Words words, State after) {
    PrintStream log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Identity identity =
        new Identity(new Event.Machine(machine, "h", "debian", "12", "amd64", "", ""), "");
    assertTrue(new Announcer(outbox, CLOCK, new Random(1), log, identity, "1").say(words, after));
  }

  private static final Words HELLO = Words.of(EventType.AGENT_START, null, "started", Detail.NONE);

  @Test
  void the_first_knows_nothing_and_has_nothing_to_say_of_it() throws IOException {
    try (Outbox outbox = open("a")) {
      assertEquals(new Beginning(State.NEW, List.of()), of(outbox, "a"));
    }
  }

  @Test
  void goes_on_where_it_was_with_the_state_of_the_newest_event() throws IOException {
    String chain;
    try (Outbox outbox = open("a")) {
      say(outbox, "a", HELLO, State.NEW);
      say(outbox, "a", HELLO, STATE);
      chain = outbox.tail().chain();
    }
    try (Outbox outbox = open("a")) {
      assertEquals(new Beginning(STATE, List.of()), of(outbox, "a"));
      assertEquals(chain, outbox.tail().chain());
      assertEquals(2, outbox.tail().seq());
    }
    assertTrue(Files.exists(accepted));
  }

  @Test
  void a_clone_begins_its_own_chain_and_says_so_once() throws IOException {
    String chain;
    try (Outbox outbox = open("a")) {
      say(outbox, "a", HELLO, STATE);
      chain = outbox.tail().chain();
    }
    String own;
    try (Outbox outbox = open("b")) {
      Beginning clone = of(outbox, "b");
      assertEquals(State.NEW, clone.state());
      assertEquals(0, outbox.tail().seq());
      assertNotEquals(chain, outbox.tail().chain());
      assertFalse(Files.exists(accepted), "what another machine accepted is not this one's");
      Words news = clone.news().get(0);
      assertEquals(EventType.IDENTITY_CHANGED, news.type());
      assertEquals(
          new Detail()
              .put("machine_before", "a")
              .put("chain_before", chain)
              .put("seq_before", 1L)
              .value(),
          news.detail());
      assertEquals(1, clone.news().size());
    }
    // it ended before it could say so
    Files.writeString(accepted, "{}");
    try (Outbox outbox = open("b")) {
      Beginning clone = of(outbox, "b");
      assertFalse(Files.exists(accepted));
      own = outbox.tail().chain();
      assertEquals(
          List.of(EventType.IDENTITY_CHANGED, EventType.AGENT_START),
          clone.words("").stream().map(Words::type).toList());
      say(outbox, "b", clone.news().get(0), clone.state());
    }
    try (Outbox outbox = open("b")) {
      assertEquals(List.of(), of(outbox, "b").news());
      assertEquals(own, outbox.tail().chain());
      assertEquals(1, outbox.tail().seq());
    }
  }

  @Test
  void a_state_that_is_not_understood_is_said_and_the_chain_goes_on() throws IOException {
    String chain;
    try (Outbox outbox = open("a")) {
      say(outbox, "a", HELLO, STATE);
      chain = outbox.tail().chain();
    }
    try (Outbox outbox = open("a")) {
      say(later(outbox), "a", HELLO, STATE);
    }
    try (Outbox outbox = open("a")) {
      Beginning beginning = of(outbox, "a");
      assertEquals(State.NEW, beginning.state());
      assertEquals(EventType.OUTBOX_DAMAGED, beginning.news().get(0).type());
      assertEquals(1, beginning.news().size());
      assertEquals(chain, outbox.tail().chain());
      assertEquals(2, outbox.tail().seq());
    }
    assertTrue(Files.exists(accepted));
  }

  /** As a later version keeps its state. */
  private static Chronicle later(Outbox outbox) {
    return new Chronicle() {
      @Override
      public Tail tail() {
        return outbox.tail();
      }

      @Override
      public void append(Event event, String state) throws IOException {
        outbox.append(event, state.replace(State.SCHEMA, "sbom-agent/state/2"));
      }

      @Override
      public void restart() {
        throw new AssertionError("nothing was said of that");
      }
    };
  }
}
