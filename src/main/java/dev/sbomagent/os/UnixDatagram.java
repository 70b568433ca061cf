package dev.sbomagent.os;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A datagram socket of the UNIX domain (unix(7)), connected to a receiver; the JDK has stream
 * sockets only (JDK-8297837). For one thread.
 */
public final class UnixDatagram implements Closeable {
  /** {@code sun_path} of unix(7), with its end. */
  private static final int MAX_PATH = 108;

  private final String address;
  private final int socket;
  private boolean closed;

  private UnixDatagram(String address, int socket) {
    this.address = address;
    this.socket = socket;
  }

  /**
   * A socket connected to a receiver.
   *
   * @param address a path, or {@code @} and a name of the abstract namespace
   * @throws SocketFailure when the kernel says no, with its errno
   * @throws IOException when it is no address
   */
  public static UnixDatagram connect(String address) throws IOException {
    byte[] raw = raw(address);
    int socket;
    try {
      socket = Libc.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
    } catch (LastErrorException refused) {
      throw new SocketFailure(address, "socket", refused.getErrorCode());
    } catch (LinkageError missing) {
      throw new IOException(address + ": no native calls here: " + missing.getMessage());
    }
    UnixDatagram datagram = new UnixDatagram(address, socket);
    try {
      Libc.connect(socket, raw, raw.length);
      return datagram;
    } catch (LastErrorException refused) {
      datagram.close();
      throw new SocketFailure(address, "connect", refused.getErrorCode());
    }
  }

  /** {@code struct sockaddr_un}: the family, and a path with its end or a name without. */
  private static byte[] raw(String address) throws IOException {
    byte[] path = address.getBytes(StandardCharsets.UTF_8);
    if (path.length < 2 || path.length >= MAX_PATH || address.indexOf(0) >= 0) {
      throw new IOException("not an address of a unix socket: '" + address + "'");
    }
    boolean isAbstract = path[0] == '@';
    if (isAbstract) {
      path[0] = 0;
    }
    byte[] raw = new byte[2 + path.length + (isAbstract ? 0 : 1)];
    ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder()).putShort((short) Libc.AF_UNIX).put(path);
    return raw;
  }

  /**
   * Sends one datagram, whole, without waiting.
   *
   * @param length how many of the bytes, from the first on
   * @throws SocketFailure {@code EAGAIN} when the receiver's queue is full, {@code ECONNREFUSED} or
   *     {@code ENOTCONN} when there is no receiver any more, {@code EMSGSIZE} when it is too large
   */
  public void send(byte[] bytes, int length) throws IOException {
    if (closed || length < 0 || length > bytes.length) {
      throw new IOException(address + ": closed, or not so many bytes: " + length);
    }
    try {
      Libc.send(socket, bytes, new NativeLong(length), Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL);
    } catch (LastErrorException refused) {
      throw new SocketFailure(address, "send", refused.getErrorCode());
    }
  }

  /** Waits until the receiver's queue has room again, or there is no receiver, or time is up. */
  public void awaitRoom(int milliseconds) throws IOException {
    byte[] polled =
        ByteBuffer.allocate(8)
            .order(ByteOrder.nativeOrder())
            .putInt(socket)
            .putShort(Libc.POLLOUT)
            .array();
    try {
      Libc.poll(polled, new NativeLong(1), milliseconds);
    } catch (LastErrorException refused) {
      if (Errno.of(refused.getErrorCode()) != Errno.EINTR) {
        throw new SocketFailure(address, "poll", refused.getErrorCode());
      }
    }
  }

  /** Closes the socket; again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        Libc.close(socket);
      } catch (LastErrorException gone) {
        // close(2): the descriptor is released all the same
      }
    }
  }
}
