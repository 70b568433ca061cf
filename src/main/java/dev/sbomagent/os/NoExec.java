package dev.sbomagent.os;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.util.Optional;

/**
 * Takes from this process, and from whatever it becomes, the right to start programs: a filter of
 * system calls, seccomp(2), which nothing can take off again. A unit of systemd cannot do that,
 * because systemd itself must start the program that it filters.
 */
public final class NoExec {
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int SECCOMP_SET_MODE_FILTER = 1;

  /** All threads, not only the one that asks. */
  private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;

  // linux/bpf_common.h: a word of seccomp_data, jumps, and the answer
  private static final int LOAD = 0x20;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_AT_LEAST = 0x35;
  private static final int ANSWER = 0x06;
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;

  private static final int ALLOWED = 0x7FFF0000;

  /** SECCOMP_RET_ERRNO with EACCES. */
  private static final int REFUSED = 0x00050000 | 13;

  /** Numbers from here on are those of x32, another set of calls of the same architecture. */
  private static final int X32 = 0x40000000;

  private NoExec() {}

  /** Numbers of a processor's system calls; the architecture's is of linux/audit.h. */
  private record Calls(int architecture, int execve, int execveat, int seccomp) {
    static Optional<Calls> of(String arch) {
      return switch (arch) {
        case "amd64", "x86_64" -> Optional.of(new Calls(0xC000003E, 59, 322, 317));
        case "aarch64" -> Optional.of(new Calls(0xC00000B7, 221, 281, 277));
        default -> Optional.empty();
      };
    }
  }

  /**
   * From now on no thread of this process can start a program: execve(2) and execveat(2) fail with
   * EACCES.
   *
   * @return why that could not be had; empty when it is so
   */
  public static Optional<String> install() {
    String arch = System.getProperty("os.arch", "");
    Optional<Calls> calls = Calls.of(arch);
    if (calls.isEmpty()) {
      return Optional.of("its system calls are not known here: " + arch);
    }
    try {
      return install(calls.get());
    } catch (LastErrorException refused) {
      return Optional.of(
          "the kernel refuses the filter: " + SocketFailure.name(refused.getErrorCode()));
    } catch (LinkageError missing) {
      return Optional.of("no native calls here: " + missing.getMessage());
    }
  }

  private static Optional<String> install(Calls calls) {
    int[][] program = {
      {LOAD, 0, 0, ARCHITECTURE},
      {IF_EQUAL, 0, 5, calls.architecture},
      {LOAD, 0, 0, NUMBER},
      {IF_AT_LEAST, 3, 0, X32},
      {IF_EQUAL, 2, 0, calls.execve},
      {IF_EQUAL, 1, 0, calls.execveat},
      {ANSWER, 0, 0, ALLOWED},
      {ANSWER, 0, 0, REFUSED},
    };
    // struct sock_filter {u16 code; u8 jt, jf; u32 k} and struct sock_fprog {u16 len; pointer}
    Memory filter = new Memory(8L * program.length);
    for (int i = 0; i < program.length; i++) {
      filter.setShort(8L * i, (short) program[i][0]);
      filter.setByte(8L * i + 2, (byte) program[i][1]);
      filter.setByte(8L * i + 3, (byte) program[i][2]);
      filter.setInt(8L * i + 4, program[i][3]);
    }
    Memory described = new Memory(16);
    described.clear();
    described.setShort(0, (short) program.length);
    described.setPointer(8, filter);
    NativeLong none = new NativeLong(0);
    Libc.prctl(PR_SET_NO_NEW_PRIVS, new NativeLong(1), none, none, none);
    long thread =
        Libc.syscall(
                new NativeLong(calls.seccomp),
                new NativeLong(SECCOMP_SET_MODE_FILTER),
                new NativeLong(SECCOMP_FILTER_FLAG_TSYNC),
                described)
            .longValue();
    return thread == 0
        ? Optional.empty()
        : Optional.of("a thread has another filter: thread " + thread);
  }
}
