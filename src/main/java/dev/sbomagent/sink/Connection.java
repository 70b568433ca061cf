package dev.sbomagent.sink;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection over TCP, plain or within TLS. Every wait ends: by a timeout, by the {@link
 * TimeLimit} it is opened under, or by an interruption, which closes the channel beneath.
 */
final class Connection implements Closeable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(15);

  /**
   * How long a new connection by TLS 1.3 is looked at before it is used: there a server judges our
   * certificate, or the lack of one, when we might already write (RFC 8446 2).
   */
  private static final int FIRST_LOOK_MILLIS = 500;

  private static final int LOOK_MILLIS = 1;

  private final SocketChannel channel;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private Connection(SocketChannel channel, Socket socket) throws IOException {
    this.channel = channel;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
  }

  /**
   * Connects to the first address of the host that answers.
   *
   * @param tls null for a plain connection
   */
  static Connection open(String host, int port, @Nullable Tls tls, TimeLimit limit)
      throws IOException {
    IOException failed = null;
    for (InetAddress address : InetAddress.getAllByName(host)) {
      SocketChannel channel = SocketChannel.open();
      try {
        limit.watch(channel);
        channel.socket().connect(new InetSocketAddress(address, port), (int) CONNECT.toMillis());
        channel.socket().setTcpNoDelay(true);
        channel.socket().setSoTimeout((int) READ.toMillis());
        Socket socket = tls == null ? channel.socket() : tls.secure(channel.socket(), host, port);
        Connection connection = new Connection(channel, socket);
        if (socket instanceof SSLSocket secured
            && secured.getSession().getProtocol().equals("TLSv1.3")) {
          connection.look(FIRST_LOOK_MILLIS);
        }
        return connection;
      } catch (IOException next) {
        channel.close();
        failed = next;
      }
    }
    throw failed == null ? new IOException(host + ": no address") : failed;
  }

  /** Puts a later use under a limit of its own. */
  void under(TimeLimit limit) {
    limit.watch(channel);
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Throws when the other end has closed it, or sent something unasked: then it is over too. */
  void check() throws IOException {
    look(LOOK_MILLIS);
  }

  private void look(int milliseconds) throws IOException {
    socket.setSoTimeout(milliseconds);
    try {
      in.read();
      throw new EOFException("closed by the server");
    } catch (SocketTimeoutException quiet) {
      socket.setSoTimeout((int) READ.toMillis());
    }
  }

  /** Closes it; within TLS says so, which may take what the {@link TimeLimit} leaves. */
  @Override
  public void close() throws IOException {
    try {
      socket.close();
    } finally {
      channel.close();
    }
  }
}
