package dev.sbomagent.sink;

import dev.sbomagent.json.JsonException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Where in AWS this machine is: what is configured, else what the instance metadata service says.
 * Off AWS it is empty, and nobody waits for longer than a second. Once found it stays; while it is
 * not, it is asked for again after ever longer pauses. For any number of threads.
 */
public final class CloudIdentity implements Supplier<Optional<Cloud>> {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final SinkSettings.CloudSettings settings;
  private final Clock clock;
  private Optional<Cloud> found = Optional.empty();
  private Instant asked = Instant.MIN;
  private Duration pause = Duration.ZERO;

  public CloudIdentity(SinkSettings.CloudSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Cloud> get() {
    Instant now = clock.instant();
    boolean due = now.isBefore(asked) || !now.isBefore(later(asked, pause));
    if (found.isEmpty() && due) {
      found = settings.metadata() ? asked() : configured();
      asked = now;
      Duration longer = pause.multipliedBy(2);
      pause =
          pause.isZero()
              ? FIRST_PAUSE
              : longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
    return found;
  }

  private static Instant later(Instant time, Duration pause) {
    return time.equals(Instant.MIN) ? time : time.plus(pause);
  }

  private Optional<Cloud> asked() {
    try {
      ImdsClient metadata = new ImdsClient(settings.endpoint());
      Optional<byte[]> document = metadata.read("/latest/dynamic/instance-identity/document");
      if (document.isEmpty()) {
        return configured();
      }
      ImdsDocument parsed = ImdsDocument.parse(document.get());
      return Optional.of(
          cloud(
              settings.region().orElse(parsed.region()),
              settings.account().orElse(parsed.account()),
              settings.instance().orElse(parsed.instance()),
              settings.image().or(parsed::image),
              parsed.type(),
              tags(metadata)));
    } catch (IOException | JsonException none) {
      return configured();
    }
  }

  /** What the configuration alone says; it must say enough. */
  private Optional<Cloud> configured() {
    if (settings.region().isEmpty()
        || settings.account().isEmpty()
        || settings.instance().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        cloud(
            settings.region().get(),
            settings.account().get(),
            settings.instance().get(),
            settings.image(),
            Optional.empty(),
            Map.of()));
  }

  private static Cloud cloud(
      String region,
      String account,
      String instance,
      Optional<String> image,
      Optional<String> type,
      Map<String, String> tags) {
    return new Cloud(AwsPartition.of(region), region, account, instance, image, type, tags);
  }

  /** Tags where they are shown (EC2 User Guide, "View tags using instance metadata"). */
  private static Map<String, String> tags(ImdsClient metadata) {
    Map<String, String> tags = new TreeMap<>();
    try {
      List<String> keys =
          ImdsDocument.tagKeys(
              metadata.read("/latest/meta-data/tags/instance/").orElse(new byte[0]));
      for (String key : keys) {
        Optional<byte[]> value = metadata.read("/latest/meta-data/tags/instance/" + key);
        value.ifPresent(bytes -> tags.put(key, ImdsDocument.tagValue(bytes)));
      }
    } catch (IOException late) {
      // those that were told in time
    }
    return tags;
  }
}
