package dev.sbomagent.sink;

import dev.sbomagent.os.Errno;
import dev.sbomagent.os.SocketFailure;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventJson;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.io.IOException;
import java.util.List;

/**
 * The journal of this machine, with fields to query: an entry for the event, then one for each
 * listed change.
 *
 * <table>
 * <caption>Fields; empty ones are left out</caption>
 * <tr><td>of both</td><td>{@code MESSAGE PRIORITY SYSLOG_FACILITY SYSLOG_IDENTIFIER MESSAGE_ID
 * SBOM_EVENT_ID SBOM_EVENT_TYPE SBOM_SEQ SBOM_SEVERITY SBOM_TRANSITION SBOM_FINDING_UID
 * SBOM_AGAIN=1}</td></tr>
 * <tr><td>of an event</td><td>{@code SBOM_CHAIN SBOM_REASON SBOM_REPLACES_UID SBOM_DRIFT_COUNT
 * SBOM_DRIFT_DIGEST SBOM_GOLDEN_SHA256 SBOM_SHED=1 SBOM_EVENT}, the last its native line</td></tr>
 * <tr><td>of a change</td><td>{@code SBOM_CHANGE_INDEX SBOM_CHANGE_ID SBOM_CHANGE_KIND
 * SBOM_CHANGE_ECOSYSTEM SBOM_CHANGE_GROUP SBOM_CHANGE_NAME SBOM_CHANGE_ARCH SBOM_CHANGE_EXPECTED
 * SBOM_CHANGE_OBSERVED SBOM_CHANGE_LOCATION SBOM_CHANGE}, lists as a field for each value, the last
 * its JSON</td></tr>
 * </table>
 */
final class JournaldSink implements Sink {
  /** authpriv, as others that report on security. */
  private static final int FACILITY = 10;

  private final SinkSettings.Journald settings;
  private final Surroundings surroundings;
  private final LocalReceiver receiver;

  JournaldSink(SinkSettings.Journald settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.receiver = new LocalReceiver(settings.socket());
  }

  @Override
  public String name() {
    return settings.name();
  }

  /**
   * The journal has taken it from the socket or will, also after a restart of it; whether it keeps
   * it (rate limit, full disk), nobody says.
   */
  @Override
  public Guarantee guarantee() {
    return Guarantee.BEST_EFFORT;
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public List<Receipt> deliver(List<Parcel> parcels) throws InterruptedException {
    long deadline = LocalReceiver.deadline();
    return OneByOne.deliver(parcels, parcel -> one(parcel, deadline));
  }

  private Receipt one(Parcel parcel, long deadline) throws IOException, InterruptedException {
    try {
      receiver.send(event(parcel), deadline);
      int index = 0;
      for (Change change : parcel.event().changes()) {
        receiver.send(change(parcel, change, ++index), deadline);
      }
      return Receipt.DELIVERED;
    } catch (SocketFailure failed) {
      if (failed.errno() == Errno.EMSGSIZE) {
        return Receipt.refused(Failures.words(failed));
      }
      throw failed;
    }
  }

  private byte[] event(Parcel parcel) {
    Event event = parcel.event();
    JournalEntry entry = entry(parcel, event.message(), Grade.of(event.severity()));
    Event.Condition condition = event.condition();
    Event.Golden golden = event.golden();
    return entry
        .field("SBOM_SEVERITY", event.level())
        .field("SBOM_CHAIN", event.chain())
        .field("SBOM_REASON", event.reason())
        .field("SBOM_REPLACES_UID", condition == null ? null : condition.replaces())
        .field("SBOM_DRIFT_COUNT", event.changeCount())
        .field("SBOM_DRIFT_DIGEST", condition == null ? null : condition.digest())
        .field("SBOM_GOLDEN_SHA256", golden == null ? null : golden.sha256())
        .field("SBOM_SHED", parcel.shed() ? "1" : null)
        .field("SBOM_EVENT", NativeLines.head(parcel, surroundings.cloud().get().orElse(null)))
        .bytes();
  }

  private static byte[] change(Parcel parcel, Change change, int index) {
    JournalEntry entry = entry(parcel, ChangeText.of(change), Grade.of(change.severity()));
    entry
        .field("SBOM_SEVERITY", change.severity().label())
        .field("SBOM_CHANGE_INDEX", index)
        .field("SBOM_CHANGE_ID", change.id())
        .field("SBOM_CHANGE_KIND", change.kind())
        .field("SBOM_CHANGE_ECOSYSTEM", change.ecosystem())
        .field("SBOM_CHANGE_GROUP", change.group())
        .field("SBOM_CHANGE_NAME", change.name())
        .field("SBOM_CHANGE_ARCH", change.arch());
    change.expected().forEach(value -> entry.field("SBOM_CHANGE_EXPECTED", value));
    change.observed().forEach(value -> entry.field("SBOM_CHANGE_OBSERVED", value));
    change.locations().forEach(value -> entry.field("SBOM_CHANGE_LOCATION", value));
    return entry.field("SBOM_CHANGE", EventJson.change(change)).bytes();
  }

  private static JournalEntry entry(Parcel parcel, String message, Grade grade) {
    Event event = parcel.event();
    Event.Condition condition = event.condition();
    return new JournalEntry()
        .field("MESSAGE", message)
        .field("PRIORITY", grade.syslog)
        .field("SYSLOG_FACILITY", FACILITY)
        .field("SYSLOG_IDENTIFIER", "sbom-agent")
        .field("MESSAGE_ID", JournalEntry.messageId(event.type()))
        .field("SBOM_EVENT_ID", event.id())
        .field("SBOM_EVENT_TYPE", event.type().label())
        .field("SBOM_SEQ", event.seq())
        .field("SBOM_TRANSITION", condition == null ? null : condition.transition().label())
        .field("SBOM_FINDING_UID", condition == null ? null : condition.uid())
        .field("SBOM_AGAIN", parcel.again() ? "1" : null);
  }

  @Override
  public void close() {
    receiver.close();
  }
}
