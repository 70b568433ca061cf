package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the control groups of services said, see cgroup-v2.rst of the kernel. */
final class ControlGroups {
  /** Appends what the group of a unit says to a file: unit, file, and what is in it. */
  static final String SCRIPT =
      """
      cd /sys/fs/cgroup/system.slice/$1.service
      grep . memory.high memory.max pids.max cpu.weight memory.peak pids.current memory.events memory.stat |
        sed "s/^/$1 /; s/:/ /" >>/run/payload/groups
      """;

  private static final Map<String, String> LIMITS =
      Map.of(
          "MemoryHigh", "memory.high",
          "MemoryMax", "memory.max",
          "TasksMax", "pids.max",
          "CPUWeight", "cpu.weight");

  private final Map<String, Long> most = new TreeMap<>();

  /**
   * @param lines of the script's; of what is said more than once, the most counts
   */
  ControlGroups(List<String> lines) {
    for (String line : lines) {
      int last = line.lastIndexOf(' ');
      if (line.startsWith("sbom-agent")) {
        most.merge(line.substring(0, last), Long.valueOf(line.substring(last + 1)), Math::max);
      }
    }
  }

  /** As the unit states them: bytes, counts. */
  static Map<String, Long> limits(String unit) {
    Path file = Peers.PROJECT.resolve("systemd/" + unit + ".service");
    Map<String, Long> limits = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] sides = line.split("=", 2);
        String limit = LIMITS.get(sides[0]);
        if (limit != null) {
          limits.put(limit, number(sides[1]));
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return limits;
  }

  private static long number(String value) {
    return value.endsWith("M")
        ? Long.parseLong(value.substring(0, value.length() - 1)) << 20
        : Long.parseLong(value);
  }

  /** As the kernel has them. */
  Map<String, Long> limitsOf(String unit) {
    Map<String, Long> limits = new TreeMap<>();
    for (String limit : LIMITS.values()) {
      limits.put(limit, of(unit, limit));
    }
    return limits;
  }

  private long of(String unit, String name) {
    return most.getOrDefault(unit + " " + name, -1L);
  }

  /**
   * What it needs for itself leaves half of the limit to goldens that are larger, and nothing of it
   * was killed. The rest is cache of the files it read, which the kernel takes back when there is
   * more than the limit.
   */
  void assertRoom(String unit) {
    long own = of(unit, "memory.peak") - of(unit, "memory.stat file");
    String figures =
        "%s: peak %.1f MB, without cache %.1f, %d tasks, above memory.high %d times"
            .formatted(
                unit,
                megabytes(of(unit, "memory.peak")),
                megabytes(own),
                of(unit, "pids.current"),
                of(unit, "memory.events high"));
    System.out.println(figures);
    assertTrue(own <= of(unit, "memory.high") / 2, figures);
    assertTrue(of(unit, "pids.current") <= of(unit, "pids.max") / 2, figures);
    for (String event : List.of("max", "oom", "oom_kill")) {
      assertEquals(0, of(unit, "memory.events " + event), () -> event + ", " + figures);
    }
  }

  private static double megabytes(long bytes) {
    return bytes / 1048576.0;
  }
}
