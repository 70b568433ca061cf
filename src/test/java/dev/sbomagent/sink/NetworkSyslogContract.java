package dev.sbomagent.sink;

import dev.sbomagent.sink.SinkSettings.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The same for every transport of syslog. */
abstract class NetworkSyslogContract extends SinkContract {
  final SyslogServer server;
  private final Transport transport;

  NetworkSyslogContract(Transport transport, SyslogServer server) {
    this.transport = transport;
    this.server = server;
  }

  @Override
  SinkSettings settings() {
    return new SinkSettings.NetworkSyslog(
        "syslog",
        "127.0.0.1",
        server.port(),
        transport,
        SinkSettings.Layout.NATIVE,
        13,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        32473);
  }

  @Override
  void open() throws IOException {
    server.open();
  }

  @Override
  @AfterEach
  void vanish() throws InterruptedException {
    server.vanish();
  }

  @Override
  List<String> records(int count) throws InterruptedException {
    return server.records(count);
  }

  @Override
  String again() {
    return " again=\"true\"";
  }
}
