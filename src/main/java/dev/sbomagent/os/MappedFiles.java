package dev.sbomagent.os;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages of files that this process has mapped: programs, libraries, class data. The kernel
 * keeps them resident as long as nobody else needs the room, sixteen for each that was touched. Who
 * is about to sleep gives them back; what it touches again is a minor fault, for the file is still
 * cached.
 */
public final class MappedFiles {
  private static final int MADV_DONTNEED = 4;

  /** Less is not worth the call. */
  private static final long LEAST_KILOBYTES = 64;

  private MappedFiles() {}

  /** A part of memory, both ends in bytes. */
  record Range(long start, long end) {}

  /**
   * Gives back what the process only ever reads of the files it has mapped. Costs milliseconds;
   * does nothing where it cannot. From any thread.
   *
   * @param smaps what {@code /proc/self/smaps} says now
   */
  public static void giveBack(String smaps) {
    try {
      for (Range range : untouched(smaps)) {
        Libc.madvise(
            new Pointer(range.start), new NativeLong(range.end - range.start), MADV_DONTNEED);
      }
    } catch (LastErrorException | LinkageError unable) {
      // it stays resident, which is a matter of cost alone
    }
  }

  /**
   * What proc_pid_smaps(5) shows as mapped from a file, not writable, and without a page of its own
   * in it: a page that was written to before the right was taken off would be lost.
   */
  static List<Range> untouched(String smaps) {
    List<Range> all = new ArrayList<>();
    Range range = null;
    long resident = 0;
    for (int at = 0; at < smaps.length(); ) {
      int end = smaps.indexOf('\n', at);
      end = end < 0 ? smaps.length() : end;
      if (isField(smaps, at, end)) {
        if (smaps.startsWith("Rss:", at)) {
          resident = kilobytes(smaps, at, end);
        } else if (smaps.startsWith("Anonymous:", at)) {
          if (range != null && resident >= LEAST_KILOBYTES && kilobytes(smaps, at, end) == 0) {
            all.add(range);
          }
          range = null;
        }
      } else {
        range = mapping(smaps.substring(at, end));
        resident = 0;
      }
      at = end + 1;
    }
    return all;
  }

  /** Names of fields begin with a capital, mappings with a digit in base 16. */
  private static boolean isField(String smaps, int at, int end) {
    return at < end && smaps.charAt(at) >= 'A' && smaps.charAt(at) <= 'Z';
  }

  private static long kilobytes(String smaps, int at, int end) {
    long number = -1;
    for (int i = smaps.indexOf(':', at) + 1; i < end; i++) {
      int digit = Character.digit(smaps.charAt(i), 10);
      if (digit >= 0) {
        number = Math.max(0, number) * 10 + digit;
      }
    }
    return number;
  }

  /** {@code start-end perms offset device inode path}; null when it is not one to give back. */
  private static @Nullable Range mapping(String line) {
    String[] words = line.split(" +", 6);
    int dash = words[0].indexOf('-');
    if (words.length < 6
        || dash < 0
        || !words[5].startsWith("/")
        || words[1].length() != 4
        || words[1].charAt(0) != 'r'
        || words[1].charAt(1) != '-') {
      return null;
    }
    try {
      long start = Long.parseLong(words[0].substring(0, dash), 16);
      long end = Long.parseLong(words[0].substring(dash + 1), 16);
      return start < end ? new Range(start, end) : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
