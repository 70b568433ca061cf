package dev.sbomagent.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A root with its golden inside, and {@code sbom-agent run} as a process that watches it. */
final class WatchedRoot implements AutoCloseable {
  private static final String EVENT = "{\"schema\":\"sbom-agent/event/1\"";

  private final Path folder;
  private final List<String> place;
  private final Process process;

  /**
   * Starts it with default settings, and waits until it has checked once.
   *
   * @param folder of its state, and of the file that it says its events in
   * @param sinks more of them, as YAML, and more keys
   * @param options of {@code run}
   */
  WatchedRoot(Root root, Agent.Golden golden, Path folder, String sinks, String... options) {
    this.folder = folder;
    String put =
        """
        set -e
        mkdir -p "$1/etc/sbom-agent" "$4/trust" "$4/runtime"
        cp "$2" "$1/etc/sbom-agent/golden.cdx.json"
        cp "$2.sigstore.json" "$1/etc/sbom-agent/golden.cdx.json.sigstore.json"
        cp "$3" "$4/trust"
        """;
    Tool.of("sh", "-c", put, "put", root.path().toString())
        .with(golden.file().toString(), golden.key().toString(), folder.toString())
        .must();
    String text =
        """
        trust: $/trust
        state: $/state
        ship-state: $/ship
        runtime: $/runtime
        sinks:
        - type: file
          path: $/events
        """;
    Path config =
        Tool.write(folder.resolve("agent.yaml"), text.replace("$", folder.toString()) + sinks);
    place = List.of("--root", root.path().toString(), "--config", config.toString());
    List<String> command = new ArrayList<>(List.of(Peers.agent(), "run"));
    command.addAll(List.of(options));
    command.addAll(place);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said").toFile())
              .start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    await("heartbeat", 1);
  }

  /** Waits until there are so many events of a type; returns them, oldest first. */
  List<Json> await(String type, int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    List<Json> events = events(type);
    while (events.size() < count) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError(
            "no " + type + " number " + count + ": " + events + "\n" + text("said"));
      }
      pause(20);
      events = events(type);
    }
    return events;
  }

  /** What options name the root and the configuration. */
  String[] place() {
    return place.toArray(String[]::new);
  }

  static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private List<Json> events(String type) {
    List<Json> events = new ArrayList<>();
    String wanted = EVENT + ",\"event_type\":\"" + type + "\"";
    String text = text("events");
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
      if (line.startsWith(wanted)) {
        events.add(Json.parse(line));
      }
    }
    return events;
  }

  private String text(String name) {
    try {
      Path file = folder.resolve(name);
      return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * What the process holds.
   *
   * @param rss resident memory in KB
   */
  record Holding(long rss, long threads, long descriptors) {}

  Holding holding() {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    long rss = 0;
    long threads = 0;
    long descriptors = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(proc.resolve("fd"))) {
      for (String line : Files.readAllLines(proc.resolve("status"))) {
        String[] words = line.split("\\s+", -1);
        switch (words[0]) {
          case "VmRSS:" -> rss = Long.parseLong(words[1]);
          case "Threads:" -> threads = Long.parseLong(words[1]);
          default -> {}
        }
      }
      for (Path each : open) {
        descriptors += each.getNameCount() > 0 ? 1 : 0;
      }
    } catch (IOException ended) {
      throw new UncheckedIOException(text("said"), ended);
    }
    return new Holding(rss, threads, descriptors);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("does not stop\n" + text("said"));
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      throw new AssertionError(stop);
    }
  }
}
