package dev.sbomagent.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A machine that is switched on, until closed. */
final class Boot implements AutoCloseable {
  /** Of one boot; it takes ten times as long as on real hardware, and others may be busy, too. */
  private static final long MINUTES = 20;

  private static final String ENDED = "status ";

  private final Path folder;
  private final Process process;
  private final long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);

  Boot(List<String> qemu, Path folder) {
    this.folder = folder;
    // dies with us, however we die
    List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
    command.addAll(qemu);
    command.addAll(List.of("-serial", "file:" + folder.resolve("console")));
    command.addAll(List.of("-serial", "file:" + folder.resolve("said")));
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("qemu").toFile())
              .start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Waits for something, in it or outside. */
  void await(String what, BooleanSupplier question) {
    while (!question.getAsBoolean()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("never: " + what + "\n" + story());
      }
      WatchedRoot.pause(20);
    }
  }

  /** What the payload said, a line each, once it has ended well. */
  List<String> said() {
    await("the payload's end", () -> ended() || !process.isAlive());
    List<String> lines = lines();
    if (lines.isEmpty() || !lines.remove(lines.size() - 1).equals(ENDED + 0)) {
      throw new AssertionError(story());
    }
    return lines;
  }

  private boolean ended() {
    List<String> lines = lines();
    return !lines.isEmpty() && lines.get(lines.size() - 1).startsWith(ENDED);
  }

  /** Whole lines only. */
  private List<String> lines() {
    String text = text("said");
    return new ArrayList<>(text.substring(0, text.lastIndexOf('\n') + 1).lines().toList());
  }

  private String story() {
    return "console\n" + text("console") + "\nsaid\n" + text("said") + "\nqemu\n" + text("qemu");
  }

  private String text(String name) {
    try {
      Path file = folder.resolve(name);
      return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The power fails. What the guest did not force to its disk is lost. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError("still there: " + process.pid());
      }
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }
}
