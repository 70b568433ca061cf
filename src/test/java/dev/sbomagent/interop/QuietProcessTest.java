package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Once the launcher has become java, nothing is executed, and nobody is ever called. */
@Tag("interop")
class QuietProcessTest {
  private static Path work;

  @BeforeAll
  static void prepare() {
    work = Peers.work("strace");
  }

  @Test
  void plain_check_runs_nothing_and_calls_nobody() throws IOException {
    assertQuiet("check", "--root", Peers.untouched().toString());
  }

  @Test
  void check_of_files_runs_nothing_and_calls_nobody() throws IOException {
    assertQuiet("check", "--files", "--root", Peers.untouched().toString());
  }

  @Test
  void verify_runs_nothing_and_calls_nobody() throws IOException {
    assertQuiet("verify");
  }

  @Test
  void check_of_a_drifted_root_runs_nothing_and_calls_nobody() throws IOException {
    try (Root root = Root.copy()) {
      Path deb = new Debs(work).build("interop-new", "1.0");
      root.dpkg("-i", deb);
      Tool.of("rm", root.path("/usr/bin/curl").toString()).must();
      assertEquals(2, quiet("check", "--files", "--root", root.path().toString()));
    }
  }

  private static void assertQuiet(String... arguments) throws IOException {
    assertEquals(0, quiet(arguments));
  }

  private static int quiet(String... arguments) throws IOException {
    Path log = work.resolve(arguments[0] + arguments.length + ".strace");
    Agent.Golden golden = SignedGolden.untouched();
    Tool.Ended ended =
        Tool.of("strace", "-f", "-qq", "-o", log.toString())
            .with("-e", "trace=execve,execveat,%network", Peers.agent())
            .with(arguments)
            .with("--golden", golden.file().toString(), "--key", golden.key().toString())
            .run();
    List<String> calls = Files.readAllLines(log);
    List<String> programs =
        calls.stream().filter(call -> call.contains("execve") && call.endsWith("= 0")).toList();
    assertAll(
        () ->
            assertEquals(
                1,
                programs.stream().filter(call -> call.contains("/java\"")).count(),
                calls::toString),
        () ->
            assertEquals(
                true, programs.get(programs.size() - 1).contains("/java\""), calls::toString),
        () -> assertEquals(List.of(), calls.stream().filter(QuietProcessTest::network).toList()));
    return ended.status();
  }

  /**
   * What the platform does by itself, without traffic: the C library asks for a name service cache
   * when the JVM looks up its user, and the JDK's file channels probe, on loading, which kinds of
   * sockets there are.
   */
  private static final Pattern PLATFORM =
      Pattern.compile(
          "socket\\(AF_UNIX, .*|connect\\(\\d+, \\{sa_family=AF_UNIX, sun_path=\"/var/run/nscd/socket\"}.*"
              + "|socket\\(AF_INET6?, SOCK_STREAM, IPPROTO_IP\\) .*|getsockname\\(0, .*ENOTSOCK.*"
              + "|setsockopt\\(\\d+, SOL_SOCKET, SO_REUSEPORT, .*|socketpair\\(AF_UNIX, .*");

  private static boolean network(String call) {
    return !call.contains("execve")
        && !call.contains("+++")
        && !call.contains("---")
        && !PLATFORM.matcher(call.replaceFirst("^\\d+ +", "")).matches();
  }
}
