package dev.sbomagent.sink;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Receipt.Fault;
import dev.sbomagent.report.Sink;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CloudWatch Logs: every event, in a stream of the instance's own. */
final class CloudWatchSink implements Sink {
  private final SinkSettings.CloudWatch settings;
  private final Optional<URI> metadata;
  private final Surroundings around;
  private @Nullable CloudWatchClient client;

  /**
   * @param metadata the instance metadata service, when not the usual one: credentials come from it
   */
  CloudWatchSink(SinkSettings.CloudWatch settings, Optional<URI> metadata, Surroundings around) {
    this.settings = settings;
    this.metadata = metadata;
    this.around = around;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.ACKNOWLEDGED;
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public List<Receipt> deliver(List<Parcel> parcels) throws InterruptedException {
    Optional<Cloud> cloud = around.cloud().get();
    if (cloud.isEmpty()) {
      return Collections.nCopies(
          parcels.size(), Receipt.failed(Fault.OUTAGE, "which instance this is is not known"));
    }
    if (client == null) {
      client = new CloudWatchClient(settings, cloud.get(), metadata);
    }
    client.begin();
    CloudWatchMessages messages = new CloudWatchMessages(settings.fleet(), cloud.get());
    return new CloudWatchDelivery(client, messages, parcels, around.clock()).run();
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}
