package dev.sbomagent.sink;

import java.io.IOException;

class UdpSyslogTest extends NetworkSyslogContract {
  UdpSyslogTest() throws IOException {
    super(SinkSettings.Transport.UDP, new SyslogServer(SyslogServer.Framing.DATAGRAM, null));
  }
}
