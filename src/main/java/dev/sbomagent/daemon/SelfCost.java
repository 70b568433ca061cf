package dev.sbomagent.daemon;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What this process itself costs, by {@code /proc/self} (proc(5)); zeros where there is none. */
final class SelfCost {
  /** The kernel counts CPU time in these for everybody, whatever it does itself (USER_HZ). */
  private static final int TICKS_PER_SECOND = 100;

  private static final int PAGE = 4096;
  private static final int MAX_BYTES = 4096;

  private SelfCost() {}

  /** All of it, now. */
  static Limits.Usage now() {
    return new Limits.Usage(System.nanoTime(), cpuMillis(), residentBytes());
  }

  /** User and system time of all threads since the process began, in milliseconds. */
  static long cpuMillis() {
    String[] fields = fields("/proc/self/stat", ") ");
    // utime and stime, the 14th and 15th field; the third is the first after the name
    return fields.length > 12
        ? (number(fields[11]) + number(fields[12])) * 1000 / TICKS_PER_SECOND
        : 0;
  }

  /** When it started, in clock ticks since the kernel did. */
  static long startTicks() {
    String[] fields = fields("/proc/self/stat", ") ");
    return fields.length > 19 ? number(fields[19]) : 0;
  }

  /** What of its memory is resident, in bytes. */
  private static long residentBytes() {
    String[] fields = fields("/proc/self/statm", "");
    return fields.length > 1 ? number(fields[1]) * PAGE : 0;
  }

  private static String[] fields(String path, String after) {
    try {
      byte[] bytes = Host.at(Path.of("/")).read(path, MAX_BYTES);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int start = after.isEmpty() ? 0 : text.lastIndexOf(after) + after.length();
      return text.substring(start).trim().split(" ", -1);
    } catch (HostException none) {
      return new String[0];
    }
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException none) {
      return 0;
    }
  }
}
