package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process whose disk fails, is full, is read-only, or holds damaged files. Needs root. */
@Tag("interop")
class OutboxFaultTest {
  @TempDir Path temporary;

  private OutboxTrial trial() {
    return new OutboxTrial(temporary.resolve("state"));
  }

  @Test
  void an_input_output_error_anywhere_loses_and_doubles_nothing() {
    OutboxTrial trial = trial();
    int failed = 0;
    for (String error : List.of("EIO", "ENOSPC")) {
      for (int at = 1; at < 26; at += 5) {
        String deed = at % 2 == 0 ? "both" : "append";
        Tool.Ended run =
            trial.run(deed, 6, "fsync,fdatasync,rename:error=" + error + ":when=" + at);
        assertTrue(run.out().endsWith("ended\n"), () -> run.out() + run.err());
        failed += run.out().contains("refused") ? 1 : 0;
        trial.run("ship", 0);
      }
    }
    assertTrue(failed > 0, "no event was refused");
    assertTrue(trial.judge().reports() > 40);
  }

  @Test
  void a_full_disk_takes_events_from_the_reserve_and_more_when_there_is_room() throws IOException {
    try (Mounted small = new Mounted(temporary.resolve("small"))) {
      OutboxTrial trial = new OutboxTrial(small.path.resolve("state"));
      trial.run("append", 3);
      Path filler = small.path.resolve("filler");
      Tool.of("dd", "if=/dev/zero", "of=" + filler, "bs=4k").run();
      assertEquals(8, accepted(trial.run("append", 8)));
      Tool.of("dd", "if=/dev/zero", "of=" + filler, "bs=4k", "oflag=append", "conv=notrunc").run();
      Tool.Ended full = trial.run("append", 2);
      assertTrue(full.out().contains("refused 12"), full::out);
      assertTrue(full.out().endsWith("ended\n"), full::out);
      Files.delete(filler);
      assertEquals(5, accepted(trial.run("both", 5)));
      assertEquals(16, trial.judge().reports());
    }
  }

  @Test
  void a_file_system_that_turns_read_only_is_said_and_survived() throws IOException {
    try (Mounted small = new Mounted(temporary.resolve("small"))) {
      OutboxTrial trial = new OutboxTrial(small.path.resolve("state"));
      try (Served served = new Served(trial)) {
        assertTrue(served.next().startsWith("accepted 1 "));
        Path outbox = trial.folder.resolve("outbox");
        small.readOnly(outbox);
        assertTrue(served.next().startsWith("refused 2 "));
        assertTrue(trial.run("append", 1).out().startsWith("cannot start"));
        small.writable(outbox);
        assertTrue(served.next().startsWith("accepted 2 "));
      }
      assertEquals(1, accepted(trial.run("append", 1)));
      assertEquals(3, trial.judge().reports());
    }
  }

  @Test
  void truncated_and_corrupt_records_are_put_aside_and_said() throws IOException {
    OutboxTrial trial = trial();
    trial.run("append", 6);
    List<Path> records = records(trial);
    Files.write(records.get(1), new byte[] {'{'});
    byte[] bytes = Files.readAllBytes(records.get(3));
    bytes[bytes.length / 2] ^= 0x20;
    Files.write(records.get(3), bytes);
    Files.write(records.get(0).resolveSibling("x~"), bytes);
    assertEquals(2, accepted(trial.run("append", 2)));
    assertEquals(
        List.of(records.get(1).getFileName().toString(), records.get(3).getFileName().toString()),
        trial.damaged);
    Tool.Ended ship = trial.run("ship", 0);
    assertTrue(ship.out().contains("pending=0"), ship::out);
    assertEquals(
        List.of("1", "3", "5", "6", "7", "8"),
        Files.readAllLines(Path.of(trial.folder + ".lines")).stream()
            .map(line -> line.split(" ", -1)[0])
            .toList());
  }

  @Test
  void of_two_at_once_one_is_told_so() throws IOException {
    OutboxTrial trial = trial();
    try (Served served = new Served(trial)) {
      assertTrue(served.next().startsWith("accepted 1 "));
      Tool.Ended second = trial.run("append", 1);
      assertEquals("3 in use\n", second.status() + " " + second.out());
      assertTrue(served.next().startsWith("accepted 2 "));
    }
    assertEquals(2, trial.judge().reports());
  }

  private static long accepted(Tool.Ended ended) {
    return ended.out().lines().filter(line -> line.startsWith("accepted ")).count();
  }

  private static List<Path> records(OutboxTrial trial) throws IOException {
    try (Stream<Path> files = Files.list(trial.folder.resolve("outbox"))) {
      return files.filter(file -> file.toString().endsWith(".record")).sorted().toList();
    }
  }

  /** A file system of 2 MiB. */
  private static final class Mounted implements AutoCloseable {
    final Path path;

    Mounted(Path path) throws IOException {
      this.path = Files.createDirectories(path);
      Tool.of("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path.toString()).must();
    }

    /**
     * Covers a folder with itself, read-only: as a file system that met an error, it then is so
     * also for those who have files open for writing.
     */
    void readOnly(Path folder) {
      Tool.of("mount", "--bind", folder.toString(), folder.toString()).must();
      Tool.of("mount", "-o", "remount,bind,ro", folder.toString()).must();
    }

    void writable(Path folder) {
      Tool.of("umount", "-l", folder.toString()).must();
    }

    @Override
    public void close() {
      Tool.of("umount", "-l", path.toString()).must();
    }
  }

  /** The program, one event at a time. */
  private static final class Served implements AutoCloseable {
    private final OutboxTrial trial;
    private final Process process;
    private final BufferedReader out;

    Served(OutboxTrial trial) throws IOException {
      this.trial = trial;
      this.process = new ProcessBuilder(trial.command("serve", 0)).start();
      this.out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      assertEquals("ready", out.readLine());
    }

    /** What it says of the next event. */
    String next() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      String line = String.valueOf(out.readLine());
      trial.account(line);
      return line;
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      while (out.readLine() != null) {
        // to its end
      }
    }
  }
}
