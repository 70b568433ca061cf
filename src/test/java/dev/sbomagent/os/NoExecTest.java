package dev.sbomagent.os;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that took the right from itself, which this one had better keep. */
class NoExecTest {
  @TempDir Path folder;

  @Test
  void no_thread_starts_a_program_any_more() throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertEquals(true, process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(
        """
        before: started
        installed: Optional.empty
        here: refused
        in a thread of before: refused
        """,
        Files.readString(said));
  }

  /** What runs in the other process. */
  static final class Program {
    public static void main(String[] none) throws InterruptedException {
      CountDownLatch installed = new CountDownLatch(1);
      StringBuilder inThread = new StringBuilder();
      Thread before =
          new Thread(
              () -> {
                try {
                  installed.await();
                  inThread.append(start("/bin/true"));
                } catch (InterruptedException stop) {
                  inThread.append("interrupted");
                }
              });
      before.start();
      print("before: " + start("/bin/true"));
      Optional<String> trouble = NoExec.install();
      print("installed: " + trouble);
      print("here: " + start("/bin/true"));
      installed.countDown();
      before.join();
      print("in a thread of before: " + inThread);
    }

    private static String start(String program) {
      try {
        Process process =
            new ProcessBuilder(program).redirectInput(Path.of("/dev/null").toFile()).start();
        return process.waitFor(20, TimeUnit.SECONDS) ? "started" : "hangs";
      } catch (IOException refused) {
        // EACCES, in the words of 17 and of 25
        return String.valueOf(refused.getMessage()).matches("(?s).*error[=:] ?13\\b.*")
            ? "refused"
            : refused.toString();
      } catch (InterruptedException stop) {
        return "interrupted";
      }
    }

    private static void print(String line) {
      System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8), 0, line.length() + 1);
      System.out.flush();
    }
  }
}
