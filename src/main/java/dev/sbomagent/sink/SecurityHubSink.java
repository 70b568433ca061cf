package dev.sbomagent.sink;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.PlainText;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Receipt.Fault;
import dev.sbomagent.report.Sink;
import dev.sbomagent.report.Transition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Security Hub: transitions of conditions as findings, and what is still open again before it would
 * be forgotten. Other events are delivered by doing nothing.
 */
final class SecurityHubSink implements Sink {
  /** What is open is told again after this and up to as much more, by the instance. */
  private static final Duration KEEP_ALIVE = Duration.ofDays(7);

  private static final int MAX_EVENTS = 100;

  private final SinkSettings.SecurityHub settings;
  private final Optional<URI> metadata;
  private final Surroundings around;
  private final SecurityHubMemory memory;
  private final SecurityHubPace pace;
  private @Nullable SecurityHubImport hub;
  private int maxEvents = MAX_EVENTS;

  /**
   * @param metadata the instance metadata service, when not the usual one: credentials come from it
   * @param memory a folder for a file of its own
   */
  SecurityHubSink(
      SinkSettings.SecurityHub settings, Optional<URI> metadata, Path memory, Surroundings around) {
    this.settings = settings;
    this.metadata = metadata;
    this.around = around;
    this.memory = SecurityHubMemory.of(memory.resolve(settings.name() + ".json"));
    this.pace = new SecurityHubPace(around.random());
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
    List<List<SecurityHubFinding>> findings = new ArrayList<>(parcels.size());
    SecurityHubBatch batch = new SecurityHubBatch(maxEvents);
    int taken = 0;
    for (Parcel parcel : parcels) {
      List<SecurityHubFinding> some = findings(parcel.event(), cloud.get().instance());
      findings.add(some);
      if (taken == findings.size() - 1 && (some.isEmpty() || batch.add(parcel.event(), some))) {
        taken++;
      }
    }
    Map<String, Receipt> failed =
        batch.events().isEmpty() ? Map.of() : imported(batch, cloud.get());
    List<Receipt> receipts = new ArrayList<>(parcels.size());
    for (int i = 0; i < findings.size(); i++) {
      receipts.add(
          i < taken
              ? receipt(findings.get(i), failed)
              : later("next request", SecurityHubPace.BETWEEN));
    }
    return receipts;
  }

  /** What there is to say of this event. */
  private List<SecurityHubFinding> findings(Event event, String instance) {
    List<SecurityHubFinding> findings = SecurityHubFinding.of(event, instance);
    Event.Condition condition = event.condition();
    if (condition == null || condition.transition() != Transition.REMINDER) {
      return findings;
    }
    Duration keep =
        KEEP_ALIVE.plusSeconds(Math.floorMod(instance.hashCode(), KEEP_ALIVE.toSeconds()));
    Optional<Instant> last = memory.lastUpdate(findings.get(0).id());
    boolean due = last.isEmpty() || !event.time().isBefore(last.get().plus(keep));
    return due ? findings : List.of();
  }

  /** What became of those findings that were not taken, by id. */
  private Map<String, Receipt> imported(SecurityHubBatch batch, Cloud cloud)
      throws InterruptedException {
    Instant now = around.clock().instant();
    Duration wait = pace.wait(batch.events(), memory.lastRequest(), now);
    if (!wait.isZero()) {
      return all(
          batch, new Receipt.Failed(Fault.PACED, "spread over the fleet", Optional.of(wait)));
    }
    Map<SecurityHubFinding, Instant> updates = new LinkedHashMap<>();
    for (SecurityHubFinding finding : batch.findings()) {
      updates.put(finding, update(finding, now));
    }
    if (hub == null) {
      hub = new SecurityHubImport(settings, cloud, metadata);
    }
    memory.requested(now);
    Map<String, Receipt> failed;
    try {
      failed = hub.of(updates);
      pace.accepted();
      maxEvents = MAX_EVENTS;
    } catch (AwsFault fault) {
      failed = all(batch, sorted(fault.receipt(), batch.events().size()));
    }
    for (Map.Entry<SecurityHubFinding, Instant> update : updates.entrySet()) {
      if (!failed.containsKey(update.getKey().id())) {
        memory.remember(update.getKey().id(), update.getValue());
      }
    }
    save();
    return failed;
  }

  /** Later than the one before, whatever the clock says; in milliseconds. */
  private Instant update(SecurityHubFinding finding, Instant now) {
    Instant time = finding.event().time();
    Instant update = time.isAfter(now) ? time : now;
    Instant next = memory.lastUpdate(finding.id()).orElse(Instant.EPOCH).plusMillis(1);
    return Instant.ofEpochMilli((next.isAfter(update) ? next : update).toEpochMilli());
  }

  private Receipt sorted(Receipt receipt, int events) {
    if (receipt instanceof Receipt.Failed failed && failed.fault() == Fault.THROTTLED) {
      return later(failed.reason(), pace.throttled());
    }
    if (receipt instanceof Receipt.Refused refused && events > 1) {
      // The request is refused as a whole: half of it next time, until the one to blame is alone.
      maxEvents = Math.max(1, events / 2);
      return later(refused.reason(), SecurityHubPace.BETWEEN);
    }
    return receipt;
  }

  private static Map<String, Receipt> all(SecurityHubBatch batch, Receipt receipt) {
    Map<String, Receipt> all = new LinkedHashMap<>();
    batch.findings().forEach(finding -> all.put(finding.id(), receipt));
    return all;
  }

  private static Receipt receipt(List<SecurityHubFinding> findings, Map<String, Receipt> failed) {
    for (SecurityHubFinding finding : findings) {
      Receipt no = failed.get(finding.id());
      if (no != null) {
        return no;
      }
    }
    return Receipt.DELIVERED;
  }

  private static Receipt later(String reason, Duration after) {
    return new Receipt.Failed(Fault.THROTTLED, PlainText.of(reason, 500), Optional.of(after));
  }

  private void save() {
    try {
      memory.save();
    } catch (IOException full) {
      // What was imported is imported: the times are known here, and the next process does without.
    }
  }

  @Override
  public void close() {
    if (hub != null) {
      hub.close();
      hub = null;
    }
  }
}
