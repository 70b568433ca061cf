package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import dev.sbomagent.sink.SinkSettings.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsSyslogTest extends NetworkSyslogContract {
  @TempDir static Path folder;

  /** Made once: keys take time. */
  private static final class Made {
    static final Certificates SERVER;
    static final Certificates CLIENT;
    static final Certificates OTHER;
    static final Certificates EXPIRED;

    static {
      try {
        SERVER = new Certificates(folder, "server", "EC", "ip:127.0.0.1");
        CLIENT = new Certificates(folder, "client", "RSA", "dns:client");
        OTHER = new Certificates(folder, "other", "EC", "dns:elsewhere");
        EXPIRED =
            new Certificates(
                folder, "expired", "EC", "ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
      } catch (IOException | GeneralSecurityException broken) {
        throw new AssertionError(broken);
      }
    }
  }

  private static SyslogServer server(Certificates shows) {
    try {
      return new SyslogServer(SyslogServer.Framing.OCTETS, shows.server(Made.CLIENT));
    } catch (IOException | GeneralSecurityException broken) {
      throw new AssertionError(broken);
    }
  }

  TlsSyslogTest() {
    super(Transport.TLS, server(Made.SERVER));
  }

  @Override
  SinkSettings settings() {
    return settings(server.port(), Made.SERVER, Made.CLIENT, Optional.empty());
  }

  private static SinkSettings.NetworkSyslog settings(
      int port, Certificates trusted, Certificates ours, Optional<String> name) {
    return new SinkSettings.NetworkSyslog(
        "syslog",
        "127.0.0.1",
        port,
        Transport.TLS,
        SinkSettings.Layout.NATIVE,
        13,
        Optional.of(trusted.certificate),
        Optional.of(ours.certificate),
        Optional.of(ours.key),
        name,
        32473);
  }

  /** The fault and the reason of an event that is not delivered to this server. */
  private static String refusal(SyslogServer server, SinkSettings.NetworkSyslog settings)
      throws Exception {
    server.open();
    try (Sink sink = new NetworkSyslogSink(settings, SURROUNDINGS)) {
      Receipt.Failed failed =
          assertInstanceOf(Receipt.Failed.class, sink.deliver(drifts(1, 1)).get(0));
      return failed.fault() + " " + failed.reason();
    } finally {
      server.vanish();
    }
  }

  /** Beginnings differ between versions of Java. */
  private static void assertDenied(String word, String refusal) {
    assertTrue(refusal.startsWith("DENIED ") && refusal.contains(word), refusal);
  }

  @Test
  void a_server_we_do_not_know_is_refused() throws Exception {
    assertDenied(
        "unable to find valid certification path",
        refusal(server, settings(server.port(), Made.OTHER, Made.CLIENT, Optional.empty())));
  }

  @Test
  void a_server_of_another_name_is_refused() throws Exception {
    assertDenied(
        "logs.example.org",
        refusal(
            server,
            settings(server.port(), Made.SERVER, Made.CLIENT, Optional.of("logs.example.org"))));
  }

  @Test
  void a_server_whose_certificate_has_expired_is_refused() throws Exception {
    SyslogServer expired = server(Made.EXPIRED);
    assertDenied(
        "NotAfter",
        refusal(expired, settings(expired.port(), Made.EXPIRED, Made.CLIENT, Optional.empty())));
  }

  @Test
  void a_server_that_does_not_know_us_is_noticed() throws Exception {
    assertDenied(
        "Received fatal alert: certificate_",
        refusal(server, settings(server.port(), Made.SERVER, Made.OTHER, Optional.empty())));
  }

  @Test
  void the_name_of_a_server_is_what_is_configured() throws Exception {
    SyslogServer elsewhere = server(Made.OTHER);
    elsewhere.open();
    try (Sink sink =
        new NetworkSyslogSink(
            settings(elsewhere.port(), Made.OTHER, Made.CLIENT, Optional.of("elsewhere")),
            SURROUNDINGS)) {
      assertEquals(delivered(1), sink.deliver(drifts(1, 1)));
    } finally {
      elsewhere.vanish();
    }
  }

  @Test
  void files_that_do_not_hold_what_they_should_are_named() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong"), "nothing");
    Certificates ours = Made.CLIENT;
    for (List<Path> files :
        List.of(
            List.of(wrong, ours.certificate, ours.key),
            List.of(ours.certificate, wrong, ours.key),
            List.of(ours.certificate, ours.certificate, wrong),
            List.of(ours.certificate, ours.certificate, folder.resolve("missing")))) {
      String refusal =
          refusal(
              server,
              new SinkSettings.NetworkSyslog(
                  "syslog",
                  "127.0.0.1",
                  server.port(),
                  Transport.TLS,
                  SinkSettings.Layout.NATIVE,
                  13,
                  Optional.of(files.get(0)),
                  Optional.of(files.get(1)),
                  Optional.of(files.get(2)),
                  Optional.empty(),
                  32473));
      Path named = files.contains(wrong) ? wrong : folder.resolve("missing");
      assertEquals(named.toString(), refusal.substring(7, 7 + named.toString().length()), refusal);
    }
  }
}
