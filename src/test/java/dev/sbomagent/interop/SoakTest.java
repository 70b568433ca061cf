package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A daemon that sees a real transaction every few seconds, and after as long holds no more than it
 * did. The full figure is had with {@code src/interop/full soak}.
 */
@Tag("interop")
class SoakTest {
  private static final long SECONDS = Long.getLong("interop.soak", 60);

  /** Between transactions: two that become one report, and one that is its own. */
  private static final List<Integer> BETWEEN_MILLIS = List.of(1000, 5000, 5000);

  /** The JVM takes and gives back as it sees fit: about a tenth. */
  private static final double RSS_SHARE = 1.1;

  /** And it starts and ends a thread of its own now and then. */
  private static final int FEW = 2;

  @Test
  void holds_no_more_memory_descriptors_and_threads_after_many_changes() {
    Path work = Peers.work("soak");
    try (Root root = Root.copy()) {
      Transactions transactions = new Transactions(root, new Debs(work));
      Agent.Golden golden =
          SignedGolden.signed(Syft.golden(root.path(), work.resolve("golden.cdx.json")));
      try (WatchedRoot watched = new WatchedRoot(root, golden, work.resolve("agent"), "")) {
        // what is loaded and compiled once
        for (int i = 0; i < Transactions.IN_A_CYCLE; i++) {
          transactions.next();
          watched.await("drift", i + 1);
        }
        List<WatchedRoot.Holding> held = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int changes = 0;
        while (System.nanoTime() < end) {
          transactions.next();
          WatchedRoot.pause(BETWEEN_MILLIS.get(changes++ % BETWEEN_MILLIS.size()));
          held.add(watched.holding());
        }
        int events = watched.await("drift", 1).size() - Transactions.IN_A_CYCLE;
        System.out.printf("soak: %d s, %d transactions, %d events%n", SECONDS, changes, events);
        assertTrue(events >= changes / 3, "it watches");
        judge("RSS in KB", held, WatchedRoot.Holding::rss, RSS_SHARE, 0);
        judge("descriptors", held, WatchedRoot.Holding::descriptors, 1, FEW);
        judge("threads", held, WatchedRoot.Holding::threads, 1, FEW);
      }
    }
  }

  private static void judge(
      String what,
      List<WatchedRoot.Holding> held,
      ToLongFunction<WatchedRoot.Holding> value,
      double share,
      int more) {
    int third = held.size() / 3;
    long first = median(held.subList(0, third), value);
    long last = median(held.subList(held.size() - third, held.size()), value);
    String figures =
        "soak: " + what + ": " + first + " in the first third, " + last + " in the last";
    System.out.println(figures);
    assertTrue(last <= first * share + more, figures);
  }

  private static long median(
      List<WatchedRoot.Holding> held, ToLongFunction<WatchedRoot.Holding> value) {
    long[] sorted = held.stream().mapToLong(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
