package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import dev.sbomagent.daemon.Daemon;
import dev.sbomagent.interop.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A daemon in a thread, and what it is heard to say from its start on. */
final class RunningDaemon {
  private final Path folder;
  private final Path root;
  private final SetClock clock;
  private final Heard heard;
  private final Thread thread;
  private final Runnable first;
  private final ByteArrayOutputStream log =
      new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
          super.write(bytes, from, length);
          notifyAll();
        }
      };
  private volatile @Nullable Daemon daemon;
  private volatile @Nullable Throwable broken;

  /**
   * Starts it.
   *
   * @param folder of its configuration, and of the file that it says its events in
   * @param first happens when it has its folders, and has not begun
   */
  RunningDaemon(Path folder, Path root, SetClock clock, Runnable first) {
    this.first = first;
    this.folder = folder;
    this.root = root;
    this.clock = clock;
    heard = new Heard(folder);
    thread = new Thread(this::run, "daemon under test");
    thread.start();
  }

  private void run() {
    try {
      PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
      Syntax syntax = new Syntax();
      new RunCommand().describe(syntax);
      syntax.common();
      Arguments arguments =
          Arguments.plain(
                  syntax,
                  new String[] {
                    "--root", root.toString(), "--config", folder.resolve("agent.yaml").toString()
                  })
              .orElseThrow();
      Terminal terminal =
          new Terminal(
              new ByteArrayInputStream(new byte[0]), new Output(out), out, Environment.BARE);
      RunCommand.run(
          new Invocation(terminal, clock, arguments),
          clock::nanos,
          started -> {
            daemon = started;
            first.run();
            started.run(Duration.ofSeconds(5));
          },
          Optional.empty());
    } catch (Refusal | RuntimeException | Error problem) {
      broken = problem;
    }
  }

  Daemon daemon() {
    Daemon now = daemon;
    return now == null ? fail("not started") : now;
  }

  /** Waits for the next event of a type. */
  Json await(String type) throws IOException, InterruptedException {
    return heard.await(
        type,
        () -> {
          if (broken != null) {
            fail(broken);
          }
        });
  }

  /** All that was ever said. */
  Heard heard() {
    return heard;
  }

  /** What it told its operator. */
  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  /** Waits until it has told its operator this. */
  void awaitLog(String part) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Heard.PATIENCE_SECONDS);
    synchronized (log) {
      while (!log().contains(part)) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          fail("not told: " + part + "\n" + log());
        }
        log.wait(left);
      }
    }
  }

  void stop() throws InterruptedException {
    Daemon now = daemon;
    if (now != null) {
      now.stop();
    }
    thread.join(TimeUnit.SECONDS.toMillis(Heard.PATIENCE_SECONDS));
    assertFalse(thread.isAlive(), "does not stop");
  }
}
