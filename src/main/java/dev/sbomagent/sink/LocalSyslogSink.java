package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sbomagent.os.Errno;
import dev.sbomagent.os.SocketFailure;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.io.IOException;
import java.util.List;

/**
 * The syslog daemon of this machine, by its datagram socket, in the form that syslog(3) of glibc
 * writes: {@code <PRI>tag[pid]: message}. RFC 5424 is not understood there (systemd issue 19251).
 * The time, which is local in that form and optional, is left to the receiver; the event's own is
 * in the message.
 */
final class LocalSyslogSink implements Sink {
  private final SinkSettings.LocalSyslog settings;
  private final Surroundings surroundings;
  private final Lines lines;
  private final LocalReceiver receiver;
  private final String tag = "sbom-agent[" + ProcessHandle.current().pid() + "]: ";

  LocalSyslogSink(SinkSettings.LocalSyslog settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.lines = Lines.of(settings.layout());
    this.receiver = new LocalReceiver(settings.socket());
  }

  @Override
  public String name() {
    return settings.name();
  }

  /** The daemon has taken it from the socket or will; whether it keeps it, nobody says. */
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
    int priority = settings.facility() * 8 + Grade.of(parcel.event().severity()).syslog;
    String before = "<" + priority + ">" + tag;
    try {
      for (String line : lines.of(parcel, surroundings.cloud().get().orElse(null))) {
        receiver.send((before + line).getBytes(UTF_8), deadline);
      }
      return Receipt.DELIVERED;
    } catch (SocketFailure failed) {
      if (failed.errno() == Errno.EMSGSIZE) {
        return Receipt.refused(Failures.words(failed));
      }
      throw failed;
    }
  }

  @Override
  public void close() {
    receiver.close();
  }
}
