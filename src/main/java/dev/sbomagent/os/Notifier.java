package dev.sbomagent.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tells systemd how the service is, by the protocol of sd_notify(3). What cannot be told is not: no
 * method throws. For any thread.
 */
public final class Notifier {
  private static final int MAX_STATUS = 500;
  private static final int PATIENCE_MILLIS = 1000;

  private final Optional<String> socket;

  private Notifier(Optional<String> socket) {
    this.socket = socket;
  }

  /**
   * A notifier.
   *
   * @param notifySocket value of {@code NOTIFY_SOCKET}; without it nobody is told
   */
  public static Notifier of(Optional<String> notifySocket) {
    return new Notifier(notifySocket.filter(address -> !address.isEmpty()));
  }

  /** The service is up. Also ends {@link #reloading}. */
  public void ready() {
    tell("READY=1");
  }

  /** The service is alive. */
  public void watchdog() {
    tell("WATCHDOG=1");
  }

  /** What it is doing, one line for a person. */
  public void status(String words) {
    StringBuilder line = new StringBuilder("STATUS=");
    for (int i = 0; i < words.length() && i < MAX_STATUS; i++) {
      char c = words.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    tell(line.toString());
  }

  /** The configuration is being read again; {@link #ready} ends it. */
  public void reloading() {
    // CLOCK_MONOTONIC in microseconds, which is what nanoTime is on Linux
    tell("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1000);
  }

  /** The service is about to end. */
  public void stopping() {
    tell("STOPPING=1");
  }

  private void tell(String message) {
    if (socket.isEmpty()) {
      return;
    }
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    // a new socket each time, as sd_notify does: there is nothing to keep or to lose
    try (UnixDatagram datagram = UnixDatagram.connect(socket.get())) {
      try {
        datagram.send(bytes, bytes.length);
      } catch (SocketFailure full) {
        if (full.errno() == Errno.EAGAIN) {
          datagram.awaitRoom(PATIENCE_MILLIS);
          datagram.send(bytes, bytes.length);
        }
      }
    } catch (IOException nobodyListens) {
      // the service runs on without a manager
    }
  }
}
