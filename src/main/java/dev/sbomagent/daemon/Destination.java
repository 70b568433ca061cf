package dev.sbomagent.daemon;

import dev.sbomagent.outbox.Shipper;
import dev.sbomagent.report.Sink;
import java.nio.file.Path;

/**
 * A sink and where its progress is kept.
 *
 * @param guarantee what an arrival there is worth
 * @param ship folder of the shipping side
 */
public record Destination(String sink, Sink.Guarantee guarantee, Path ship) {
  /** The file of its progress. */
  public Path cursor() {
    return Shipper.cursor(ship, sink);
  }
}
