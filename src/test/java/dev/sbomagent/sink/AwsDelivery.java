package dev.sbomagent.sink;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A process that delivers one heartbeat and one drift to CloudWatch Logs and Security Hub, from the
 * instance that the metadata service names: {@code AwsDelivery ENDPOINT METADATA MEMORY}.
 */
public final class AwsDelivery {
  private AwsDelivery() {}

  public static void main(String[] args) throws Exception {
    Optional<URI> endpoint = Optional.of(URI.create(args[0]));
    Optional<URI> metadata = Optional.of(URI.create(args[1]));
    Path memory = Path.of(args[2]);
    Clock clock = Clock.systemUTC();
    Optional<Cloud> cloud = identity(metadata, clock);
    Surroundings around = new Surroundings("web-1", "1.0", () -> cloud, clock, new Random());
    SinkSettings.CloudWatch logs =
        new SinkSettings.CloudWatch(
            "cloudwatch", "/sbom-agent/events", Optional.empty(), true, "web", endpoint, false);
    SinkSettings.SecurityHub hub =
        new SinkSettings.SecurityHub("securityhub", "sbom-agent", "Example", endpoint, false);
    AwsEvents events = new AwsEvents();
    // longer ago than a start is ever delayed
    Event drift = events.opened("0123456789abcdef", clock.instant().minus(Duration.ofMinutes(10)));
    List<Parcel> parcels = AwsEvents.parcels(List.of(events.heartbeat(clock.instant()), drift));
    List<Receipt> receipts = new ArrayList<>();
    try (Sink first = new CloudWatchSink(logs, metadata, around);
        Sink second = new SecurityHubSink(hub, metadata, memory, around)) {
      say("before: " + sdkClasses());
      receipts.addAll(first.deliver(parcels));
      receipts.addAll(second.deliver(parcels));
    }
    receipts.forEach(receipt -> say(receipt.toString()));
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM") || line.startsWith("VmRSS")) {
        say(line);
      }
    }
  }

  /** A second may be too short on a busy machine: as the queue would, asks again. */
  private static Optional<Cloud> identity(Optional<URI> metadata, Clock clock) {
    SinkSettings.CloudSettings settings =
        new SinkSettings.CloudSettings(
            true, metadata, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    Optional<Cloud> cloud = Optional.empty();
    for (int attempt = 0; attempt < 30 && cloud.isEmpty(); attempt++) {
      cloud = new CloudIdentity(settings, clock).get();
    }
    return cloud;
  }

  /** Whether a class of the SDK is loaded. */
  private static String sdkClasses() throws ReflectiveOperationException {
    java.lang.reflect.Method find =
        ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
    find.setAccessible(true);
    ClassLoader loader = AwsDelivery.class.getClassLoader();
    for (String name :
        List.of(
            "software.amazon.awssdk.core.SdkClient",
            "software.amazon.awssdk.core.exception.SdkException",
            "software.amazon.awssdk.auth.credentials.AwsCredentialsProvider",
            "software.amazon.awssdk.services.securityhub.SecurityHubClient")) {
      if (find.invoke(loader, name) != null) {
        return name;
      }
    }
    return "no class of the SDK is loaded";
  }

  @SuppressWarnings("SystemOut")
  private static void say(String line) {
    System.out.println(line);
  }
}
