package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.sbomagent.interop.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What daemons were heard to say, by the file that they say it in. */
final class Heard {
  static final long PATIENCE_SECONDS = 60;

  private final Path folder;
  private final Map<String, Integer> heard = new HashMap<>();

  /** What is there already has been heard. */
  Heard(Path folder) {
    this.folder = folder;
    lines().forEach(event -> heard.merge(event.text("event_type"), 1, Integer::sum));
  }

  int count(String type) {
    return of(type).size();
  }

  Json last() {
    List<Json> all = lines();
    return all.get(all.size() - 1);
  }

  List<Json> lines() {
    List<Json> events = new ArrayList<>();
    try {
      Path file = folder.resolve("events");
      String text = Files.exists(file) ? Files.readString(file) : "";
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
        if (line.startsWith("{\"schema\":\"sbom-agent/event/1\"")) {
          events.add(Json.parse(line));
        }
      }
    } catch (IOException gone) {
      fail(gone);
    }
    return events;
  }

  /**
   * Waits for the next event of a type, heard by its file's changes.
   *
   * @param alive fails when nobody speaks any more
   */
  Json await(String type, Runnable alive) throws IOException, InterruptedException {
    int known = heard.merge(type, 1, Integer::sum);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(
          watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      while (System.nanoTime() < end) {
        List<Json> found = of(type);
        if (found.size() >= known) {
          return found.get(known - 1);
        }
        alive.run();
        var key = watch.poll(1, TimeUnit.SECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    }
    return fail("no " + type + " after " + lines());
  }

  List<Json> of(String type) {
    return lines().stream().filter(e -> e.text("event_type").equals(type)).toList();
  }

  /** One chain from the first event on, without a gap, an edit or a repeat. */
  int assertUnbroken() {
    String previous = "sha256:" + "0".repeat(64);
    int seq = 0;
    Set<String> ids = new HashSet<>();
    for (Json event : lines()) {
      assertEquals(String.valueOf(++seq), event.text("seq"));
      assertEquals(previous, event.text("prev_hash"));
      assertEquals(seq, ids.size() + 1);
      ids.add(event.text("event_id"));
      previous = event.text("hash");
    }
    return seq;
  }
}
