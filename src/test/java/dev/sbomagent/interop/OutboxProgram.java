package dev.sbomagent.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sbomagent.json.JsonValue;
import dev.sbomagent.outbox.Bounds;
import dev.sbomagent.outbox.Chronicle;
import dev.sbomagent.outbox.InUseException;
import dev.sbomagent.outbox.Outbox;
import dev.sbomagent.outbox.Shipper;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A small daemon, to be killed: it counts, each count is an event, and the count is the state. The
 * sink is a file of lines. Says on standard output what was accepted and what went wrong.
 */
final class OutboxProgram {
  private static final Bounds BOUNDS = new Bounds(64 << 20, Duration.ofDays(365));

  private final Path folder;
  private final Clock clock;
  private final Random random = new Random();

  private OutboxProgram(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Folder, what to do, how many events, how many years the clock is off. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int count = Integer.parseInt(args[2]);
    Duration off = Duration.ofDays(365L * Integer.parseInt(args[3]));
    OutboxProgram program =
        new OutboxProgram(Path.of(args[0]), Clock.offset(Clock.systemUTC(), off));
    try {
      switch (args[1]) {
        case "append" -> program.append(count);
        case "ship" -> program.ship();
        case "both" -> program.both(count);
        case "serve" -> program.serve();
        default -> throw new IllegalArgumentException(args[1]);
      }
    } catch (InUseException taken) {
      say("in use");
      System.exit(3);
    } catch (IOException broken) {
      say("cannot start: " + broken);
      System.exit(4);
    }
    say("ended");
  }

  private static void say(String text) {
    // one write, so that a kill leaves whole lines
    byte[] line = (text + "\n").getBytes(UTF_8);
    System.out.write(line, 0, line.length);
    System.out.flush();
  }

  private List<Path> cursors() {
    return List.of(Shipper.cursor(folder.resolve("ship"), "lines"));
  }

  private Outbox open() throws IOException {
    Outbox outbox = Outbox.open(folder.resolve("outbox"), "machine", BOUNDS, clock, cursors());
    for (String name : outbox.damaged()) {
      say("damaged " + name);
    }
    return outbox;
  }

  private void append(int count) throws IOException {
    try (Outbox outbox = open()) {
      for (int i = 0; i < count; i++) {
        next(outbox);
      }
    }
  }

  private void ship() throws IOException, InterruptedException {
    Path outbox = folder.resolve("outbox");
    Path ship = folder.resolve("ship");
    List<Sink> sinks = List.of(new Lines(Long.MAX_VALUE));
    try (Shipper shipper = Shipper.open(outbox, "machine", ship, sinks, clock, random)) {
      say("left " + shipper.drain().get(0));
    }
  }

  private void both(int count) throws IOException, InterruptedException {
    try (Outbox outbox = open()) {
      Lines lines = new Lines(outbox.tail().seq() + count);
      Path ship = folder.resolve("ship");
      try (Shipper shipper = Shipper.beside(outbox, ship, List.of(lines), clock, random)) {
        shipper.start();
        for (int i = 0; i < count; i++) {
          next(outbox);
        }
        lines.awaitLast();
      }
    }
  }

  /** An event for every line of standard input. */
  private void serve() throws IOException {
    try (Outbox outbox = open();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      say("ready");
      while (in.readLine() != null) {
        next(outbox);
      }
    }
  }

  /** The next count; what is not accepted is not counted, and told of when it can be. */
  private void next(Outbox outbox) throws IOException {
    Chronicle.Tail tail = outbox.tail();
    long n = tail.state() == null ? 1 : Long.parseLong(tail.state()) + 1;
    String id = UUID.randomUUID().toString();
    try {
      outbox.append(event(tail, id, n), Long.toString(n));
      say("accepted " + n + " " + id);
    } catch (IOException broken) {
      say("refused " + n + " " + broken);
    }
    try {
      outbox.prune(cursors());
    } catch (IOException later) {
      say("not pruned " + later);
    }
  }

  private Event event(Chronicle.Tail tail, String id, long n) {
    return new Event(
        EventType.DRIFT,
        id,
        clock.instant(),
        tail.seq() + 1,
        tail.chain(),
        tail.hash(),
        "",
        null,
        Long.toString(n),
        null,
        null,
        new Event.Agent("1", ""),
        new Event.Machine("", "", "", "", "", "", ""),
        null,
        new JsonValue.Obj(Map.of()),
        List.of(),
        0,
        EventJson.hash(List.of()));
  }

  /** Adds {@code <count> <id> <again>} to a file outside the folder. */
  private final class Lines implements Sink {
    private final long last;
    private final CountDownLatch seen = new CountDownLatch(1);

    Lines(long last) {
      this.last = last;
    }

    void awaitLast() throws InterruptedException {
      if (!seen.await(20, TimeUnit.SECONDS)) {
        say("not all delivered");
      }
    }

    @Override
    public String name() {
      return "lines";
    }

    @Override
    public Guarantee guarantee() {
      return Guarantee.ACKNOWLEDGED;
    }

    @Override
    public boolean isRemote() {
      return false;
    }

    @Override
    public List<Receipt> deliver(List<Parcel> parcels) {
      StringBuilder lines = new StringBuilder();
      List<Receipt> receipts = new ArrayList<>();
      for (Parcel parcel : parcels) {
        Event event = parcel.event();
        lines.append(event.message()).append(' ').append(event.id());
        lines.append(' ').append(parcel.again()).append('\n');
        receipts.add(Receipt.DELIVERED);
        if (event.seq() >= last) {
          seen.countDown();
        }
      }
      try {
        Path file = folder.resolveSibling(folder.getFileName() + ".lines");
        byte[] bytes = lines.toString().getBytes(UTF_8);
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return receipts;
      } catch (IOException broken) {
        throw new IllegalStateException(broken);
      }
    }

    @Override
    public void close() {}
  }
}
