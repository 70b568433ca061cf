package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;

/**
 * Syslog over TCP or TLS, each record behind the count of its bytes (RFC 6587 3.4.1, RFC 5425 4.3).
 * The server acknowledges nothing: what was written is taken for arrived, unless the connection is
 * seen to break before all was.
 */
final class StreamWire implements Wire {
  private final Connection connection;
  private long sent;
  private long settled;

  StreamWire(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void under(TimeLimit limit) {
    connection.under(limit);
  }

  @Override
  public void check() throws IOException {
    connection.check();
  }

  @Override
  public void send(byte[] record) throws IOException {
    connection.out().write((record.length + " ").getBytes(US_ASCII));
    connection.out().write(record);
    sent++;
  }

  @Override
  public void settle() throws IOException {
    connection.out().flush();
    connection.check();
    settled = sent;
  }

  @Override
  public long settled() {
    return settled;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
