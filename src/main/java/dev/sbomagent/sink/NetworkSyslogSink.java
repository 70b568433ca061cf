package dev.sbomagent.sink;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A syslog server: RFC 5424 over UDP, TCP, TLS or RELP. Keeps its connection, and makes another
 * when the server has ended it.
 */
final class NetworkSyslogSink implements Sink {
  /** For a connection and all that is sent over it in one delivery. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** After this nothing more is sent in a delivery, but waited for. */
  private static final Duration SENDING = Duration.ofSeconds(10);

  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final SinkSettings.NetworkSyslog settings;
  private final Surroundings surroundings;
  private final Lines lines;
  private final Rfc5424 form;
  private @Nullable Wire wire;

  NetworkSyslogSink(SinkSettings.NetworkSyslog settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.lines = Lines.of(settings.layout());
    this.form = new Rfc5424(settings.facility(), settings.enterprise(), surroundings.hostname());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Guarantee guarantee() {
    return settings.guarantee();
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public List<Receipt> deliver(List<Parcel> parcels) throws InterruptedException {
    Progress progress = new Progress(parcels.size());
    try (TimeLimit limit = new TimeLimit(LIMIT)) {
      try {
        send(parcels, wire(limit), progress);
        return progress.receipts("not sent within " + SENDING.toSeconds() + " seconds");
      } catch (IOException failed) {
        if (wire != null) {
          progress.settled = wire.settled();
        }
        close();
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        progress.denied = Failures.isDistrust(failed);
        return progress.receipts(
            limit.isOver()
                ? "no end within " + LIMIT.toSeconds() + " seconds"
                : Failures.words(failed));
      }
    }
  }

  /** Sends as many as there is time for; what follows is for the next delivery. */
  private void send(List<Parcel> parcels, Wire used, Progress progress)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + SENDING.toNanos();
    long sent = used.settled();
    for (int i = 0; i < parcels.size() && System.nanoTime() - end < 0; i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Parcel parcel = parcels.get(i);
      String header = form.header(parcel);
      for (String line : lines.of(parcel, surroundings.cloud().get().orElse(null))) {
        used.send(Rfc5424.record(header, line));
        sent++;
      }
      progress.ends[i] = sent;
    }
    used.settle();
    progress.settled = used.settled();
  }

  /** Which parcels have arrived. */
  private static final class Progress {
    /** Which of the wire's records is a parcel's last, counted from 1; 0 when it was not sent. */
    final long[] ends;

    long settled;
    boolean denied;

    Progress(int parcels) {
      ends = new long[parcels];
    }

    List<Receipt> receipts(String reason) {
      Receipt failed = Receipt.failed(denied ? Receipt.Fault.DENIED : Receipt.Fault.OUTAGE, reason);
      List<Receipt> receipts = new ArrayList<>(ends.length);
      for (long end : ends) {
        receipts.add(end > 0 && end <= settled ? Receipt.DELIVERED : failed);
      }
      return receipts;
    }
  }

  private Wire wire(TimeLimit limit) throws IOException {
    Wire kept = wire;
    if (kept != null) {
      kept.under(limit);
      try {
        kept.check();
        return kept;
      } catch (IOException over) {
        close();
      }
    }
    wire = open(limit);
    return wire;
  }

  private Wire open(TimeLimit limit) throws IOException {
    return switch (settings.transport()) {
      case UDP -> UdpWire.open(settings.host(), settings.port());
      case TCP -> new StreamWire(connect(null, limit));
      case TLS -> new StreamWire(connect(Tls.of(settings), limit));
      case RELP -> RelpWire.open(connect(null, limit));
      case RELP_TLS -> RelpWire.open(connect(Tls.of(settings), limit));
    };
  }

  private Connection connect(@Nullable Tls tls, TimeLimit limit) throws IOException {
    return Connection.open(settings.host(), settings.port(), tls, limit);
  }

  @Override
  public void close() {
    if (wire != null) {
      try (TimeLimit limit = new TimeLimit(FAREWELL)) {
        wire.under(limit);
        wire.close();
      } catch (IOException broken) {
        // nothing was waiting for an answer
      }
      wire = null;
    }
  }
}
