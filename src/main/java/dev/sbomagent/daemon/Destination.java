package dev.sbomagent.daemon;

import dev.sbomagent.outbox.Shipper;
import java.nio.file.Path;

/**
 * A sink and where its progress is kept.
 *
 * @param ship folder of the shipping side
 */
public record Destination(String sink, Path ship) {
  /** The file of its progress. */
  public Path cursor() {
    return Shipper.cursor(ship, sink);
  }
}
