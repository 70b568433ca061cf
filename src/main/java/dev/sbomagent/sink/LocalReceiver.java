package dev.sbomagent.sink;

import dev.sbomagent.os.Errno;
import dev.sbomagent.os.SocketFailure;
import dev.sbomagent.os.UnixDatagram;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A daemon of this machine that takes datagrams: connected when there is something to send, and
 * once more when it was restarted since. A full queue is waited for. For one thread.
 */
final class LocalReceiver implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** How often an interruption is looked for while waiting. */
  private static final int SLICE_MILLIS = 100;

  private final String address;
  private @Nullable UnixDatagram connection;

  LocalReceiver(Path socket) {
    this.address = socket.toString();
  }

  /** When to give up what begins now, for {@link #send}. */
  static long deadline() {
    return System.nanoTime() + PATIENCE.toNanos();
  }

  /**
   * Sends one datagram.
   *
   * @throws SocketFailure {@code EMSGSIZE} when it is too large, any other when nobody takes it
   */
  void send(byte[] bytes, long deadline) throws IOException, InterruptedException {
    boolean fresh = false;
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (connection == null) {
        connection = UnixDatagram.connect(address);
        fresh = true;
      }
      try {
        connection.send(bytes, bytes.length);
        return;
      } catch (SocketFailure failed) {
        if (failed.errno() == Errno.EAGAIN && System.nanoTime() - deadline < 0) {
          connection.awaitRoom(SLICE_MILLIS);
          continue;
        }
        if (failed.errno() == Errno.EMSGSIZE) {
          throw failed;
        }
        close();
        if (fresh || failed.errno() == Errno.EAGAIN) {
          throw failed;
        }
      }
    }
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
