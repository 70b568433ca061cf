package dev.sbomagent.sink;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A machine in the fake AWS, with a clock of its own. */
final class AwsWorld implements AutoCloseable {
  static final String GROUP = "/sbom-agent/events";
  static final String INSTANCE = "i-0123456789abcdef0";

  /** Near the real time, by which answers are dated. */
  final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  final FakeAwsClock clock = new FakeAwsClock(start);
  final FakeImds imds = new FakeImds();
  final FakeAws aws = new FakeAws(clock, imds);
  final AwsEvents events = new AwsEvents();
  Surroundings around =
      new Surroundings("web-1", "1.0", () -> Optional.of(cloud()), clock, new Random(1));

  AwsWorld() throws IOException {
    aws.logs.group(GROUP);
  }

  static Cloud cloud() {
    return new Cloud(
        "aws",
        "eu-west-1",
        "123456789012",
        INSTANCE,
        Optional.of("ami-0123456789abcdef0"),
        Optional.of("t3.small"),
        Map.of("Name", "web"));
  }

  CloudWatchSink cloudWatch(boolean createGroup) {
    return new CloudWatchSink(
        new SinkSettings.CloudWatch(
            "cloudwatch",
            GROUP,
            Optional.empty(),
            createGroup,
            "web",
            Optional.of(aws.endpoint()),
            false),
        Optional.of(imds.endpoint()),
        around);
  }

  SecurityHubSink securityHub(Path memory) {
    return new SecurityHubSink(
        new SinkSettings.SecurityHub(
            "securityhub", "sbom-agent", "Example", Optional.of(aws.endpoint()), false),
        Optional.of(imds.endpoint()),
        memory,
        around);
  }

  List<FakeLogs.Kept> kept() {
    return aws.logs.kept(GROUP, INSTANCE);
  }

  FakeHub.Stored finding(String uid) {
    return aws.hub.stored("sbom-agent/" + INSTANCE + "/" + uid);
  }

  /** Hands over again what failed, after as long as was asked for, until all is settled. */
  List<Receipt> deliverPatiently(Sink sink, List<Parcel> parcels) throws InterruptedException {
    for (int attempt = 0; attempt < 50; attempt++) {
      List<Receipt> receipts = sink.deliver(parcels);
      Optional<Receipt.Failed> failed =
          receipts.stream()
              .filter(Receipt.Failed.class::isInstance)
              .map(Receipt.Failed.class::cast)
              .findFirst();
      if (failed.isEmpty()) {
        return receipts;
      }
      clock.pass(failed.get().after().orElse(Duration.ofSeconds(30)));
    }
    throw new AssertionError("not settled");
  }

  @Override
  public void close() {
    aws.close();
    imds.close();
  }
}
