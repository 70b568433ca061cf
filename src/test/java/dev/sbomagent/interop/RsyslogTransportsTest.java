package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Sink;
import dev.sbomagent.sink.Parcels;
import dev.sbomagent.sink.SinkSettings;
import dev.sbomagent.sink.SinkSettings.Layout;
import dev.sbomagent.sink.SinkSettings.Transport;
import dev.sbomagent.sink.Sinks;
import dev.sbomagent.sink.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events as a real rsyslogd takes them, over every transport. */
@Tag("interop")
@Timeout(600)
class RsyslogTransportsTest {
  private static final Sinks.Remote REMOTE =
      new Sinks.Remote(Optional.empty(), Path.of("/nonexistent"));

  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          "web-1.example.org",
          "1.2.3",
          Optional::empty,
          Clock.systemUTC(),
          new SplittableRandom(1));

  @TempDir Path folder;
  private Authority authority;
  private Authority.Issued client;
  private Rsyslogd rsyslogd;

  @BeforeEach
  void start() {
    // nobody must be able to come in
    Tool.of("chmod", "755", folder.toString()).must();
    authority = new Authority(folder, "authority");
    client = authority.issue("client", "DNS:client", 10);
    Authority.Issued server = authority.issue("server", "IP:127.0.0.1,DNS:logs", 10);
    rsyslogd = new Rsyslogd(work("rsyslogd"), authority.certificate(), server).start();
  }

  @AfterEach
  void stop() {
    rsyslogd.kill();
  }

  private Path work(String name) {
    Path work = folder.resolve(name);
    Tool.of("mkdir", work.toString()).must();
    return work;
  }

  private SinkSettings.NetworkSyslog settings(Rsyslogd to, Transport transport, Layout layout) {
    int port =
        switch (transport) {
          case UDP -> to.udp;
          case TCP -> to.tcp;
          case TLS -> to.tls;
          case RELP -> to.relp;
          case RELP_TLS -> to.relpTls;
        };
    return new SinkSettings.NetworkSyslog(
        "syslog",
        "127.0.0.1",
        port,
        transport,
        layout,
        13,
        Optional.of(authority.certificate()),
        Optional.of(client.certificate()),
        Optional.of(client.key()),
        Optional.empty(),
        32473);
  }

  private static Sink sink(SinkSettings settings) {
    return Sinks.from(List.of(settings), REMOTE, SURROUNDINGS).get(0);
  }

  private static void deliver(Sink sink, Parcel parcel) throws InterruptedException {
    assertEquals(List.of(Receipt.DELIVERED), sink.deliver(List.of(parcel)));
  }

  @ParameterizedTest
  @EnumSource
  void every_field_arrives(Transport transport) throws InterruptedException {
    List<Parcel> parcels = new ArrayList<>(List.of(Parcels.drift(1, 3), Parcels.drift(2, 0, true)));
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      parcels.add(Parcels.hostile(random));
    }
    int count = 0;
    try (Sink sink = sink(settings(rsyslogd, transport, Layout.NATIVE))) {
      for (Parcel parcel : parcels) {
        deliver(sink, parcel);
        count += 1 + parcel.event().changes().size();
        if (transport == Transport.UDP) {
          // so that none is lost to a full queue
          rsyslogd.records(count);
        }
      }
    }
    List<JsonNode> records = rsyslogd.records(count);
    assertEquals(count, records.size());
    int index = 0;
    for (Parcel parcel : parcels) {
      for (int i = 0; i <= parcel.event().changes().size(); i++) {
        assertRecord(parcel, i, records.get(index++));
      }
    }
  }

  private static void assertRecord(Parcel parcel, int change, JsonNode record) {
    Event event = parcel.event();
    int severity =
        event.severity() == null
            ? 6
            : event.severity() == Severity.CRITICAL
                ? 2
                : event.severity() == Severity.HIGH
                    ? 3
                    : event.severity() == Severity.MEDIUM ? 4 : 5;
    assertEquals(String.valueOf(13 * 8 + severity), record.get("pri").asText());
    assertEquals("1", record.get("ver").asText());
    assertEquals(
        event.time().truncatedTo(ChronoUnit.MICROS),
        OffsetDateTime.parse(record.get("ts").asText()).toInstant());
    assertEquals("web-1.example.org", record.get("host").asText());
    assertEquals("sbom-agent", record.get("app").asText());
    assertEquals(String.valueOf(ProcessHandle.current().pid()), record.get("procid").asText());
    assertEquals(event.type().name(), record.get("msgid").asText());
    Event.Condition condition = event.condition();
    assertEquals(
        "[sbom@32473 event_id=\""
            + event.id()
            + "\" seq=\""
            + event.seq()
            + "\" severity=\""
            + event.level()
            + "\""
            + (condition == null
                ? ""
                : " transition=\""
                    + condition.transition().label()
                    + "\" finding_uid=\""
                    + condition.uid()
                    + "\"")
            + (parcel.again() ? " again=\"true\"" : "")
            + "]",
        record.get("sd").asText());
    String message = record.get("msg").asText().strip();
    if (change == 0) {
      String head = message.substring(0, message.lastIndexOf(",\"hash\":\"sha256:")) + "}";
      assertEquals(parcel.head(), head);
    } else {
      assertTrue(
          message.endsWith(
              "\"index\":"
                  + change
                  + (condition == null ? "" : ",\"finding_uid\":\"" + condition.uid() + "\"")
                  + ",\"change\":"
                  + EventJson.change(event.changes().get(change - 1))
                  + "}"),
          message);
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_layout_arrives_whole(Layout layout) throws InterruptedException {
    Random random = new Random(6);
    int count = 0;
    try (Sink sink = sink(settings(rsyslogd, Transport.RELP, layout))) {
      for (int i = 0; i < 60; i++) {
        Parcel parcel = Parcels.hostile(random);
        deliver(sink, parcel);
        Event.Condition condition = parcel.event().condition();
        boolean two = layout == Layout.OCSF && condition != null && condition.replaces() != null;
        count += 1 + parcel.event().changes().size() + (two ? 1 : 0);
      }
    }
    List<JsonNode> records = rsyslogd.records(count);
    assertEquals(count, records.size());
    for (JsonNode record : records) {
      // nothing was rewritten on arrival
      assertTrue(record.get("raw").asText().endsWith(record.get("msg").asText()));
      assertTrue(!record.get("msg").asText().contains("#0"), record.toString());
    }
  }

  @Test
  void the_local_socket_takes_tag_and_priority() throws InterruptedException {
    Parcel parcel = Parcels.drift(1, 2);
    try (Sink sink =
        sink(new SinkSettings.LocalSyslog("local", rsyslogd.devLog(), Layout.NATIVE, 10))) {
      deliver(sink, parcel);
    }
    List<JsonNode> records = rsyslogd.records(3);
    for (JsonNode record : records) {
      assertEquals(String.valueOf(10 * 8 + 3), record.get("pri").asText());
      assertEquals("sbom-agent", record.get("app").asText());
      assertEquals(String.valueOf(ProcessHandle.current().pid()), record.get("procid").asText());
    }
    String head = records.get(0).get("msg").asText().strip();
    assertEquals(parcel.head(), head.substring(0, head.lastIndexOf(",\"hash\":\"sha256:")) + "}");
  }

  /** What was not acknowledged is handed over again, as the outbox does. */
  @Test
  void relp_loses_nothing_to_a_server_killed_again_and_again() throws InterruptedException {
    Set<String> sent = new HashSet<>();
    int kills = 10;
    int midway = 0;
    try (Sink sink = sink(settings(rsyslogd, Transport.RELP, Layout.NATIVE))) {
      for (int round = 0; round < kills; round++) {
        List<Parcel> waiting = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
          Parcel parcel = Parcels.drift(round * 200 + i, 0);
          waiting.add(parcel);
          sent.add(parcel.event().id());
        }
        Thread killer = rsyslogd.killInTheMidst(100_000);
        List<Receipt> receipts = sink.deliver(waiting);
        killer.join();
        rsyslogd.start();
        int done = receipts.lastIndexOf(Receipt.DELIVERED) + 1;
        midway += done > 0 && done < 200 ? 1 : 0;
        List<Parcel> again = new ArrayList<>();
        for (Parcel parcel : waiting.subList(done, 200)) {
          again.add(new Parcel(parcel.event(), parcel.head(), true, false));
        }
        if (!again.isEmpty()) {
          assertEquals(Collections.nCopies(again.size(), Receipt.DELIVERED), sink.deliver(again));
        }
      }
    }
    Set<String> arrived = new HashSet<>();
    int twice = 0;
    for (JsonNode record : rsyslogd.records(sent.size())) {
      String data = record.get("sd").asText();
      String id = data.substring(data.indexOf('"') + 1, data.indexOf('"') + 37);
      if (!arrived.add(id)) {
        twice++;
        assertTrue(data.contains("again=\"true\""), data);
      }
    }
    assertEquals(sent, arrived);
    assertTrue(midway > 0, "every kill was between two deliveries");
    System.out.println(
        "relp: "
            + sent.size()
            + " events, "
            + kills
            + " kills, "
            + midway
            + " of them midway, lost 0, twice "
            + twice);
  }

  @ParameterizedTest
  @EnumSource(names = {"TCP", "TLS", "RELP", "RELP_TLS"})
  void a_server_that_is_gone_is_noticed_and_found_again(Transport transport)
      throws InterruptedException {
    try (Sink sink = sink(settings(rsyslogd, transport, Layout.NATIVE))) {
      deliver(sink, Parcels.drift(1, 0));
      rsyslogd.records(1);
      rsyslogd.kill();
      assertEquals(Receipt.Fault.OUTAGE, failure(sink, Parcels.drift(2, 0)).fault());
      rsyslogd.start();
      deliver(sink, Parcels.drift(3, 0, true));
      rsyslogd.records(2);
    }
  }

  @Test
  void a_server_that_hangs_is_waited_for_so_long_and_no_longer() throws InterruptedException {
    try (Sink sink = sink(settings(rsyslogd, Transport.RELP, Layout.NATIVE))) {
      deliver(sink, Parcels.drift(1, 0));
      rsyslogd.signal("STOP");
      long start = System.nanoTime();
      Receipt.Failed failed = failure(sink, Parcels.drift(2, 0));
      double seconds = (System.nanoTime() - start) / 1e9;
      assertEquals(Receipt.Fault.OUTAGE, failed.fault());
      assertTrue(seconds > 10 && seconds < 25, "after " + seconds + " seconds: " + failed.reason());
      rsyslogd.signal("CONT");
      deliver(sink, Parcels.drift(2, 0, true));
    }
  }

  /** A stopped server takes what fits its socket's buffers; then a write waits. */
  @Test
  void a_server_that_reads_no_more_is_waited_for_so_long_and_no_longer()
      throws InterruptedException {
    try (Sink sink = sink(settings(rsyslogd, Transport.TCP, Layout.NATIVE))) {
      deliver(sink, Parcels.drift(1, 0));
      rsyslogd.signal("STOP");
      Parcel[] many = new Parcel[40];
      Arrays.fill(many, Parcels.drift(2, 500));
      long start = System.nanoTime();
      List<Receipt> receipts = sink.deliver(Arrays.asList(many));
      double seconds = (System.nanoTime() - start) / 1e9;
      assertInstanceOf(Receipt.Failed.class, receipts.get(many.length - 1));
      assertTrue(seconds > 10 && seconds < 25, "after " + seconds + " seconds");
      rsyslogd.signal("CONT");
    }
  }

  private static Receipt.Failed failure(Sink sink, Parcel parcel) throws InterruptedException {
    return assertInstanceOf(Receipt.Failed.class, sink.deliver(List.of(parcel)).get(0));
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS", "RELP_TLS"})
  void a_server_whose_certificate_is_not_right_gets_nothing(Transport transport)
      throws InterruptedException {
    Authority stranger = new Authority(folder, "stranger");
    assertDenied(stranger.issue("forged", "IP:127.0.0.1", 10), transport, "certification path");
    assertDenied(authority.issue("expired", "IP:127.0.0.1", -1), transport, "validity check");
    assertDenied(authority.issue("elsewhere", "DNS:elsewhere", 10), transport, "127.0.0.1");
  }

  private void assertDenied(Authority.Issued shows, Transport transport, String word)
      throws InterruptedException {
    Rsyslogd wrong =
        new Rsyslogd(
            work(transport + "-" + shows.key().getFileName()), authority.certificate(), shows);
    try (Sink sink = sink(settings(wrong, transport, Layout.NATIVE))) {
      wrong.start();
      Receipt.Failed failed = failure(sink, Parcels.drift(1, 0));
      assertEquals(Receipt.Fault.DENIED, failed.fault(), failed.reason());
      assertTrue(failed.reason().contains(word), failed.reason());
      assertEquals(List.of(), wrong.records(0));
    } finally {
      wrong.kill();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS", "RELP_TLS"})
  void a_server_that_does_not_know_us_is_noticed(Transport transport) throws InterruptedException {
    client = new Authority(folder, "stranger").issue("nobody", "DNS:nobody", 10);
    try (Sink sink = sink(settings(rsyslogd, transport, Layout.NATIVE))) {
      failure(sink, Parcels.drift(1, 0));
      assertEquals(List.of(), rsyslogd.records(0));
    }
  }
}
