package dev.sbomagent.os;

/** Names of the errors that sockets give, errno(3); numbers of Linux on x86, ARM and RISC-V. */
public enum Errno {
  EPERM(1),
  ENOENT(2),
  EINTR(4),
  EAGAIN(11),
  ENOMEM(12),
  EACCES(13),
  ENOTDIR(20),
  EINVAL(22),
  EMFILE(24),
  EPIPE(32),
  ELOOP(40),
  EMSGSIZE(90),
  EPROTOTYPE(91),
  EAFNOSUPPORT(97),
  ECONNRESET(104),
  ENOBUFS(105),
  ENOTCONN(107),
  ECONNREFUSED(111),
  /** Any other. */
  OTHER(0);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  static Errno of(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno;
      }
    }
    return OTHER;
  }
}
