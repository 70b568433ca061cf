package dev.sbomagent.os;

import java.io.IOException;

/** The kernel refused a call on a socket: what, where, and the error's name. */
public final class SocketFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final Errno errno;

  SocketFailure(String address, String call, int number) {
    super(address + ": " + call + ": " + name(number));
    this.errno = Errno.of(number);
  }

  public Errno errno() {
    return errno;
  }

  static String name(int number) {
    Errno errno = Errno.of(number);
    return errno == Errno.OTHER ? "errno " + number : errno.name();
  }
}
