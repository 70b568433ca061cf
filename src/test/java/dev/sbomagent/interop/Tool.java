package dev.sbomagent.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the machine, run to its end. */
final class Tool {
  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private int minutes = 10;

  private Tool(String... command) {
    this.command.addAll(Arrays.asList(command));
  }

  static Tool of(String... command) {
    return new Tool(command);
  }

  Tool with(String... more) {
    command.addAll(Arrays.asList(more));
    return this;
  }

  Tool env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** What it said and how it ended. */
  record Ended(int status, String out, String err) {}

  /** Runs it, whatever its status. */
  Ended run() {
    Path out = temporary("out");
    try {
      int status = runInto(out);
      return new Ended(status, Files.readString(out), Files.readString(errors(out)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      out.toFile().delete();
      errors(out).toFile().delete();
    }
  }

  /** Runs it; anything but status 0 fails the test with what it said. Returns its output. */
  String must() {
    Ended ended = run();
    if (ended.status() != 0) {
      throw new AssertionError(
          "status " + ended.status() + " of " + command + "\n" + ended.out() + ended.err());
    }
    return ended.out();
  }

  /** As {@link #must()}, with its output in a file. */
  Path mustInto(Path out) {
    try {
      int status = runInto(out);
      if (status != 0) {
        throw new AssertionError(
            "status " + status + " of " + command + "\n" + Files.readString(errors(out)));
      }
      Files.delete(errors(out));
      return out;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private int runInto(Path out) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors(out).toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + minutes + " minutes: " + command);
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      throw new AssertionError("interrupted: " + command, stop);
    }
    return process.exitValue();
  }

  private static Path errors(Path out) {
    return out.resolveSibling(out.getFileName() + ".err");
  }

  private static Path temporary(String suffix) {
    try {
      return Files.createTempFile("interop", "." + suffix);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Writes a small file, for recipes. */
  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, text.getBytes(UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
