package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;

/**
 * The Reliable Event Logging Protocol: the server answers each {@link RelpFrame} with one of the
 * same number, {@code rsp}, whose data starts with {@code 200} when the record is accepted. Several
 * records are on their way at a time.
 */
final class RelpWire implements Wire {
  /** As librelp has it. */
  private static final int WINDOW = 128;

  private static final byte[] OFFERS =
      "relp_version=0\nrelp_software=sbom-agent\ncommands=syslog".getBytes(US_ASCII);

  private final Connection connection;

  /** Number of the newest frame sent. */
  private int number;

  private long sent;
  private long settled;

  private RelpWire(Connection connection) {
    this.connection = connection;
  }

  /** Opens a session over a connection. */
  static RelpWire open(Connection connection) throws IOException {
    RelpWire wire = new RelpWire(connection);
    try {
      wire.frame("open", OFFERS);
      connection.out().flush();
      wire.response(wire.number);
      return wire;
    } catch (IOException failed) {
      connection.close();
      throw failed;
    }
  }

  @Override
  public void under(TimeLimit limit) {
    connection.under(limit);
  }

  /** A server that sends unasked says that it closes. */
  @Override
  public void check() throws IOException {
    connection.check();
  }

  @Override
  public void send(byte[] record) throws IOException {
    if (sent - settled == WINDOW) {
      flush();
      acknowledged();
    }
    sent++;
    try {
      frame("syslog", record);
    } catch (IOException broken) {
      salvage();
      throw broken;
    }
  }

  @Override
  public void settle() throws IOException {
    flush();
    while (settled < sent) {
      acknowledged();
    }
  }

  private void flush() throws IOException {
    try {
      connection.out().flush();
    } catch (IOException broken) {
      salvage();
      throw broken;
    }
  }

  /** Takes what the server acknowledged before the connection broke: it need not be sent again. */
  private void salvage() {
    try {
      while (settled < sent) {
        acknowledged();
      }
    } catch (IOException noMore) {
      // the caller says what broke it
    }
  }

  /** Waits for the oldest record's response; a server answers in order. */
  private void acknowledged() throws IOException {
    long behind = sent - settled - 1;
    long expected = number - behind;
    response((int) (expected > 0 ? expected : expected + RelpFrame.MAX_NUMBER));
    settled++;
  }

  @Override
  public long settled() {
    return settled;
  }

  private void frame(String command, byte[] data) throws IOException {
    number = number == RelpFrame.MAX_NUMBER ? 1 : number + 1;
    RelpFrame.write(connection.out(), number, command, data);
  }

  /** Reads the response to a frame, and requires that it is a good one. */
  private void response(int expected) throws IOException {
    RelpFrame frame = RelpFrame.read(connection.in());
    if (frame.command().equals("serverclose")) {
      throw new EOFException("relp: closed by the server");
    }
    if (!frame.command().equals("rsp") || frame.number() != expected) {
      throw new IOException("relp: an answer to nothing that was asked");
    }
    if (!frame.data().startsWith("200")) {
      throw new IOException("relp: not accepted: " + frame.data());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      frame("close", new byte[0]);
      connection.out().flush();
    } finally {
      connection.close();
    }
  }
}
