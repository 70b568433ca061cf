package dev.sbomagent.cli;

import dev.sbomagent.sink.SinkSettings;
import dev.sbomagent.sink.SinkSettings.Transport;
import java.nio.file.Path;
import java.util.Optional;

/** A syslog server. */
final class NetworkSyslogKeys {
  private static final Choice<Transport> TRANSPORT = Choice.of(Transport.class);
  private static final AbsolutePath PATH = new AbsolutePath();
  private static final Line HOST = new Line("a host name or address", ".-_:", 255);

  /** For documentation (RFC 5612); who has a number of their own configures it. */
  private static final int ENTERPRISE = 32473;

  private NetworkSyslogKeys() {}

  static SinkSettings read(Keys keys, String name) {
    String host = keys.require("host", HOST, "-");
    Transport transport = keys.get("transport", TRANSPORT, Transport.TLS);
    int port = keys.get("port", new Whole(1, 65535), port(transport));
    boolean encrypted = transport == Transport.TLS || transport == Transport.RELP_TLS;
    Optional<Path> ca = file(keys, "ca", encrypted);
    Optional<Path> certificate = file(keys, "certificate", encrypted);
    Optional<Path> key = file(keys, "key", encrypted);
    if (certificate.isPresent() != key.isPresent()) {
      keys.wrong(
          certificate.isPresent() ? "certificate" : "key", "needs both: certificate and key");
    }
    Optional<String> serverName = keys.get("server-name", HOST);
    if (serverName.isPresent() && !encrypted) {
      keys.wrong("server-name", "needs transport tls or relp-tls");
    }
    return new SinkSettings.NetworkSyslog(
        name,
        host,
        port,
        transport,
        SinkKeys.layout(keys),
        Facilities.read(keys),
        ca,
        certificate,
        key,
        serverName,
        keys.get("enterprise", new Whole(1, Integer.MAX_VALUE), ENTERPRISE));
  }

  // RFC 5426 section 3.3, RFC 5425 section 4.1; omrelp's default for RELP
  private static int port(Transport transport) {
    return transport == Transport.TLS ? 6514 : 514;
  }

  private static Optional<Path> file(Keys keys, String name, boolean encrypted) {
    Optional<Path> file = keys.get(name, PATH);
    if (file.isPresent() && !encrypted) {
      keys.wrong(name, "needs transport tls or relp-tls");
    }
    return file;
  }
}
