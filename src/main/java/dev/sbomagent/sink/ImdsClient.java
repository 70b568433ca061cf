package dev.sbomagent.sink;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The instance metadata service, version 2 alone (EC2 User Guide, "Use the Instance Metadata
 * Service to access instance metadata"): nobody but this machine is asked, no proxy, no redirect,
 * and plain HTTP/1.0 is spoken: the JDK's client opens every jar of the class path to look for
 * handlers, which a daemon would carry as long as it lives. All that one client asks takes a second
 * at most, also where packets to that address just vanish. For one thread.
 */
final class ImdsClient {
  private static final URI USUAL = URI.create("http://169.254.169.254");
  private static final int MAX_BYTES = 64 * 1024;
  private static final long ALL_NANOS = 1_000_000_000L;

  /** The token need not outlive this client. */
  private static final String TOKEN_SECONDS = "60";

  private final URI endpoint;
  private final long start = System.nanoTime();
  private final String token;

  /** Asks for a token; fails when there is none to be had. */
  ImdsClient(Optional<URI> endpoint) throws IOException {
    this.endpoint = endpoint.orElse(USUAL);
    this.token =
        new String(
            asked("PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", TOKEN_SECONDS)
                .orElse(new byte[0]),
            StandardCharsets.ISO_8859_1);
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IOException("no token");
    }
  }

  /** What is there, empty when nothing is. */
  Optional<byte[]> read(String path) throws IOException {
    return asked("GET", path, "X-aws-ec2-metadata-token", token);
  }

  private Optional<byte[]> asked(String method, String path, String header, String value)
      throws IOException {
    String request =
        method
            + " "
            + base()
            + path
            + " HTTP/1.0\r\nHost: "
            + endpoint.getRawAuthority()
            + "\r\nContent-Length: 0\r\n"
            + header
            + ": "
            + value
            + "\r\n\r\n";
    HttpAnswer answer;
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      int port = endpoint.getPort() < 0 ? 80 : endpoint.getPort();
      socket.connect(new InetSocketAddress(endpoint.getHost(), port), left());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      answer = HttpAnswer.parse(bytes(socket));
    }
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw new IOException("status " + answer.status() + " of " + path);
    }
    return Optional.of(answer.body());
  }

  /** A timeout is for each read: what comes in drops must not take longer either. */
  private byte[] bytes(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[MAX_BYTES + 1];
    int size = 0;
    for (int n = 0; n >= 0; n = in.read(bytes, size, bytes.length - size)) {
      size += n;
      if (size > MAX_BYTES) {
        throw new IOException("more than " + MAX_BYTES + " bytes");
      }
      socket.setSoTimeout(left());
    }
    return Arrays.copyOf(bytes, size);
  }

  /** What paths are below. */
  private String base() {
    String base = endpoint.getRawPath();
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  /** Milliseconds that are left, at least one. */
  private int left() throws IOException {
    long left = ALL_NANOS - (System.nanoTime() - start);
    if (left <= 0) {
      throw new IOException("not answered within a second");
    }
    return (int) (left / 1_000_000) + 1;
  }
}
