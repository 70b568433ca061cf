package dev.sbomagent.os;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A receiver of datagrams of the UNIX domain. */
public final class BoundDatagram implements AutoCloseable {
  static {
    Native.register(BoundDatagram.class, NativeLibrary.getProcess());
  }

  private static native int socket(int domain, int type, int protocol) throws LastErrorException;

  private static native int bind(int socket, byte[] address, int length) throws LastErrorException;

  private static native NativeLong recv(int socket, byte[] bytes, NativeLong length, int flags)
      throws LastErrorException;

  private static native int shutdown(int socket, int how) throws LastErrorException;

  private static native int close(int socket) throws LastErrorException;

  private final int socket;

  private BoundDatagram(int socket) {
    this.socket = socket;
  }

  /** Binds to a path that does not exist yet, or to {@code @name}. */
  public static BoundDatagram at(String address) {
    byte[] name = address.getBytes(UTF_8);
    boolean isPath = name[0] != '@';
    name[0] = isPath ? name[0] : 0;
    ByteBuffer raw =
        ByteBuffer.allocate(2 + name.length + (isPath ? 1 : 0)).order(ByteOrder.nativeOrder());
    raw.putShort((short) 1).put(name);
    int socket = socket(1, 2, 0);
    bind(socket, raw.array(), raw.capacity());
    return new BoundDatagram(socket);
  }

  /** The next datagram, waited for. */
  public byte[] next() {
    byte[] bytes = new byte[256 * 1024];
    int length = recv(socket, bytes, new NativeLong(bytes.length), 0).intValue();
    return Arrays.copyOf(bytes, length);
  }

  /** The next datagram as text. */
  public String nextText() {
    return new String(next(), UTF_8);
  }

  /** Lets whoever waits for the next datagram go, with an empty one. */
  public void end() {
    shutdown(socket, 2);
  }

  @Override
  public void close() {
    close(socket);
  }
}
