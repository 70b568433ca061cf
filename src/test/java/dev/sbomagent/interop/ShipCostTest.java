package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.sink.FakeAws;
import dev.sbomagent.sink.FakeImds;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code ship} costs that delivers one event to CloudWatch Logs, over TLS, and ends. */
@Tag("interop")
class ShipCostTest {
  /** On a machine that has nothing else to do; {@code interop.margin} is for one that has. */
  private static final double MAX_CPU_SECONDS =
      1.5 * Double.parseDouble(System.getProperty("interop.margin", "2"));

  private static final int RUNS = 3;
  private static final char[] PASSWORD = "password".toCharArray();

  /** Two numbers of the second line that times prints, see sh(1). */
  private static final Pattern TIMES =
      Pattern.compile("\\n(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");

  @Test
  void delivers_one_event_and_ends() throws Exception {
    Path work = Peers.work("ship-cost");
    Path keys = work.resolve("server.p12");
    String java = javaThatTrusts(work, keys);
    try (FakeImds imds = new FakeImds();
        FakeAws aws = new FakeAws(Clock.systemUTC(), imds, tls(keys));
        Root root = Root.copy()) {
      Transactions transactions = new Transactions(root, new Debs(work));
      Agent.Golden golden =
          SignedGolden.signed(Syft.golden(root.path(), work.resolve("golden.cdx.json")));
      String sink =
          """
          - type: cloudwatch
            group: /sbom-agent/events
            create-group: true
            endpoint: %s
          cloud:
            endpoint: %s
          """
              .formatted(aws.endpoint(), imds.endpoint());
      Path folder = work.resolve("agent");
      try (WatchedRoot watched = new WatchedRoot(root, golden, folder, sink, "--no-ship")) {
        // what it began with; makes the group and the stream
        ship(watched, java);
        long before = delivered(aws);
        double[] seconds = new double[RUNS];
        for (int i = 1; i <= RUNS; i++) {
          transactions.next();
          watched.await("drift", i);
          seconds[i - 1] = ship(watched, java);
          assertEquals(before + i, delivered(aws));
        }
        Arrays.sort(seconds);
        String figure =
            "ship: one event over TLS, %.2f CPU-seconds, median of %d runs"
                .formatted(seconds[RUNS / 2], RUNS);
        System.out.println(figure);
        assertTrue(seconds[RUNS / 2] <= MAX_CPU_SECONDS, figure);
      }
    }
  }

  /** Runs it to its end; CPU seconds. */
  private static double ship(WatchedRoot watched, String java) {
    Tool.Ended ended =
        Tool.of("sh", "-c", "\"$@\" && times", "sh", Peers.agent(), "ship")
            .with(watched.place())
            .env("JAVA_HOME", java)
            .run();
    Matcher times = TIMES.matcher(ended.out());
    assertTrue(ended.status() == 0 && times.find(), () -> ended.out() + ended.err());
    assertEquals("", ended.err());
    return seconds(times, 1) + seconds(times, 3);
  }

  private static double seconds(Matcher times, int group) {
    return 60 * Double.parseDouble(times.group(group)) + Double.parseDouble(times.group(group + 1));
  }

  private static long delivered(FakeAws aws) {
    return aws.calls.stream().filter(call -> call.operation().endsWith(".PutLogEvents")).count();
  }

  /** The JVM of the agent, links to it, but for whom it trusts. */
  private static String javaThatTrusts(Path work, Path keys) {
    String make =
        """
        set -e
        password=password
        home=${JAVA_HOME:-$1}
        "$home/bin/keytool" -genkeypair -keystore "$2" -storetype PKCS12 -storepass "$password" \\
          -alias ours -keyalg EC -dname CN=localhost -ext san=ip:127.0.0.1
        "$home/bin/keytool" -exportcert -keystore "$2" -storepass "$password" -alias ours \\
          -file "$2.crt"
        cp -al "$home" "$3" 2>/dev/null || { rm -rf "$3"; cp -a "$home" "$3"; }
        rm "$3/lib/security/cacerts"
        cp -L "$home/lib/security/cacerts" "$3/lib/security/cacerts"
        "$home/bin/keytool" -J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE \\
          -J-Dkeystore.pkcs12.macAlgorithm=NONE -importcert -noprompt -alias ours \\
          -file "$2.crt" -keystore "$3/lib/security/cacerts" -storepass changeit
        """;
    String copy = work.resolve("jdk").toString();
    Tool.of("sh", "-c", make, "make", System.getProperty("java.home"), keys.toString(), copy)
        .must();
    return copy;
  }

  private static SSLContext tls(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    ours.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(ours.getKeyManagers(), null, null);
    return context;
  }
}
