package dev.sbomagent.sink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a server answered to a request of HTTP/1.0 (RFC 1945, 6; RFC 9112, 6.3): whole, once the
 * connection has ended.
 */
final class HttpAnswer {
  /** A server sends this at the least: {@code HTTP/1.0 200}. */
  private static final int LEAST = 12;

  private final int status;
  private final byte[] body;

  private HttpAnswer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  /**
   * Parses an answer.
   *
   * @param bytes all that came
   * @throws IOException when it is none, or was cut short
   */
  static HttpAnswer parse(byte[] bytes) throws IOException {
    int head = headLength(bytes);
    String[] lines = new String(bytes, 0, head, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
    String first = lines[0];
    if (first.length() < LEAST || !first.startsWith("HTTP/1.") || first.charAt(8) != ' ') {
      throw new IOException("not an answer of HTTP/1");
    }
    long length = -1;
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      String name = colon < 0 ? "" : lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      String value = lines[i].substring(colon + 1).strip();
      if (name.equals("transfer-encoding")) {
        throw new IOException("answered in a transfer coding, which HTTP/1.0 has not");
      }
      if (name.equals("content-length")) {
        length = number(value);
      }
    }
    byte[] body = Arrays.copyOfRange(bytes, head, bytes.length);
    if (length > body.length) {
      throw new IOException("cut short: " + body.length + " bytes of " + length);
    }
    return new HttpAnswer(
        (int) number(first.substring(9, LEAST)),
        length < 0 ? body : Arrays.copyOf(body, (int) length));
  }

  /** Three digits. */
  int status() {
    return status;
  }

  /** As sent. */
  byte[] body() {
    return body;
  }

  /** With the empty line that ends it. */
  private static int headLength(byte[] bytes) throws IOException {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
        return i + 2;
      }
      if (bytes[i] == '\n'
          && bytes[i + 1] == '\r'
          && i + 2 < bytes.length
          && bytes[i + 2] == '\n') {
        return i + 3;
      }
    }
    throw new IOException("an answer without an end of its head");
  }

  private static long number(String digits) throws IOException {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || i == 9) {
        throw new IOException("not a number: '" + digits + "'");
      }
      value = 10 * value + c - '0';
    }
    if (digits.isEmpty()) {
      throw new IOException("a number is missing");
    }
    return value;
  }
}
