package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long after the end of a real transaction its event is in a file, and in a real journal; and
 * that each is told once, as it is. The full figure is had with {@code src/interop/full latency}.
 */
@Tag("interop")
class LatencyTest {
  private static final int COUNT = Integer.getInteger("interop.transactions", 9);
  private static final int LONG_SECONDS = Integer.getInteger("interop.long", 20);
  private static final long MEDIAN_MICROS = 5_000_000;
  private static final long P95_MICROS = 15_000_000;

  @Test
  void an_event_comes_soon_after_its_transaction_and_a_long_one_makes_one() {
    Path work = Peers.work("latency");
    Debs debs = new Debs(work);
    Journald journald = new Journald(work).start();
    try (Root root = Root.copy()) {
      Transactions transactions = new Transactions(root, debs);
      List<Path> slow = slow(debs, root);
      Agent.Golden golden =
          SignedGolden.signed(Syft.golden(root.path(), work.resolve("golden.cdx.json")));
      String sink = "- type: journald\n  socket: " + journald.socket() + "\n";
      try (WatchedRoot watched = new WatchedRoot(root, golden, work.resolve("agent"), sink)) {
        List<Long> ends = new ArrayList<>();
        List<Long> inFile = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
          ends.add(transactions.next());
          Json event = watched.await("drift", i + 1).get(i);
          inFile.add(micros() - ends.get(i));
          assertTold(transactions.findings(), event);
        }
        assertEquals(COUNT, watched.await("drift", COUNT).size(), "each is told once");
        judge("file", inFile);
        judge("journal", inJournal(journald, ends));

        Set<Finding> all = new TreeSet<>(transactions.findings());
        StringBuilder names = new StringBuilder();
        for (Path deb : slow) {
          names.append(" /tmp/").append(deb.getFileName());
          String name = deb.getFileName().toString().split("_", -1)[0];
          all.add(Transactions.finding("added", name, Set.of(), Set.of("1.0")));
        }
        long began = micros();
        root.sh("dpkg -i" + names + " >/dev/null 2>&1");
        long ended = micros();
        long took = ended - began;
        assertTrue(took > LONG_SECONDS * 1_000_000L, () -> "took " + took);
        Json told = watched.await("drift", COUNT + 1).get(COUNT);
        assertTold(all, told);
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(told.text("time")));
        assertTrue(at > ended, "told in the midst of it");
        // whatever else it had to say of it would have been before this
        root.sh("dpkg --purge interop-slow1 >/dev/null 2>&1");
        all.removeIf(finding -> finding.name().equals("interop-slow1"));
        List<Json> events = watched.await("drift", COUNT + 2);
        assertTold(all, events.get(COUNT + 1));
        assertEquals(COUNT + 2, events.size());
        System.out.println("latency: a transaction of " + took / 1_000_000 + " s, 1 event");
      }
    } finally {
      journald.kill();
    }
  }

  /** Packages that take their time together, each as it is unpacked and configured. */
  private static List<Path> slow(Debs debs, Root root) {
    List<Path> slow = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      Path deb = debs.buildSlow("interop-slow" + i, "1.0", (LONG_SECONDS + 7) / 8);
      Tool.of("cp", deb.toString(), root.path("/tmp/" + deb.getFileName()).toString()).must();
      slow.add(deb);
    }
    return slow;
  }

  private static long micros() {
    return Long.parseLong(Tool.of("date", "+%s%6N").must().strip());
  }

  private static void assertTold(Set<Finding> expected, Json event) {
    if (expected.isEmpty()) {
      assertEquals("resolved", event.text("transition"));
    } else {
      String message = expected + " and not " + event.text("message");
      assertEquals(Finding.driftDigest(expected), event.text("state_digest"), message);
    }
  }

  /** By the time that journald itself gives each. */
  private static List<Long> inJournal(Journald journald, List<Long> ends) {
    // without the entries of the single findings
    List<JsonNode> entries = journald.entries(COUNT, "SBOM_EVENT_TYPE=drift");
    entries.removeIf(entry -> !entry.has("SBOM_EVENT"));
    assertEquals(COUNT, entries.size());
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      took.add(Long.parseLong(entries.get(i).get("__REALTIME_TIMESTAMP").asText()) - ends.get(i));
    }
    return took;
  }

  private static void judge(String sink, List<Long> micros) {
    List<Long> sorted = new ArrayList<>(micros);
    Collections.sort(sorted);
    long median = sorted.get(sorted.size() / 2);
    long p95 = sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    String figures =
        "latency: %d transactions, %s: median %.2f s, p95 %.2f s, longest %.2f s"
            .formatted(
                sorted.size(), sink, median / 1e6, p95 / 1e6, sorted.get(sorted.size() - 1) / 1e6);
    System.out.println(figures);
    assertTrue(median <= MEDIAN_MICROS && p95 <= P95_MICROS, figures);
  }
}
