package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * The Reliable Event Logging Protocol, as rsyslog's librelp speaks it (doc/relp.html there): a
 * frame is {@code TXNR COMMAND DATALEN DATA LF}, and the server answers each with one of the same
 * number, {@code rsp}, whose data starts with {@code 200} when the record is accepted. Several
 * records are on their way at a time.
 */
final class RelpWire implements Wire {
  /** As librelp has it. */
  private static final int WINDOW = 128;

  private static final int MAX_NUMBER = 999_999_999;
  private static final int MAX_RESPONSE = 128 * 1024;
  private static final int KEPT_RESPONSE = 300;
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
      connection.out().flush();
      acknowledged();
    }
    frame("syslog", record);
    sent++;
  }

  @Override
  public void settle() throws IOException {
    connection.out().flush();
    while (settled < sent) {
      acknowledged();
    }
  }

  /** Waits for the oldest record's response; a server answers in order. */
  private void acknowledged() throws IOException {
    long behind = sent - settled - 1;
    long expected = number - behind;
    response((int) (expected > 0 ? expected : expected + MAX_NUMBER));
    settled++;
  }

  @Override
  public long settled() {
    return settled;
  }

  private void frame(String command, byte[] bytes) throws IOException {
    number = number == MAX_NUMBER ? 1 : number + 1;
    String head = number + " " + command + " " + bytes.length + " ";
    connection.out().write(head.getBytes(US_ASCII));
    connection.out().write(bytes);
    connection.out().write('\n');
  }

  /** Reads the response to a frame, and requires that it is a good one. */
  private void response(int expected) throws IOException {
    int answered = number(word(9));
    String command = word(11);
    int length = number(word(6));
    if (length > MAX_RESPONSE) {
      throw new IOException("relp: response of " + length + " bytes");
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream(KEPT_RESPONSE);
    for (int i = 0; i < length; i++) {
      int b = read();
      if (i < KEPT_RESPONSE) {
        text.write(b);
      }
    }
    if (read() != '\n') {
      throw new IOException("relp: frame without an end");
    }
    if (command.equals("serverclose")) {
      throw new EOFException("relp: closed by the server");
    }
    String answer = text.toString(US_ASCII);
    if (!command.equals("rsp") || answered != expected) {
      throw new IOException("relp: " + command + " " + answered + " instead of rsp " + expected);
    }
    if (!answer.startsWith("200")) {
      throw new IOException("relp: not accepted: " + answer);
    }
  }

  /** The bytes up to a space. */
  private String word(int max) throws IOException {
    StringBuilder word = new StringBuilder();
    while (true) {
      int b = read();
      if (b == ' ') {
        return word.toString();
      }
      if (word.length() == max || b < '0' || b > 'z') {
        throw new IOException("relp: malformed frame");
      }
      word.append((char) b);
    }
  }

  private static int number(String word) throws IOException {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException wrong) {
      throw new IOException("relp: not a number: '" + word + "'", wrong);
    }
  }

  private int read() throws IOException {
    int b = connection.in().read();
    if (b < 0) {
      throw new EOFException("relp: closed by the server");
    }
    return b;
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
