package dev.sbomagent.sink;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import javax.net.ssl.SSLException;

/** What went wrong on the way, for a person and for the next attempt. */
final class Failures {
  private Failures() {}

  /** The message, with what it lacks: the JDK tells some kinds of failure by the class alone. */
  static String words(IOException failed) {
    String message = failed.getMessage();
    String name = failed.getClass().getSimpleName();
    if (message == null) {
      return name;
    }
    boolean bare = failed instanceof FileSystemException file && file.getReason() == null;
    return bare ? message + ": " + name : message;
  }

  /**
   * Whether the two ends of a TLS connection could not agree whom they trust, rather than lost each
   * other: a handshake that breaks off is an {@link SSLException} too.
   */
  static boolean isDistrust(IOException failed) {
    if (!(failed instanceof SSLException)) {
      return false;
    }
    for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException
          || cause instanceof SocketException
          || cause instanceof ClosedChannelException) {
        return false;
      }
    }
    return true;
  }
}
