package dev.sbomagent.sink;

import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Receipt.Fault;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** One stream of CloudWatch Logs. For one thread. */
final class CloudWatchClient implements AutoCloseable {
  /**
   * What became of a batch that was taken.
   *
   * @param from the first message that was kept: those before are too old, or older than the group
   *     keeps anything
   * @param to the first that was not kept again: it and those after are too far in the future
   * @param time what time it is over there, when that was said
   */
  record Kept(int from, int to, Optional<Instant> time) {}

  private final SinkSettings.CloudWatch settings;
  private final String stream;
  private final AwsCalls<CloudWatchLogsClient> calls;

  CloudWatchClient(SinkSettings.CloudWatch settings, Cloud cloud, Optional<URI> metadata) {
    this.settings = settings;
    this.stream = settings.stream().orElse(cloud.instance());
    this.calls = new AwsCalls<>(role -> AwsClients.logs(cloud, settings, role), metadata);
  }

  /** A delivery begins. */
  void begin() {
    calls.begin();
  }

  /** Puts a batch within all limits; makes the stream when it is not there. */
  Kept put(List<CloudWatchBatch.Message> batch) throws AwsFault, InterruptedException {
    Optional<Kept> kept = tried(batch);
    if (kept.isEmpty()) {
      makeStream();
      kept = tried(batch);
    }
    // one that was made just now may not be seen everywhere yet
    return kept.orElseThrow(
        () -> new AwsFault(Receipt.failed(Fault.OUTAGE, "log stream is not there yet: " + stream)));
  }

  /** Empty when there is no such stream, or no such group. */
  private Optional<Kept> tried(List<CloudWatchBatch.Message> batch)
      throws AwsFault, InterruptedException {
    List<InputLogEvent> events = new ArrayList<>(batch.size());
    for (CloudWatchBatch.Message message : batch) {
      events.add(InputLogEvent.builder().timestamp(message.time()).message(message.body()).build());
    }
    return calls.call(
        logs -> {
          try {
            return Optional.of(
                kept(
                    batch.size(),
                    logs.putLogEvents(
                        put ->
                            put.logGroupName(settings.group())
                                .logStreamName(stream)
                                .logEvents(events))));
          } catch (ResourceNotFoundException missing) {
            return Optional.empty();
          }
        });
  }

  /** {@code tooOld…End} and {@code expired…End} are exclusive, {@code tooNew…Start} inclusive. */
  private static Kept kept(int size, PutLogEventsResponse answer) {
    int from = 0;
    int to = size;
    RejectedLogEventsInfo rejected = answer.rejectedLogEventsInfo();
    if (rejected != null) {
      from = Math.max(or(rejected.tooOldLogEventEndIndex(), 0), from);
      from = Math.max(or(rejected.expiredLogEventEndIndex(), 0), from);
      to = Math.min(or(rejected.tooNewLogEventStartIndex(), size), to);
    }
    return new Kept(Math.min(from, size), Math.max(to, 0), time(answer));
  }

  private static int or(@Nullable Integer index, int otherwise) {
    return index == null ? otherwise : index;
  }

  private static Optional<Instant> time(PutLogEventsResponse answer) {
    Optional<String> date = answer.sdkHttpResponse().firstMatchingHeader("Date");
    try {
      return date.map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  private void makeStream() throws AwsFault, InterruptedException {
    if (isMade(
        logs ->
            logs.createLogStream(s -> s.logGroupName(settings.group()).logStreamName(stream)))) {
      return;
    }
    if (!settings.createGroup()) {
      // One that we made would keep everything for ever, without the owner's key.
      throw new AwsFault(
          Receipt.failed(Fault.DENIED, "no such log group: '" + settings.group() + "'"));
    }
    boolean unused = isMade(logs -> logs.createLogGroup(g -> g.logGroupName(settings.group())));
    unused =
        isMade(
            logs ->
                logs.createLogStream(s -> s.logGroupName(settings.group()).logStreamName(stream)));
  }

  /** False when what it belongs into is missing; there already is made, too. */
  private boolean isMade(Consumer<CloudWatchLogsClient> making)
      throws AwsFault, InterruptedException {
    return calls.call(
        logs -> {
          try {
            making.accept(logs);
            return true;
          } catch (ResourceAlreadyExistsException there) {
            return true;
          } catch (ResourceNotFoundException missing) {
            return false;
          }
        });
  }

  @Override
  public void close() {
    calls.close();
  }
}
