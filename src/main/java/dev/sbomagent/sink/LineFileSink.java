package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A file of lines on this machine, see {@link LineFile}. An event is one write. */
final class LineFileSink implements Sink {
  private final SinkSettings.LineFile settings;
  private final Surroundings surroundings;
  private final Lines lines;
  private final LineFile file;

  LineFileSink(SinkSettings.LineFile settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.lines = Lines.of(settings.layout());
    this.file = new LineFile(settings.path(), settings.maxBytes(), settings.keep());
  }

  @Override
  public String name() {
    return settings.name();
  }

  /** It is on the disk: a receipt is given after {@code fsync}. */
  @Override
  public Guarantee guarantee() {
    return Guarantee.ACKNOWLEDGED;
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public List<Receipt> deliver(List<Parcel> parcels) throws InterruptedException {
    List<Receipt> receipts = OneByOne.deliver(parcels, this::one);
    try {
      file.force();
      return receipts;
    } catch (IOException failed) {
      // what was written may be lost: all of it is written again
      file.close();
      Receipt none = Receipt.failed(Receipt.Fault.OUTAGE, Failures.words(failed));
      return new ArrayList<>(java.util.Collections.nCopies(parcels.size(), none));
    }
  }

  private Receipt one(Parcel parcel) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String line : lines.of(parcel, surroundings.cloud().get().orElse(null))) {
      bytes.writeBytes(line.getBytes(UTF_8));
      bytes.write('\n');
    }
    file.append(bytes.toByteArray());
    return Receipt.DELIVERED;
  }

  @Override
  public void close() {
    file.close();
  }
}
