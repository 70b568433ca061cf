package dev.sbomagent.interop;

import dev.sbomagent.sink.AwsDelivery;
import dev.sbomagent.sink.FakeImds;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that delivers a heartbeat and a drift to both services. */
final class AwsProcess {
  private AwsProcess() {}

  /** Not yet run; prints a receipt for each, first those of CloudWatch Logs. */
  static Tool delivering(URI endpoint, FakeImds imds, Path memory) {
    return Tool.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms8m",
            "-Xmx48m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED")
        .with("-cp", System.getProperty("java.class.path"), AwsDelivery.class.getName())
        .with(endpoint.toString(), imds.endpoint().toString(), memory.toString());
  }

  static List<String> receipts(String printed) {
    return printed.lines().filter(line -> line.endsWith("]")).toList();
  }
}
