package dev.sbomagent.sink;

import java.io.IOException;

class TcpSyslogTest extends NetworkSyslogContract {
  TcpSyslogTest() throws IOException {
    super(SinkSettings.Transport.TCP, new SyslogServer(SyslogServer.Framing.OCTETS, null));
  }
}
