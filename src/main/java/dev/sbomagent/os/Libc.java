package dev.sbomagent.os;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** Functions of the C library, as their man pages have them; an error is thrown with its errno. */
final class Libc {
  static final int AF_UNIX = 1;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_NOSIGNAL = 0x4000;
  static final short POLLOUT = 4;

  static {
    // unset, JNA runs ldconfig to learn where libraries are; we need only what is loaded already
    if (System.getProperty("jna.platform.library.path") == null) {
      System.setProperty("jna.platform.library.path", "");
    }
    Native.register(Libc.class, NativeLibrary.getProcess());
  }

  private Libc() {}

  static native int socket(int domain, int type, int protocol) throws LastErrorException;

  static native int connect(int socket, byte[] address, int length) throws LastErrorException;

  static native NativeLong send(int socket, byte[] bytes, NativeLong length, int flags)
      throws LastErrorException;

  /** {@code polled} is a {@code struct pollfd}: int fd, short events, short revents. */
  static native int poll(byte[] polled, NativeLong count, int milliseconds)
      throws LastErrorException;

  static native int prctl(
      int option, NativeLong first, NativeLong second, NativeLong third, NativeLong fourth)
      throws LastErrorException;

  /** A system call that the library has no function for; its arguments go in registers. */
  static native NativeLong syscall(
      NativeLong number, NativeLong first, NativeLong second, Pointer third)
      throws LastErrorException;

  static native int madvise(Pointer start, NativeLong length, int advice) throws LastErrorException;

  static native int close(int socket) throws LastErrorException;
}
