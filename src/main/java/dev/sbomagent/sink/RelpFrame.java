package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One frame of RELP: {@code TXNR SP COMMAND SP DATALEN [SP DATA] LF}, as rsyslog's librelp has it
 * (doc/relp.html there).
 *
 * @param number from 0 to {@value #MAX_NUMBER}
 * @param data the first {@value #KEPT} bytes of it
 */
record RelpFrame(int number, String command, String data) {
  static final int MAX_NUMBER = 999_999_999;
  static final int KEPT = 300;
  private static final int MAX_DATA = 128 * 1024;
  private static final int MAX_COMMAND = 32;
  private static final int MAX_DIGITS = 9;

  static void write(OutputStream out, int number, String command, byte[] data) throws IOException {
    out.write((number + " " + command + " " + data.length).getBytes(US_ASCII));
    if (data.length > 0) {
      out.write(' ');
      out.write(data);
    }
    out.write('\n');
  }

  /**
   * Reads a frame.
   *
   * @throws EOFException when there is no more
   * @throws IOException also when it is none, or longer than a server may sensibly send
   */
  static RelpFrame read(InputStream in) throws IOException {
    StringBuilder word = new StringBuilder();
    require(word(in, word) == ' ');
    int number = number(word);
    require(word(in, word) == ' ' && word.length() > 0);
    String command = word.toString();
    int end = word(in, word);
    int length = number(word);
    require(length <= MAX_DATA && (length == 0 || end == ' '));
    ByteArrayOutputStream data = new ByteArrayOutputStream(KEPT);
    for (int i = 0; i < length; i++) {
      int b = next(in);
      if (i < KEPT) {
        data.write(b);
      }
    }
    require(end == '\n' || next(in) == '\n');
    return new RelpFrame(number, command, data.toString(US_ASCII));
  }

  /** Reads letters and digits; gives what ends them. */
  private static int word(InputStream in, StringBuilder word) throws IOException {
    word.setLength(0);
    while (true) {
      int b = next(in);
      if (b == ' ' || b == '\n') {
        return b;
      }
      require(word.length() < MAX_COMMAND && b < 128 && Character.isLetterOrDigit(b));
      word.append((char) b);
    }
  }

  private static int number(StringBuilder word) throws IOException {
    require(word.length() > 0 && word.length() <= MAX_DIGITS);
    int number = 0;
    for (int i = 0; i < word.length(); i++) {
      int digit = word.charAt(i) - '0';
      require(digit >= 0 && digit <= 9);
      number = number * 10 + digit;
    }
    return number;
  }

  private static int next(InputStream in) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("relp: closed by the server");
    }
    return b;
  }

  private static void require(boolean wellFormed) throws IOException {
    if (!wellFormed) {
      throw new IOException("relp: malformed frame");
    }
  }
}
