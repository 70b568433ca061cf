package dev.sbomagent.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real systemd-journald of our own: it sees folders of ours where the machine's sockets and
 * journals are, in a mount namespace.
 */
final class Journald {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String BEGIN =
      """
      set -e
      mkdir -p /run/systemd/journal /run/log/journal
      mount --bind "$1/sockets" /run/systemd/journal
      mount --bind "$1/journals" /run/log/journal
      mount -t tmpfs none /etc/systemd
      printf '[Journal]\\nStorage=volatile\\nRateLimitIntervalSec=0\\nReadKMsg=no\\nAudit=no\\n' \\
        >/etc/systemd/journald.conf
      exec /lib/systemd/systemd-journald
      """;

  private final Path folder;
  private @Nullable Process process;

  Journald(Path folder) {
    this.folder = folder;
    Tool.of("mkdir", folder.resolve("sockets").toString(), folder.resolve("journals").toString())
        .must();
  }

  Path socket() {
    return folder.resolve("sockets/socket");
  }

  Path devLog() {
    return folder.resolve("sockets/dev-log");
  }

  /** Starts it; returns when it listens. */
  Journald start() {
    try {
      Files.deleteIfExists(socket());
      Files.deleteIfExists(devLog());
      process =
          new ProcessBuilder("unshare", "--mount", "sh", "-c", BEGIN, "journald", folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said").toFile())
              .start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    until("listening", () -> Files.exists(socket()) && Files.exists(devLog()));
    return this;
  }

  /** SIGKILL, waited for. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      try {
        if (!running.waitFor(20, TimeUnit.SECONDS)) {
          throw new AssertionError("still there: " + running.pid());
        }
      } catch (InterruptedException stop) {
        throw new AssertionError(stop);
      }
      process = null;
    }
  }

  void signal(String name) {
    Process running = process;
    if (running != null) {
      Tool.of("kill", "-" + name, String.valueOf(running.pid())).must();
    }
  }

  private interface Question {
    boolean holds() throws IOException;
  }

  private void until(String what, Question question) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    try {
      while (!question.holds()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("not " + what + "\n" + Files.readString(folder.resolve("said")));
        }
        Tool.of("sleep", "0.05").must();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** What journalctl finds, oldest first, once there is so much. */
  List<JsonNode> entries(int count, String... query) {
    List<JsonNode> entries = new ArrayList<>();
    until(
        "so many entries: " + count,
        () -> {
          entries.clear();
          String found =
              Tool.of("journalctl", "--all", "--no-pager", "--output=json")
                  .with("--directory=" + folder.resolve("journals"))
                  .with(query)
                  .must();
          for (String line : found.split("\n", -1)) {
            if (!line.isEmpty()) {
              entries.add(MAPPER.readTree(line));
            }
          }
          return entries.size() >= count;
        });
    return entries;
  }
}
