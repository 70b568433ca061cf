package dev.sbomagent.sink;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Receipt.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One delivery of parcels to a stream: batch after batch until something fails. */
final class CloudWatchDelivery {
  /**
   * Events that are older than 14 days or more than 2 hours ahead are not kept (API_PutLogEvents);
   * well before that they are sent under the time of sending.
   */
  private static final Duration OLD = Duration.ofDays(13);

  private static final Duration YOUNG = Duration.ofMinutes(90);

  private final CloudWatchClient client;
  private final CloudWatchMessages messages;
  private final List<Parcel> parcels;
  private final Clock clock;

  /** How much later it is over there than here; null until that was told. */
  private @Nullable Duration ahead;

  /** Messages of each parcel that have arrived. */
  private final int[] arrived;

  private final @Nullable Receipt[] refused;

  CloudWatchDelivery(
      CloudWatchClient client, CloudWatchMessages messages, List<Parcel> parcels, Clock clock) {
    this.client = client;
    this.messages = messages;
    this.parcels = parcels;
    this.clock = clock;
    this.arrived = new int[parcels.size()];
    this.refused = new Receipt[parcels.size()];
  }

  /** A receipt for each parcel. */
  List<Receipt> run() throws InterruptedException {
    Receipt failed = Receipt.failed(Fault.OUTAGE, "not all of it has arrived");
    try {
      sendAll();
    } catch (AwsFault fault) {
      failed = fault.receipt();
    }
    List<Receipt> receipts = new ArrayList<>(parcels.size());
    for (int i = 0; i < arrived.length; i++) {
      Receipt no = refused[i];
      boolean whole = arrived[i] == CloudWatchMessages.count(parcels.get(i).event());
      receipts.add(no != null ? no : whole ? Receipt.DELIVERED : failed);
    }
    return receipts;
  }

  private void sendAll() throws AwsFault, InterruptedException {
    CloudWatchBatch batch = new CloudWatchBatch();
    for (int parcel = 0; parcel < parcels.size(); parcel++) {
      int count = CloudWatchMessages.count(parcels.get(parcel).event());
      for (int chunk = 0; chunk < count && refused[parcel] == null; chunk++) {
        CloudWatchBatch.Message message = message(parcel, chunk, isOutOfTime(parcel));
        if (message.bytes() > CloudWatchBatch.MAX_MESSAGE_BYTES) {
          refused[parcel] = Receipt.refused("message of " + message.bytes() + " bytes");
        } else {
          batch = added(batch, message);
        }
      }
    }
    send(batch.inOrder());
  }

  /** The batch with the message in it: a new one when the old is full, which then is sent. */
  private CloudWatchBatch added(CloudWatchBatch batch, CloudWatchBatch.Message message)
      throws AwsFault, InterruptedException {
    if (batch.add(message)) {
      return batch;
    }
    send(batch.inOrder());
    CloudWatchBatch next = new CloudWatchBatch();
    if (!next.add(message)) {
      throw new IllegalStateException("no batch takes a message of " + message.bytes() + " bytes");
    }
    return next;
  }

  private void send(List<CloudWatchBatch.Message> batch) throws AwsFault, InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    boolean knewTime = ahead != null;
    CloudWatchClient.Kept kept;
    try {
      kept = client.put(batch);
    } catch (AwsFault fault) {
      if (!(fault.receipt() instanceof Receipt.Refused)) {
        throw fault;
      }
      isolate(batch, fault.receipt());
      return;
    }
    List<CloudWatchBatch.Message> rejected = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (i >= kept.from() && i < kept.to()) {
        arrived[batch.get(i).parcel()]++;
      } else if (knewTime && batch.get(i).restamped()) {
        throw new AwsFault(Receipt.failed(Fault.OUTAGE, "rejected at any time"));
      } else {
        rejected.add(batch.get(i));
      }
    }
    if (!rejected.isEmpty()) {
      Instant here = clock.instant();
      ahead = Duration.between(here, kept.time().orElse(here));
      sendRestamped(rejected);
    }
  }

  /** The request is refused as a whole: finds the message that is to blame. */
  private void isolate(List<CloudWatchBatch.Message> batch, Receipt receipt)
      throws AwsFault, InterruptedException {
    if (batch.size() == 1) {
      refused[batch.get(0).parcel()] = receipt;
      return;
    }
    int half = batch.size() / 2;
    send(batch.subList(0, half));
    send(batch.subList(half, batch.size()));
  }

  /** What was rejected for its time alone is sent under the time of sending, as it is there. */
  private void sendRestamped(List<CloudWatchBatch.Message> rejected)
      throws AwsFault, InterruptedException {
    CloudWatchBatch batch = new CloudWatchBatch();
    for (CloudWatchBatch.Message message : rejected) {
      batch = added(batch, message(message.parcel(), message.chunk(), true));
    }
    send(batch.inOrder());
  }

  private CloudWatchBatch.Message message(int parcel, int chunk, boolean restamped) {
    Parcel from = parcels.get(parcel);
    return new CloudWatchBatch.Message(
        parcel,
        chunk,
        (restamped ? now() : from.event().time()).toEpochMilli(),
        restamped,
        messages.message(from, chunk, restamped));
  }

  private boolean isOutOfTime(int parcel) {
    Duration age = Duration.between(parcels.get(parcel).event().time(), now());
    return age.compareTo(OLD) > 0 || age.negated().compareTo(YOUNG) > 0;
  }

  private Instant now() {
    return ahead == null ? clock.instant() : clock.instant().plus(ahead);
  }
}
