package dev.sbomagent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * When a process started, which tells it from a later one of the same number: field 22 of {@code
 * /proc/PID/stat} (proc_pid_stat(5)), clock ticks since boot.
 */
final class ProcessStart {
  private static final int MAX_BYTES = 4096;

  /** Fields between the command's closing parenthesis and the start: 3, the state, to 21. */
  private static final int BEFORE = 19;

  private ProcessStart() {}

  /**
   * When a process started.
   *
   * @param proc where proc(5) is mounted
   * @param process a number, or {@code self}
   * @return empty when there is no such process, or none that we may see
   */
  static OptionalLong ticks(Path proc, String process) {
    try (InputStream in = Files.newInputStream(proc.resolve(process).resolve("stat"))) {
      return parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return OptionalLong.empty();
    }
  }

  // the command may hold anything, spaces and parentheses too; no field after it does
  static OptionalLong parse(String stat) {
    int at = stat.lastIndexOf(')') + 1;
    for (int field = 0; field < BEFORE + 1; field++) {
      at = stat.indexOf(' ', at) + 1;
      if (at == 0) {
        return OptionalLong.empty();
      }
    }
    int end = stat.indexOf(' ', at);
    try {
      return end < 0
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseUnsignedLong(stat.substring(at, end)));
    } catch (NumberFormatException wrong) {
      return OptionalLong.empty();
    }
  }
}
