package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs {@link OutboxProgram} again and again on one folder, and keeps account of what it said. */
final class OutboxTrial {
  final Path folder;
  final Map<Long, String> accepted = new TreeMap<>();
  final List<String> damaged = new ArrayList<>();
  private int years;

  OutboxTrial(Path folder) {
    this.folder = folder;
  }

  /** The clock of those that are started from now on is off by so much. */
  void clockOff(int years) {
    this.years = years;
  }

  List<String> command(String what, int count) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-Xmx64m",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.sbomagent.interop.OutboxProgram",
        folder.toString(),
        what,
        Integer.toString(count),
        Integer.toString(years));
  }

  Tool.Ended run(String what, int count) {
    return account(Tool.of(command(what, count).toArray(String[]::new)).run());
  }

  /** With what {@code strace} injects into it, strace(1). */
  Tool.Ended run(String what, int count, String injected) {
    Tool strace =
        Tool.of("strace", "-f", "-qq", "-o", folder + ".strace")
            .with("-e", "trace=fsync,fdatasync,rename", "-e", "inject=" + injected);
    return account(strace.with(command(what, count).toArray(String[]::new)).run());
  }

  private Tool.Ended account(Tool.Ended ended) {
    for (String line : ended.out().lines().toList()) {
      account(line);
    }
    return ended;
  }

  void account(String line) {
    String[] words = line.split(" ", -1);
    if (words[0].equals("accepted")) {
      accepted.put(Long.valueOf(words[1]), words[2]);
    } else if (words[0].equals("damaged")) {
      damaged.add(words[1]);
    }
  }

  /** What the kills came to. */
  record Sum(int reports, int again) {}

  /**
   * Delivers the rest, undisturbed, and judges: each count arrived under one id, the first time
   * before all that come after it, and more than once only marked so; all that were accepted did.
   */
  Sum judge() {
    Tool.Ended ended = run("ship", 0);
    assertTrue(ended.out().contains("pending=0"), () -> ended.out() + ended.err());
    Map<Long, String> first = new TreeMap<>();
    int again = 0;
    long newest = 0;
    for (String line : lines()) {
      String[] words = line.split(" ", -1);
      long n = Long.parseLong(words[0]);
      String known = first.putIfAbsent(n, words[1]);
      if (known == null) {
        assertEquals(newest + 1, n, "lost or out of order");
        newest = n;
      } else {
        assertEquals(known, words[1], "a transition told twice: " + n);
        assertEquals("true", words[2], "repeated without a mark: " + n);
        again++;
      }
    }
    // what was accepted when it was killed could not say so
    assertTrue(first.entrySet().containsAll(accepted.entrySet()), "accepted and not delivered");
    return new Sum(first.size(), again);
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(Path.of(folder + ".lines"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
